"""What was used, counted by what AWS charges for."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

WRITE: Final = "write"
"""Write units of tables for what is true: records and journals."""
LIST: Final = "list"
"""Write units of tables for pointers, by which lists find records."""
TOLD: Final = "told"
"""Write units of tables for feeds and deliveries of webhooks."""
INDEX: Final = "index"
"""Write units of indexes."""
READ: Final = "read"
"""Read units of tables and indexes."""
TRANSITION: Final = "transition"
"""State transitions of standard state machines."""
EXPRESS: Final = "express"
"""Executions of express state machines."""
RECORD: Final = "record"
"""Records of a table's stream that are handed to a function."""
LOG: Final = "log"
"""Bytes of functions' logs, with what Lambda says itself."""
REQUEST: Final = "request"
"""Requests to the API."""
MESSAGE: Final = "message"
"""Requests to queues."""
FUNCTION: Final = "@"
"""Between a function's name and its megabytes: how often it was invoked."""

Usage = Counter[str]


class Write(NamedTuple):
    """One item's write: its units in the table and in its indexes, its bytes before and after."""

    units: int
    in_index: int
    before: int
    after: int
    key: str

    def __str__(self) -> str:
        return f"{self.units:>5} {self.in_index:>5} {self.before:>6} {self.after:>5}  {self.key}"


class Tally:
    """Counts from any thread; `writes` tells each write by itself."""

    def __init__(self) -> None:
        self.writes: list[Write] = []
        self._used: Usage = Counter()
        self._guard = threading.Lock()
        self._here = threading.local()

    @contextmanager
    def unmetered(self) -> Iterator[None]:
        """What this thread does within the block is not counted."""
        self._here.unmetered = True
        try:
            yield
        finally:
            self._here.unmetered = False

    def add(self, what: str, much: float = 1) -> None:
        """Count so much more of something."""
        if much and not getattr(self._here, "unmetered", False):
            with self._guard:
                # A Counter's type knows whole numbers only; halves of a read unit are exact.
                self._used[what] += much  # type: ignore[assignment]

    def used(self) -> Usage:
        """All that was counted so far."""
        with self._guard:
            return Counter(self._used)


def between(before: Usage, after: Usage) -> Usage:
    """What was used since; nothing that stayed as it was."""
    names = sorted({*before, *after})
    return Counter({n: much for n in names if (much := after[n] - before[n])})


def total(usages: Iterable[Usage]) -> Usage:
    """All that was used in several steps."""
    return sum(usages, Counter())


def invocations(usage: Usage) -> dict[str, int]:
    """How often each function was invoked."""
    return {name: much for name, much in usage.items() if FUNCTION in name}
