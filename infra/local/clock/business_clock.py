"""The business clock: virtual time with one heap of timers."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

logger = logging.getLogger(__name__)

Action = Callable[[], None]

_SWEEP_FROM = 1024
_LONGEST_SECONDS = 86_400.0
_AGAIN_SECONDS = 1.0


class Halted(Exception):
    """The clock was halted before an advance reached its target."""


class Timer:
    """An action that is due at one moment of business time and runs at most once."""

    def __init__(self, when: datetime, order: int, action: Action) -> None:
        self.when = when
        self._order = order
        self._action: Action | None = action
        self._guard = threading.Lock()

    def __lt__(self, other: Timer) -> bool:
        return (self.when, self._order) < (other.when, other._order)

    @property
    def pending(self) -> bool:
        """Neither run nor cancelled."""
        return self._action is not None

    def cancel(self) -> bool:
        """True when the action will never run; False when it has been taken to run already."""
        return self.take() is not None

    def take(self) -> Action | None:
        """The action for whoever asks first, None for everybody after."""
        with self._guard:
            action, self._action = self._action, None
            return action


class BusinessClock:
    """Virtual time: machine time plus an offset, or standing still (frozen=True); never back.

    A frozen clock fires timers only inside step_to and advance; a started running clock fires them
    on its own thread as they come due.
    """

    def __init__(self, start: datetime, *, frozen: bool = False) -> None:
        self._changed = threading.Condition()
        self._firing = threading.RLock()
        self._heap: list[Timer] = []
        self._sweep_at = _SWEEP_FROM
        self._orders = itertools.count()
        self._frozen = frozen
        self._standing = _utc(start)
        self._offset = self._standing - datetime.now(UTC)
        self._thread: threading.Thread | None = None
        self._halted = False

    def now(self) -> datetime:
        """Business time, aware UTC."""
        with self._changed:
            return self._now()

    def call_at(self, when: datetime, action: Action) -> Timer:
        """Run the short, never blocking action once when business time reaches `when`."""
        timer = Timer(_utc(when), next(self._orders), action)
        with self._changed:
            self._forget_cancelled()
            heapq.heappush(self._heap, timer)
            if self._heap[0] is timer:
                self._changed.notify_all()
        return timer

    def call_later(self, seconds: float, action: Action) -> Timer:
        """Run the action once after so many seconds of business time."""
        return self.call_at(self.now() + timedelta(seconds=seconds), action)

    def next_due(self) -> datetime | None:
        """When the earliest pending timer is due; it may be in the past."""
        with self._changed:
            timer = self._earliest()
            return timer.when if timer else None

    def step_to(self, when: datetime) -> None:
        """Move to `when` unless past; fire what is due, in (due, insertion) order, in this thread.

        On return no timer due by then is still being fired by another thread.
        """
        with self._changed:
            self._move_to(_utc(when))
            self._changed.notify_all()
        self._fire_due()

    def advance(self, target: datetime, drain: Callable[[], None]) -> None:
        """Step from timer to timer up to `target`, draining the work that each one starts.

        Raises Halted, and whatever `drain` raises.
        """
        drain()
        while self._unfinished(_utc(target)):
            if self._halted:
                raise Halted(
                    f"business time stands at {self.now().isoformat()} and goes no further"
                )
            self.step_to(min(self.next_due() or target, target))
            drain()

    def start(self) -> None:
        """Fire timers on a thread of the clock's own as machine time passes; frozen: nothing."""
        with self._changed:
            if self._frozen or self._thread:
                return
            self._thread = threading.Thread(target=self._run, name="business-clock", daemon=True)
            self._thread.start()

    def halt(self) -> None:
        """Let no advance go further, also those under way."""
        self._halted = True

    def stop(self) -> None:
        """End the clock's thread; pending timers stay pending."""
        with self._changed:
            thread, self._thread = self._thread, None
            self._changed.notify_all()
        if thread and thread is not threading.current_thread():
            thread.join()

    def _now(self) -> datetime:
        if not self._frozen:
            # The machine's clock may be set back; business time must not follow it.
            self._standing = max(self._standing, datetime.now(UTC) + self._offset)
        return self._standing

    def _move_to(self, when: datetime) -> None:
        ahead = max(timedelta(0), when - self._now())
        self._standing += ahead
        self._offset += ahead

    def _unfinished(self, target: datetime) -> bool:
        due = self.next_due()
        return self.now() < target or (due is not None and due <= target)

    def _earliest(self) -> Timer | None:
        while self._heap and not self._heap[0].pending:
            heapq.heappop(self._heap)
        return self._heap[0] if self._heap else None

    def _forget_cancelled(self) -> None:
        # Most timers are cancelled long before they are due (a timeout after a year, say).
        if len(self._heap) >= self._sweep_at:
            self._heap = [timer for timer in self._heap if timer.pending]
            heapq.heapify(self._heap)
            self._sweep_at = max(_SWEEP_FROM, 2 * len(self._heap))

    def _take_due(self) -> Action | None:
        with self._changed:
            while (timer := self._earliest()) and timer.when <= self._now():
                heapq.heappop(self._heap)
                if action := timer.take():
                    return action
        return None

    def _fire_due(self) -> None:
        with self._firing:
            while action := self._take_due():
                action()

    def _run(self) -> None:
        while self._wait_for_due():
            try:
                self._fire_due()
            except Exception:
                logger.exception("a timer's action failed; the clock goes on with the next timer")

    def _wait_for_due(self) -> bool:
        """Wait for the next timer, and answer False when the clock is stopped."""
        with self._changed:
            while self._thread is threading.current_thread():
                try:
                    if self._is_due():
                        return True
                    self._changed.wait(self._seconds_to_wait())
                except Exception:
                    logger.exception("the clock could not wait for its next timer; it tries again")
                    self._changed.wait(_AGAIN_SECONDS)
        return False

    def _is_due(self) -> bool:
        timer = self._earliest()
        return timer is not None and timer.when <= self._now()

    def _seconds_to_wait(self) -> float | None:
        timer = self._earliest()
        if timer is None:
            return None
        # No lock can be waited for until the year 9999.
        return min((timer.when - self._now()).total_seconds(), _LONGEST_SECONDS)


def _utc(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError(f"business time needs an aware datetime; {when.isoformat()} has no zone")
    return when.astimezone(UTC)
