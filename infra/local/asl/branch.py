"""Branches: generators that yield the signal they wait for, resumed on a small pool of threads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from infra.local.asl.errors import CancelledBranchError, StatesError
from infra.local.asl.signal import Outcome, Signal
from infra.local.clock.activity import Activity
from infra.local.json_value import Json

logger = logging.getLogger(__name__)

Steps: TypeAlias = Generator[Signal, Json, Json]


class Pool:
    """A few threads that run jobs in order of arrival; every job counts as activity until done."""

    def __init__(self, activity: Activity, workers: int) -> None:
        self._activity = activity
        self._jobs = Activity()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="state-machines")

    def submit(self, job: Callable[[], None]) -> None:
        """Queue the job; it is under way from before this returns."""
        self._activity.begin("state machine step")
        self._jobs.begin()
        self._threads.submit(self._run, job)

    def close(self) -> None:
        """Let the jobs end and the threads with them; nothing can be submitted afterwards."""
        self._jobs.wait_quiet()
        self._threads.shutdown(wait=True)

    def _run(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception:
            logger.exception("a step of a state machine broke the interpreter")
        finally:
            self._jobs.end()
            self._activity.end("state machine step")


class Branch:
    """One line of states under way; it holds a thread only between two signals."""

    def __init__(self, pool: Pool, steps: Steps, ended: Callable[[Outcome], None]) -> None:
        self._pool = pool
        self._steps = steps
        self._ended = ended
        self._parked: Signal | None = None
        self._cancelled = False

    def start(self) -> None:
        """Begin on the pool; `ended` is called once, with the value or the error."""
        self._pool.submit(lambda: self._run(Outcome()))

    def cancel(self) -> None:
        """Throw CancelledBranchError in where the branch is parked, or when it next would park."""
        self._cancelled = True
        if parked := self._parked:
            parked.fail(CancelledBranchError())

    def _resume(self, outcome: Outcome) -> None:
        self._pool.submit(lambda: self._run(outcome))

    def _run(self, outcome: Outcome) -> None:
        try:
            signal = self._advance(outcome)
        except StopIteration as end:
            self._ended(Outcome(end.value))
        except (StatesError, CancelledBranchError) as error:
            self._ended(Outcome(error=error))
        except Exception as error:
            logger.exception("the interpreter failed inside a state")
            self._ended(Outcome(error=error))
        else:
            self._park(signal)

    def _advance(self, outcome: Outcome) -> Signal:
        if outcome.error is not None:
            return self._steps.throw(outcome.error)
        return self._steps.send(outcome.value)

    def _park(self, signal: Signal) -> None:
        self._parked = signal
        # Whoever cancels sets the flag before looking for a signal: one of the two sees the other.
        if self._cancelled:
            signal.fail(CancelledBranchError())
        signal.then(self._resume)
