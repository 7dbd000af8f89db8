"""Which error is tried again, how often, and after how long."""

from __future__ import annotations

from collections.abc import Sequence

from infra.local.asl.errors import StatesError
from infra.local.json_value import Json


class Retries:
    """The retriers of one visit to a state, each counting its own attempts."""

    def __init__(self, retriers: Sequence[Json]) -> None:
        self._retriers = retriers
        self._attempts = [0] * len(retriers)

    @property
    def count(self) -> int:
        """How often the state has been tried again so far."""
        return sum(self._attempts)

    def delay_after(self, error: StatesError) -> float | None:
        """Seconds to wait before the next attempt; None when there is none.

        Jitter is left out, so that a run repeats itself: the delay is always the longest possible.
        """
        for index, retrier in enumerate(self._retriers):
            if error.matches(retrier["ErrorEquals"]):
                return self._next_delay(index, retrier)
        return None

    def _next_delay(self, index: int, retrier: Json) -> float | None:
        attempt = self._attempts[index]
        if attempt >= retrier.get("MaxAttempts", 3):
            return None
        self._attempts[index] += 1
        delay: float = (
            retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** attempt
        )
        longest: float = retrier.get("MaxDelaySeconds", delay)
        return min(delay, longest)
