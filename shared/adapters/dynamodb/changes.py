"""Records of the table's stream, read as changes of waiting records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb.items import key_in, read_item
from shared.adapters.layout.every_room import awaiting_record_at, head_record_at
from shared.adapters.layout.registry import place_of
from shared.domain.changes import Change, Wait
from shared.domain.moments import HeadRecord
from shared.domain.orders.order import Order


def change_of(record: Mapping[str, Any]) -> Change | None:
    """Read a stream record's `dynamodb` part; None for what never waits and what was removed."""
    place = key_in(record["Keys"])
    after = _wait(record.get("NewImage"))
    known = awaiting_record_at(place)
    if known is None or after is None:
        return None
    kind, key = known
    return Change(kind, key, _wait(record.get("OldImage")), after)


def written_head(record: Mapping[str, Any]) -> tuple[type[HeadRecord], str] | None:
    """Name the record that may tell more since; None for other kinds, and for a token alone."""
    before, after = record.get("OldImage", {}), record.get("NewImage")
    if not after or before.get("version") == after.get("version"):
        return None
    return head_record_at(key_in(record["Keys"]))


def written_order(record: Mapping[str, Any]) -> tuple[Order | None, Order] | None:
    """Give an order before and after a write; None for other kinds, and for a token alone."""
    before, after = record.get("OldImage"), record.get("NewImage")
    if not after or place_of(Order).key_of(key_in(record["Keys"])) is None:
        return None
    if before and before["version"] == after["version"]:
        return None
    return read_item(Order, before) if before else None, read_item(Order, after)


def _wait(image: Mapping[str, Any] | None) -> Wait | None:
    if not image or "awaiting" not in image:
        return None
    token = image.get("task_token", {}).get("S")
    due_at = datetime.fromisoformat(image["due_at"]["S"])
    return Wait(image["awaiting"]["S"], due_at, token)
