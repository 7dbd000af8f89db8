"""How a command that stays up is stopped: everything closes on the way out."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

# Also SIGINT: a shell starts what runs in the background deaf to it. HUP: the terminal was closed.
STOPPING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_Handler = Callable[[int, FrameType | None], None] | signal.Handlers


@contextmanager
def stoppable() -> Iterator[None]:
    """Within the block, each signal that stops a program is a KeyboardInterrupt."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    with _on(interrupt):
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within the block, none of them does anything: what it sets right is done to its end."""
    with _on(signal.SIG_IGN):
        yield


@contextmanager
def _on(handler: _Handler) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in STOPPING if not _is_shut(number)}
    try:
        yield
    finally:
        for number, known in before.items():
            signal.signal(number, known)


def _is_shut(number: int) -> bool:
    # Whoever says nohup wants it to go on.
    return number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN
