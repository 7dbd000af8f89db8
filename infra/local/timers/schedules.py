"""Scheduled events of the template, fired by the business clock."""

from __future__ import annotations

import json
import logging
import re
import threading
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import FunctionError, FunctionRegistry
from infra.local.intrinsics import TemplateError

logger = logging.getLogger(__name__)

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")


class Schedules:
    """Calls functions at their rate of business time; every call counts as activity."""

    def __init__(
        self,
        clock: BusinessClock,
        activity: Activity,
        functions: FunctionRegistry,
    ) -> None:
        self._clock = clock
        self._activity = activity
        self._functions = functions
        self._workers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="schedule")
        self._guard = threading.Lock()
        self._stopped = False

    def add(self, name: str, function: str, properties: Mapping[str, Any]) -> None:
        """Fire from one interval after now on; raises TemplateError for another expression."""
        interval = parse_rate(name, properties)
        if properties.get("State") == "DISABLED" or properties.get("Enabled") is False:
            return
        self._functions.get(function)
        self._wait(name, function, interval, properties.get("Input"))

    def stop(self) -> None:
        """Fire nothing more and wait for the calls under way."""
        with self._guard:
            self._stopped = True
        self._workers.shutdown(wait=True)

    def _wait(self, name: str, function: str, interval: timedelta, given: str | None) -> None:
        def fire() -> None:
            # A timer may have been taken before the stop and come here behind it.
            with self._guard:
                if self._stopped:
                    return
                self._activity.begin(f"schedule {name}")
                self._workers.submit(self._call, name, function, given)
            self._wait(name, function, interval, given)

        self._clock.call_later(interval.total_seconds(), fire)

    def _call(self, name: str, function: str, given: str | None) -> None:
        try:
            event = json.loads(given) if given else self._event(name)
            self._functions.invoke(function, event)
        except FunctionError:
            logger.exception("scheduled function %s failed; the schedule goes on", function)
        finally:
            self._activity.end(f"schedule {name}")

    def _event(self, name: str) -> dict[str, Any]:
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "time": self._clock.now().isoformat(),
            "resources": [name],
            "detail": {},
        }


def parse_rate(name: str, properties: Mapping[str, Any]) -> timedelta:
    """The interval of a `rate(…)` expression."""
    expression = properties.get("ScheduleExpression", properties.get("Schedule", ""))
    match = _RATE.fullmatch(expression)
    if not match:
        raise TemplateError(f"schedule {name}: {expression!r} is not run here; use rate(n minutes)")
    return timedelta(**{f"{match[2]}s": int(match[1])})
