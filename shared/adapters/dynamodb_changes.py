"""Records of the table's stream, read as changes of waiting records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb_keys import ItemKey
from shared.domain.changes import Change, Wait
from shared.domain.orders.order import Order, Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.records import AwaitingRecord

_KINDS: dict[str, type[AwaitingRecord]] = {
    "ORDER": Order,
    "PAYOUT": Payout,
    "RUN": SettlementRun,
}


def change_of(record: Mapping[str, Any]) -> Change | None:
    """Read a stream record's `dynamodb` part; None for what never waits and what was removed."""
    place = ItemKey(record["Keys"]["PK"]["S"], record["Keys"]["SK"]["S"])
    after = _wait(record.get("NewImage"))
    known = _record_at(place)
    if known is None or after is None:
        return None
    kind, key = known
    return Change(kind, key, _wait(record.get("OldImage")), after)


def _record_at(place: ItemKey) -> tuple[type[AwaitingRecord], str] | None:
    subject = place.pk.partition("#")[2]
    if place.sk.startswith("REFUND#"):
        return Refund, f"{subject}/{place.sk.partition('#')[2]}"
    kind = _KINDS.get(place.sk)
    return (kind, subject) if kind else None


def _wait(image: Mapping[str, Any] | None) -> Wait | None:
    if not image or "awaiting" not in image:
        return None
    token = image.get("task_token", {}).get("S")
    due_at = datetime.fromisoformat(image["due_at"]["S"])
    return Wait(image["awaiting"]["S"], due_at, token)
