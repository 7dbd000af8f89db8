"""Records of the table's stream, read as changes of records and as tokens left beside them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb.items import key_in, read_item
from shared.adapters.layout.every_room import awaiting_record_at, head_record_at
from shared.adapters.layout.registry import place_of
from shared.adapters.place import ItemKey
from shared.domain.changes import Change, Wait, Waiting
from shared.domain.machines import TaskToken
from shared.domain.moments import HeadRecord
from shared.domain.orders.order import Order

Image = Mapping[str, Any]


def change_of(record: Mapping[str, Any]) -> Change | Waiting | None:
    """Read a stream record's `dynamodb` part; None for other kinds and for what was removed."""
    place = key_in(record["Keys"])
    after = record.get("NewImage")
    if not after:
        return None
    if place_of(TaskToken).key_of(place) is not None:
        return _waiting(place, record.get("OldImage"), after)
    known = head_record_at(place)
    return _change(place, *known, record.get("OldImage"), after) if known else None


def _change(
    place: ItemKey, kind: type[HeadRecord], key: str, before: Image | None, after: Image
) -> Change:
    left = (before or {}).get("task_token") if "task_token" not in after else None
    return Change(
        kind=kind,
        key=key,
        is_new=before is None,
        since=_told(before),
        until=_told(after),
        before=_wait(before),
        after=_wait(after),
        order=read_item(Order, dict(before)) if before and kind is Order else None,
        token_key="/".join(place),
        left=left["S"] if left else None,
    )


def _waiting(place: ItemKey, before: Image | None, after: Image) -> Waiting | None:
    known = awaiting_record_at(ItemKey(place.pk, place.sk.removeprefix("TOKEN#")))
    if known is None or not issubclass(known[0], HeadRecord):
        return None
    earlier = read_item(TaskToken, dict(before)) if before else None
    return Waiting(known[0], known[1], earlier, read_item(TaskToken, dict(after)))


def _told(image: Image | None) -> int:
    """Give how many moments an item has; one of before they were told has none."""
    return int(image["told"]["N"]) if image and "told" in image else 0


def _wait(image: Image | None) -> Wait | None:
    if not image or "awaiting" not in image:
        return None
    return Wait(image["awaiting"]["S"], datetime.fromisoformat(image["due_at"]["S"]))
