"""Counting the work under way, so that a caller can wait until there is none."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class NotQuiet(TimeoutError):
    """Work was still under way when the waiter's patience was over; the message names it."""


class Activity:
    """How many pieces of work are under way; quiet when none."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._under_way: Counter[str] = Counter()
        self._ended = 0

    def begin(self, label: str = "work") -> None:
        """Count one more piece of work, before anything can see that the last one ended."""
        with self._changed:
            self._under_way[label] += 1

    def end(self, label: str = "work") -> None:
        """Count one piece less; raises ValueError when none was begun under the label."""
        with self._changed:
            if not self._under_way[label]:
                raise ValueError(f"activity {label!r} ended more often than it began")
            self._ended += 1
            self._under_way[label] -= 1
            if not self._under_way[label]:
                del self._under_way[label]
            if not self._under_way:
                self._changed.notify_all()

    @contextmanager
    def busy(self, label: str = "work") -> Iterator[None]:
        """One piece of work lasts as long as the block."""
        self.begin(label)
        try:
            yield
        finally:
            self.end(label)

    @property
    def count(self) -> int:
        """Pieces of work under way at this moment."""
        with self._changed:
            return self._under_way.total()

    @property
    def under_way(self) -> dict[str, int]:
        """How many pieces of work are under way, by their labels."""
        with self._changed:
            return dict(sorted(self._under_way.items()))

    def wait_quiet(self, timeout: float = 60.0) -> None:
        """Return at a moment with no work under way, however much of it there is to do.

        Raises NotQuiet when no piece of it has ended for `timeout` seconds or longer.
        """
        ended = -1
        while ended != self._ended:
            ended = self._ended
            if self.is_quiet_within(timeout):
                return
        raise NotQuiet(
            f"nothing has ended for {timeout:g} s: {self._described()}; "
            "look for a call that never returns, or allow a longer timeout"
        )

    def is_quiet_within(self, seconds: float) -> bool:
        """Tell whether there comes a moment with no work under way, within so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._under_way, seconds)

    def _described(self) -> str:
        return ", ".join(f"{count} of {label}" for label, count in self.under_way.items())
