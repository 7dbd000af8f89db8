"""Changes of the log as the records of a DynamoDB stream, and the filters that select them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.events.models import EventPattern

from infra.local.table.change_log import Change


@dataclass(frozen=True)
class StreamView:
    """One table's stream: which images its records carry."""

    table: str
    arn: str
    region: str
    view_type: str = "NEW_AND_OLD_IMAGES"

    def record(self, change: Change) -> dict[str, Any]:
        """The change as Lambda receives it."""
        return {
            "eventID": uuid.uuid5(uuid.NAMESPACE_URL, f"{self.arn}{change.seq}").hex,
            "eventName": change.event_name,
            "eventVersion": "1.1",
            "eventSource": "aws:dynamodb",
            "awsRegion": self.region,
            "dynamodb": self._body(change),
            "eventSourceARN": self.arn,
        }

    def _body(self, change: Change) -> dict[str, Any]:
        images = {"NewImage": change.new, "OldImage": change.old}
        shown = {
            name: image
            for name, image in images.items()
            if image is not None and name.removesuffix("Image").upper() in self.view_type
        }
        return {
            "ApproximateCreationDateTime": int(change.at.timestamp()),
            "Keys": change.key,
            **shown,
            "SequenceNumber": sequence_number(change),
            "SizeBytes": len(json.dumps([change.key, shown])),
            "StreamViewType": self.view_type,
        }


class Filter:
    """FilterCriteria: a record passes when any pattern matches it, or when there are none."""

    def __init__(self, criteria: Mapping[str, Any] | None) -> None:
        declared = (criteria or {}).get("Filters", ())
        self._patterns = [json.loads(each["Pattern"]) for each in declared]

    def passes(self, record: dict[str, Any]) -> bool:
        """Whether the record is delivered."""
        return not self._patterns or any(_matches(each, record) for each in self._patterns)


def _matches(pattern: dict[str, Any], record: dict[str, Any]) -> bool:
    # moto copies all that it is shown, an order's whole life; it decides by what is named alone.
    shown = record if "$or" in pattern else _named(pattern, record)
    # moto types its patterns' events as its own event messages; any JSON object will do.
    return EventPattern(None, pattern).matches_event(shown)  # type: ignore[arg-type]


def _named(pattern: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    """The part of a record that a pattern names."""
    return {name: _within(pattern[name], record[name]) for name in pattern if name in record}


def _within(pattern: Any, value: Any) -> Any:
    nested = isinstance(pattern, dict) and isinstance(value, dict) and "$or" not in pattern
    return _named(pattern, value) if nested else value


def sequence_number(change: Change) -> str:
    """The change's place in the stream, comparable as text."""
    return f"{change.seq:021d}"
