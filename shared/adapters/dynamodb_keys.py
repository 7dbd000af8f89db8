"""Where every kind of record, pointer and index entry stands in the one table."""

import zlib
from datetime import datetime
from typing import NamedTuple

from shared.domain.balances import Balance
from shared.domain.ledger import JournalEntry
from shared.domain.odd_notices import OddNotice
from shared.domain.orders import Order, Refund
from shared.domain.payouts import Payout
from shared.domain.people import Binding, Distributor, ReferralCode, RelationChange, Tree
from shared.domain.records import AwaitingRecord, Record
from shared.domain.requests import Request
from shared.domain.rulebook import RuleVersion
from shared.domain.settlements import Proposal, SettlementRun
from shared.domain.times import iso_utc

DUE_SHARDS = 64


class ItemKey(NamedTuple):
    """An item's primary key."""

    pk: str
    sk: str


_PLACES: dict[type[Record], ItemKey] = {
    Order: ItemKey("ORDER#{0}", "ORDER"),
    Refund: ItemKey("ORDER#{0}", "REFUND#{1}"),
    JournalEntry: ItemKey("{0}", "JOURNAL#{1}"),
    Payout: ItemKey("PAYOUT#{0}", "PAYOUT"),
    Balance: ItemKey("PAYEE#{0}", "BALANCE"),
    Distributor: ItemKey("PAYEE#{0}", "PROFILE"),
    RelationChange: ItemKey("PAYEE#{0}", "UPLINE#{1}"),
    Tree: ItemKey("TREE", "TREE"),
    Binding: ItemKey("BUYER#{0}", "BINDING"),
    ReferralCode: ItemKey("CODE#{0}", "LINK"),
    SettlementRun: ItemKey("RUN#{0}", "RUN"),
    Proposal: ItemKey("RUN#{0}", "PAYEE#{1}#{2}"),
    RuleVersion: ItemKey("RULES#{0}", "v#{1}"),
    Request: ItemKey("REQUEST#{0}", "REQUEST"),
    OddNotice: ItemKey("NOTICE#{0}#{1}", "NOTICE"),
}

_DUE_NAMES: dict[type[AwaitingRecord], str] = {
    Order: "ORDER",
    Refund: "REFUND",
    Payout: "PAYOUT",
    SettlementRun: "RUN",
}
_DUE_KINDS = {name: kind for kind, name in _DUE_NAMES.items()}


def key_of(kind: type[Record], key: str) -> ItemKey:
    """The item that holds a record; `key` is the record's own, its parts divided by `/`."""
    place = _PLACES[kind]
    parts = key.split("/", maxsplit=place.pk.count("{") + place.sk.count("{") - 1)
    return ItemKey(place.pk.format(*parts), place.sk.format(*parts))


def order_pointer(payee: str, order: Order) -> ItemKey:
    """The item by which a payee's orders are found, in the order of their creation."""
    return ItemKey(f"PAYEE#{payee}", f"ORDER#{iso_utc(order.created_at)}#{order.id}")


def payout_pointer(payout: Payout) -> ItemKey:
    """The item by which a payee's payouts are found."""
    return ItemKey(f"PAYEE#{payout.payee}", f"PAYOUT#{iso_utc(payout.requested_at)}#{payout.id}")


def pointed_to(pointer: ItemKey) -> ItemKey:
    """The order or payout that a pointer leads to."""
    name, _, record_id = pointer.sk.split("#")
    return ItemKey(f"{name}#{record_id}", name)


def due_partition(shard: int) -> str:
    """The index partition of one shard of all that is due."""
    return f"DUE#{shard}"


def due_key(record: AwaitingRecord) -> ItemKey:
    """A waiting record's place in the index: sharded by its key, sorted by its due time."""
    shard = zlib.crc32(record.key.encode()) % DUE_SHARDS
    name = _DUE_NAMES[type(record)]
    return ItemKey(due_partition(shard), f"{iso_utc(record.due_at)}#{name}#{record.key}")


def read_due(sort_key: str) -> tuple[datetime, type[AwaitingRecord], str]:
    """When which record is due, by its sort key in the index."""
    due_at, name, key = sort_key.split("#", maxsplit=2)
    return datetime.fromisoformat(due_at), _DUE_KINDS[name], key


def payees_partition(shard: int) -> str:
    """The index partition of one shard of all payees."""
    return f"PAYEES#{shard}"
