"""Records as items: keys, version and wait as attributes, all the rest as one JSON, the `body`.

Only what conditions, indexes, the stream and state machines read is an attribute of its own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from shared.adapters.dynamodb.bodies import read_body, write_body
from shared.adapters.layout.index import index_key
from shared.adapters.layout.registry import item_of, key_at
from shared.adapters.place import ItemKey
from shared.domain.moments import HeadRecord
from shared.domain.records import AwaitingRecord, Pointer, Record
from shared.domain.times import iso_utc

R = TypeVar("R", bound=Record)

Item = dict[str, Any]
"""Attributes as DynamoDB takes and gives them: each under its type, S, N or B."""

_APART = frozenset({"version", "awaiting", "due_at"})


def write_item(record: Record, *, quiet: bool = False) -> Item:
    """The item of a record's next version; `due_at` with a fraction of a second is a ValueError.

    The stream's filter lets none through that is `quiet`: it tells nothing new and wakes nobody.
    """
    return {
        **primary_key(item_of(type(record), record.key)),
        "version": {"N": str(record.version + 1)},
        **_wait(record),
        **_told(record, quiet),
        **_index(record),
        "body": write_body(record.model_dump_json(exclude=set(_APART), exclude_defaults=True)),
    }


def read_item(kind: type[R], item: Item) -> R:
    """The record that an item holds."""
    if issubclass(kind, Pointer):
        return kind.at(key_at(kind, key_in(item)), item.get("body", {"S": ""})["S"])
    record = kind.model_validate_json(read_body(item["body"]))
    version = int(item["version"]["N"])
    if not isinstance(record, AwaitingRecord):
        return record.changed(version=version)
    return record.changed(
        version=version,
        awaiting=item["awaiting"]["S"],
        due_at=datetime.fromisoformat(item["due_at"]["S"]),
    )


def pointer_item(pointer: Pointer) -> Item:
    """The item of a pointer: its key, and what it says beside it."""
    said: Item = {"body": {"S": pointer.said}} if pointer.said else {}
    return {**primary_key(item_of(type(pointer), pointer.key)), **said}


def primary_key(key: ItemKey) -> Item:
    """The attributes that make an item's primary key."""
    return {"PK": {"S": key.pk}, "SK": {"S": key.sk}}


def key_in(item: Mapping[str, Any]) -> ItemKey:
    """The primary key of an item."""
    return ItemKey(item["PK"]["S"], item["SK"]["S"])


def item_bytes(item: Mapping[str, Any]) -> int:
    """What DynamoDB counts for an item, in bytes (a number counts for a little less)."""
    names = sum(len(name.encode()) for name in item)
    return names + sum(_value_bytes(each) for value in item.values() for each in value.values())


def _value_bytes(value: str | bytes) -> int:
    return len(value if isinstance(value, bytes) else value.encode())


def _wait(record: Record) -> Item:
    if not isinstance(record, AwaitingRecord):
        return {}
    if record.due_at.microsecond:
        raise ValueError(f"due_at of {record.key} has a fraction of a second: use whole_second")
    return {"awaiting": {"S": record.awaiting}, "due_at": {"S": iso_utc(record.due_at)}}


def _told(record: Record, quiet: bool) -> Item:
    """How much a record has told of its life: by it, the stream's filter knows who tells any."""
    if not isinstance(record, HeadRecord):
        return {}
    silent: Item = {"quiet": {"S": "1"}} if quiet else {}
    return {"told": {"N": str(len(record.moments))}, **silent}


def _index(record: Record) -> Item:
    key = index_key(record)
    return {"gpk": {"S": key.pk}, "gsk": {"S": key.sk}} if key else {}
