"""What happened in one execution, event by event, as GetExecutionHistory tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from infra.local.json_value import Json

BEGUN = "ExecutionStarted"
ENTERED, EXITED = "StateEntered", "StateExited"

_DATA = frozenset({"input", "output"})
"""Details that are told as JSON text, and left out where only the way is asked for."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event and the one that led to it; 0: none did."""

    number: int
    at: datetime
    kind: str
    previous: int
    details: Mapping[str, Json]

    def told(self, *, with_data: bool = True) -> Json:
        """The event in the spelling of boto3."""
        wanted = self.details if with_data else {n: self.details[n] for n in self._plain()}
        return {
            "timestamp": self.at,
            "type": self.kind,
            "id": self.number,
            "previousEventId": self.previous,
            _details_member(self.kind): {name: _text(name, it) for name, it in wanted.items()},
        }

    def _plain(self) -> list[str]:
        return [name for name in self.details if name not in _DATA]


class History:
    """The events of one execution, numbered from 1; behind the last one nothing is noted.

    An Express execution is not charged by its transitions.
    """

    def __init__(self, now: Callable[[], datetime], *, express: bool = False) -> None:
        self.express = express
        self._now = now
        self._events: list[Event] = []
        self._guard = threading.Lock()
        self._ended = False

    def note(self, kind: str, previous: int, **details: Json) -> int:
        """Note what happened behind the event `previous`; answers the new event's number."""
        with self._guard:
            return self._append(kind, previous, details)

    def end(self, kind: str, **details: Json) -> None:
        """Note the last event."""
        with self._guard:
            self._append(kind, len(self._events), details)
            self._ended = True

    def events(self) -> list[Event]:
        """All events so far, oldest first."""
        with self._guard:
            return list(self._events)

    def states_entered(self) -> list[str]:
        """The name of every state, as often as it was entered."""
        return [each.details["name"] for each in self.events() if each.kind.endswith(ENTERED)]

    def _append(self, kind: str, previous: int, details: Mapping[str, Json]) -> int:
        given = {name: value for name, value in details.items() if value is not None}
        number = len(self._events) + 1
        if not self._ended:
            self._events.append(Event(number, self._now(), kind, previous, given))
        return number


def _details_member(kind: str) -> str:
    for shared in (ENTERED, EXITED):
        if kind.endswith(shared):
            kind = shared
    return f"{kind[0].lower()}{kind[1:]}EventDetails"


def _text(name: str, value: Json) -> Json:
    return json.dumps(value) if name in _DATA else value
