"""One thing at a time, so that the same story always uses the same: first the steps of state
machines, when there are none the stream, and when all is quiet what the payment channel tells.

On AWS all of it happens at once. What then meets another's write tries again, which is not metered.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from infra.local.asl.branch import Pool
from infra.local.clock.activity import Activity
from infra.local.wechat.outbox import Outbox
from infra.meter.pump import Pump

Job = Callable[[], object]


class Turns:
    """Takes steps and notices from their threads, and takes them in turn."""

    def __init__(self, activity: Activity, pump: Pump) -> None:
        self._activity = activity
        self._pump = pump
        self._steps: deque[Job] = deque()
        self._notices: deque[Job] = deque()

    @contextmanager
    def in_charge(self) -> Iterator[None]:
        """Within the block no machine goes on, and no notice comes, but in `take_all`."""
        send = Outbox._send

        def keep_step(_: Pool, job: Job) -> None:
            self._steps.append(job)

        def keep_notice(outbox: Outbox, *notice: Any) -> None:
            self._notices.append(lambda: send(outbox, *notice))

        with (
            mock.patch.object(Pool, "submit", keep_step),
            mock.patch.object(Outbox, "_send", keep_notice),
        ):
            yield

    def take_all(self) -> None:
        """Go on until nothing is under way."""
        self._activity.wait_quiet()
        while self._take_one():
            self._activity.wait_quiet()

    def _take_one(self) -> bool:
        if not self._steps and self._pump.deliver():
            return True
        if self._steps:
            self._steps.popleft()()
            return True
        return self._take_notices()

    def _take_notices(self) -> bool:
        """What the channel has told by now comes before the stream is read again."""
        told = len(self._notices)
        for _ in range(told):
            self._notices.popleft()()
        return told > 0
