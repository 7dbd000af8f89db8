"""Records as items: keys, version and wait as attributes, all the rest as one JSON text, `body`.

Only what conditions, indexes, the stream and state machines read is an attribute of its own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from shared.adapters.dynamodb_keys import (
    ItemKey,
    due_key,
    key_of,
    open_award_key,
    open_rule_key,
    open_transfer_key,
    payees_partition,
)
from shared.domain.awards.manual_awards import ManualAward
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.shards import shard_of
from shared.domain.network.transfers import TransferProposal
from shared.domain.records import NOTHING, AwaitingRecord, Record
from shared.domain.rulebook.rule_proposals import RuleProposal
from shared.domain.times import iso_utc

R = TypeVar("R", bound=Record)

Item = dict[str, Any]
"""Attributes as the low-level client takes and gives them: each a text under its type, S or N."""

_APART = frozenset({"version", "awaiting", "due_at", "task_token"})


def write_item(record: Record) -> Item:
    """The item of a record's next version; `due_at` with a fraction of a second is a ValueError."""
    return {
        **primary_key(key_of(type(record), record.key)),
        "version": {"N": str(record.version + 1)},
        **_wait(record),
        **_index(record),
        "body": {"S": record.model_dump_json(exclude=set(_APART), exclude_defaults=True)},
    }


def read_item(kind: type[R], item: Item) -> R:
    """The record that an item holds."""
    record = kind.model_validate_json(item["body"]["S"])
    update: dict[str, object] = {"version": int(item["version"]["N"])}
    if "awaiting" in item:
        update["awaiting"] = item["awaiting"]["S"]
        update["due_at"] = datetime.fromisoformat(item["due_at"]["S"])
        update["task_token"] = item["task_token"]["S"] if "task_token" in item else None
    return record.model_copy(update=update)


def primary_key(key: ItemKey) -> Item:
    """The attributes that make an item's primary key."""
    return {"PK": {"S": key.pk}, "SK": {"S": key.sk}}


def key_in(item: Mapping[str, Any]) -> ItemKey:
    """The primary key of an item."""
    return ItemKey(item["PK"]["S"], item["SK"]["S"])


def item_bytes(item: Mapping[str, Any]) -> int:
    """What DynamoDB counts for an item, in bytes (a number counts for a little less)."""
    texts = (text for name, value in item.items() for text in (name, *value.values()))
    return sum(len(text.encode()) for text in texts)


def _wait(record: Record) -> Item:
    if not isinstance(record, AwaitingRecord):
        return {}
    if record.due_at.microsecond:
        raise ValueError(f"due_at of {record.key} has a fraction of a second: use whole_second")
    wait: Item = {"awaiting": {"S": record.awaiting}, "due_at": {"S": iso_utc(record.due_at)}}
    if record.task_token is not None:
        wait["task_token"] = {"S": record.task_token}
    return wait


def _index(record: Record) -> Item:
    if isinstance(record, AwaitingRecord) and record.awaiting != NOTHING:
        return _index_key(due_key(record))
    if isinstance(record, Balance) and record.form == "cash":
        return _index_key(ItemKey(payees_partition(shard_of(record.payee)), record.payee))
    if isinstance(record, TransferProposal) and record.state == "open":
        return _index_key(open_transfer_key(record))
    if isinstance(record, RuleProposal) and record.state == "open":
        return _index_key(open_rule_key(record))
    if isinstance(record, ManualAward) and record.waits_since:
        return _index_key(open_award_key(record, record.waits_since))
    return {}


def _index_key(key: ItemKey) -> Item:
    return {"gpk": {"S": key.pk}, "gsk": {"S": key.sk}}
