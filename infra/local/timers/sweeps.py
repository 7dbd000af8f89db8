"""The sweeper's schedule on a laptop: only those of its minutes in which there is work."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock, Timer
from infra.local.table.change_log import ChangeLog
from infra.local.timers.due_times import DueTimes
from shared.ports import Due

logger = logging.getLogger(__name__)

TRIED_AGAIN_AFTER = timedelta(hours=1)
"""When what no sweep could move is tried again; with a try a minute, days would pass slowly."""

_LABEL = "sweep"
_EPOCH = datetime.fromtimestamp(0, UTC)


class Sweeps:
    """Sweeps in the interval behind each due time; intervals in which nothing is due are skipped.

    Intervals are counted from the epoch, so that a restart, whenever it is, moves no sweep. What no
    state machine has its turn for before is swept `at_once`: a stack's sweep may come that second.
    Only what is `wanted` calls for sweeps, which then advance whatever is due.
    """

    def __init__(
        self,
        clock: BusinessClock,
        activity: Activity,
        log: ChangeLog,
        sweep: Callable[[], object],
        *,
        every: timedelta,
        at_once: bool = False,
        wanted: Callable[[Due], bool] = lambda _: True,
    ) -> None:
        self._clock = clock
        self._activity = activity
        self._log = log
        self._sweep = sweep
        self._every = every
        self._at_once = at_once
        self._not_before = _EPOCH
        self._due = DueTimes(log, wanted)
        self._guard = threading.Lock()
        self._next: Timer | None = None
        self._stopped = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sweep")
        log.listen(self._written)
        self._look_after(self._due.earliest())

    def stop(self) -> None:
        """Sweep no more, and wait for the sweep under way."""
        with self._guard:
            self._stopped = True
        self._worker.shutdown(wait=True)

    def _written(self, _: int) -> None:
        # What was written may be due; it is read later, as the writer is waiting.
        self._look_after(self._clock.now())

    def _look_after(self, due: datetime | None) -> None:
        """Look when a due time is swept, or what is due by now."""
        if due is None:
            return
        at = max(self._swept_at(max(due, self._clock.now())), self._not_before)
        with self._guard:
            if self._next is None or at < self._next.when:
                if self._next:
                    self._next.cancel()
                self._next = self._clock.call_at(at, self._begin)

    def _swept_at(self, instant: datetime) -> datetime:
        if self._at_once:
            return instant
        return _EPOCH + ((instant - _EPOCH) // self._every + 1) * self._every

    def _begin(self) -> None:
        with self._guard:
            self._next = None
            if not self._stopped:
                self._activity.begin(_LABEL)
                self._worker.submit(self._look)

    def _look(self) -> None:
        try:
            self._sweep_what_is_due(self._clock.now())
            self._look_after(self._due.earliest())
        except Exception:
            logger.exception("what is due cannot be found; it is looked for again")
            self._look_after(self._clock.now() + TRIED_AGAIN_AFTER)
        finally:
            self._activity.end(_LABEL)

    def _sweep_what_is_due(self, now: datetime) -> None:
        # In its very second the state machine that waits for it has its turn.
        due = self._due.earliest()
        if due and (due < now or (self._at_once and due == now)):
            self._sweep_at(now)

    def _sweep_at(self, now: datetime) -> None:
        before, told = self._log.last_seq, None
        try:
            told = self._sweep()
        except Exception:
            logger.exception("the sweeper failed; what it has left is tried again")
        if _handed_over(told):
            self._not_before = now + self._every
        elif self._log.last_seq == before:
            self._due.put_off(now, now + TRIED_AGAIN_AFTER)


def _handed_over(told: object) -> bool:
    """Tell whether others are at work by now, who may not have written anything yet."""
    return isinstance(told, dict) and bool(told.get("batches"))
