"""A record's place in the one index: by when it is due, or in the queue that it waits in."""

import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from shared.adapters.layout.every_room import awaiting_kind
from shared.adapters.layout.registry import place_of, queues_of
from shared.adapters.place import ItemKey, Range
from shared.domain.records import NOTHING, AwaitingRecord, Queue, Record
from shared.domain.times import FAR, iso_utc
from shared.ports import Due

R = TypeVar("R", bound=Record)

DUE_SHARDS = 64


def index_key(record: Record) -> ItemKey | None:
    """Give where a record stands in the index; None for one that waits for nobody."""
    if isinstance(record, AwaitingRecord) and record.awaiting != NOTHING:
        return _due_key(record)
    places = ((queue, queue.place(record)) for queue in queues_of(type(record)))
    return next((ItemKey(partition(q, at[0]), at[1]) for q, at in places if at), None)


def partition(queue: Queue[R], part: str) -> str:
    """Name the index partition of a part of a queue."""
    return f"{queue.name}#{part}" if part else queue.name


def due_partition(shard: int) -> str:
    """Name the index partition of one shard of all that is due."""
    return f"DUE#{shard}"


def due_until(until: datetime) -> str:
    """Give the last sort key of what is due by an instant."""
    # What is due in this very second has more behind its time, none of it behind a tilde.
    return f"{iso_utc(until)}~"


def stuck_parts(kind: type[AwaitingRecord], after: str) -> Iterator[Range]:
    """Give the parts of the index where a kind's records stand that no time moves, on from a place.

    A place is the partition's shard and the sort key behind which to go on.
    """
    shard, _, behind = after.partition("#")
    begin = f"{iso_utc(FAR)}#{place_of(kind).due}#"
    for number in range(int(shard or 0), DUE_SHARDS):
        yield Range(due_partition(number), max(begin, f"{behind} "), f"{begin}~")
        behind = ""


def stuck_place(part: Range, last: str) -> str:
    """Give the place behind an entry of a part."""
    return f"{part.pk.partition('#')[2]}#{last}"


def read_due(sort_key: str) -> Due:
    """Say when which record is due, by its sort key in the index."""
    due_at, name, key = sort_key.split("#", maxsplit=2)
    return Due(datetime.fromisoformat(due_at), awaiting_kind(name), key)


def _due_key(record: AwaitingRecord) -> ItemKey:
    """Give a waiting record's place: sharded by its key, sorted by its due time."""
    shard = zlib.crc32(record.key.encode()) % DUE_SHARDS
    name = place_of(type(record)).due
    return ItemKey(due_partition(shard), f"{iso_utc(record.due_at)}#{name}#{record.key}")
