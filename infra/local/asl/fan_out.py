"""Several branches at once, joined: the ground of Map and Parallel."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from infra.local.asl.branch import Branch, Pool, Steps
from infra.local.asl.signal import Outcome, Signal
from infra.local.json_value import Json

Maker: TypeAlias = Callable[[Callable[[], bool]], Steps]
"""Makes a branch's steps, given the question whether the branch is to end."""


class FanOut:
    """Runs branches up to a limit at a time; the first error ends them all."""

    def __init__(self, pool: Pool, makers: Sequence[Maker], limit: int) -> None:
        self.joined = Signal()
        self._pool = pool
        self._makers = makers
        self._limit = limit or len(makers)
        self._results: list[Json] = [None] * len(makers)
        self._branches: list[Branch] = []
        self._ended_count = 0
        self._over = False
        self._guard = threading.Lock()

    def steps(self) -> Steps:
        """Park until every branch has ended; the value is their results in order."""
        if not self._makers:
            return []
        for _ in range(min(self._limit, len(self._makers))):
            self._start_next()
        try:
            return (yield self.joined)
        finally:
            self._end_all()

    def _is_over(self) -> bool:
        return self._over

    def _start_next(self) -> None:
        with self._guard:
            index = len(self._branches)
            if self._over or index == len(self._makers):
                return
            branch = Branch(
                self._pool, self._makers[index](self._is_over), partial(self._ended, index)
            )
            self._branches.append(branch)
        branch.start()

    def _ended(self, index: int, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.joined.fail(outcome.error)
            return
        with self._guard:
            self._results[index] = outcome.value
            self._ended_count += 1
            complete = self._ended_count == len(self._makers)
        if complete:
            self.joined.settle(Outcome(self._results))
        else:
            self._start_next()

    def _end_all(self) -> None:
        with self._guard:
            self._over = True
            branches = list(self._branches)
        for branch in branches:
            branch.cancel()
