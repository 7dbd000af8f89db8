"""What a branch parks on: settled once, by whoever comes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from infra.local.json_value import Json


@dataclass(frozen=True)
class Outcome:
    """A value, or the error that stands in its place."""

    value: Json = None
    error: Exception | None = None


class Signal:
    """A one-shot outcome that one waiter continues with."""

    __slots__ = ("_guard", "_outcome", "_waiter")

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._outcome: Outcome | None = None
        self._waiter: Callable[[Outcome], None] | None = None

    def settle(self, outcome: Outcome) -> bool:
        """True when this outcome is the one that counts; False when another came first."""
        with self._guard:
            if self._outcome is not None:
                return False
            self._outcome, waiter = outcome, self._waiter
        if waiter is not None:
            waiter(outcome)
        return True

    def fail(self, error: Exception) -> bool:
        """Settle with an error; True when it is the one that counts."""
        return self.settle(Outcome(error=error))

    def then(self, waiter: Callable[[Outcome], None]) -> None:
        """Call the waiter with the outcome, at once when there is one already."""
        with self._guard:
            outcome = self._outcome
            if outcome is None:
                self._waiter = waiter
        if outcome is not None:
            waiter(outcome)
