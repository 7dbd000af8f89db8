"""Where a stream consumer's thread waits, and what of its waiting counts as activity."""

from __future__ import annotations

import threading
from collections.abc import Callable

from infra.local.clock.activity import Activity


class StreamGate:
    """Lets a consumer through while there are changes that it has not finished."""

    def __init__(self, activity: Activity, label: str) -> None:
        self._changed = threading.Condition()
        self._activity = activity
        self._label = label
        self._newest = 0
        self._counted = False
        self._parked = False
        self.closed = False

    def announce(self, newest: int) -> None:
        """There are changes up to `newest`; count them before their writer gets its answer."""
        with self._changed:
            self._newest = newest
            if not self._parked and not self.closed:
                self._count(under_way=True)
            self._changed.notify_all()

    def wait_beyond(self, done: int) -> bool:
        """True once there is something after `done`; False when closed."""
        with self._changed:
            while not self.closed and self._newest <= done:
                self._count(under_way=False)
                self._changed.wait()
            self._count(under_way=not self.closed)
            return not self.closed

    def park(self, schedule: Callable[[Callable[[], None]], object]) -> None:
        """Wait, not counted, until the scheduled wake-up, which counts before it returns."""
        with self._changed:
            self._parked = True
            schedule(self._wake)
            self._count(under_way=False)
            self._changed.wait_for(lambda: not self._parked or self.closed)

    def close(self) -> None:
        """Let the thread leave; nothing counts any more."""
        with self._changed:
            self.closed = True
            self._count(under_way=False)
            self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._parked = False
            if not self.closed:
                self._count(under_way=True)
            self._changed.notify_all()

    def _count(self, *, under_way: bool) -> None:
        if under_way and not self._counted:
            self._activity.begin(self._label)
        elif self._counted and not under_way:
            self._activity.end(self._label)
        self._counted = under_way
