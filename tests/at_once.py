"""What several threads answer that begin in the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")


def together(actions: Sequence[Callable[[], T]]) -> list[T]:
    """Take all actions at once, each in a thread of its own; answers in the actions' order."""
    start = threading.Barrier(len(actions))

    def act(action: Callable[[], T]) -> T:
        start.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(act, actions))


def at_once(work: Callable[[int], T], threads: int) -> list[T]:
    """Do one work in many threads at once, each with its number from 0; answers by number."""
    return together([partial(work, number) for number in range(threads)])
