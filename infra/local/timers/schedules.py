"""Scheduled events of the template, fired by the business clock."""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import FunctionError, FunctionRegistry
from infra.local.timers.recurrence import Recurrence, recurrence_of

logger = logging.getLogger(__name__)

SCHEDULED_TIME = "<aws.scheduler.scheduled-time>"
"""Stands in a declared input for the instant at which the schedule was due."""


class Schedules:
    """Calls functions when their schedules are due; every call counts as activity."""

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
        """Fire whenever it is due from now on; raises TemplateError for what is not run here."""
        recurrence = recurrence_of(name, properties)
        if properties.get("State") == "DISABLED" or properties.get("Enabled") is False:
            return
        self._functions.get(function)
        self._wait(name, function, recurrence, properties.get("Input"))

    def stop(self) -> None:
        """Fire nothing more and wait for the calls under way."""
        with self._guard:
            self._stopped = True
        self._workers.shutdown(wait=True)

    def _wait(self, name: str, function: str, recurrence: Recurrence, given: str | None) -> None:
        due = recurrence(self._clock.now())

        def fire() -> None:
            # A timer may have been taken before the stop and come here behind it.
            with self._guard:
                if self._stopped:
                    return
                self._activity.begin(f"schedule {name}")
                self._workers.submit(self._call, name, function, due, given)
            self._wait(name, function, recurrence, given)

        self._clock.call_at(due, fire)

    def _call(self, name: str, function: str, due: datetime, given: str | None) -> None:
        try:
            event = json.loads(_filled_in(given, due)) if given else self._event(name)
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


def _filled_in(given: str, due: datetime) -> str:
    return given.replace(SCHEDULED_TIME, f"{due.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
