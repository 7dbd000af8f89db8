"""A record's place in the one index: by when it is due, or in the queue that it waits in."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from shared.adapters.layout.every_room import awaiting_kind, awaiting_kinds
from shared.adapters.layout.registry import place_of, queues_of
from shared.adapters.place import ItemKey, Range
from shared.domain.records import NOTHING, AwaitingRecord, Queue, Record
from shared.domain.times import FAR, iso_utc
from shared.ports import Due

R = TypeVar("R", bound=Record)

DUE_SHARDS = 64

_DUE = "DUE#"


def index_key(record: Record) -> ItemKey | None:
    """Give where a record stands in the index; None for one that waits for nobody."""
    if isinstance(record, AwaitingRecord) and record.awaiting != NOTHING:
        return _due_key(record)
    places = ((queue, queue.place(record)) for queue in queues_of(type(record)))
    return next((ItemKey(partition(q, at[0]), at[1]) for q, at in places if at), None)


def partition(queue: Queue[R], part: str) -> str:
    """Name the index partition of a part of a queue."""
    return f"{queue.name}#{part}" if part else queue.name


def due_parts(kind: type[AwaitingRecord] | None = None) -> Sequence[str]:
    """Name the parts of all that is due; of a kind, those that it has apart from all others."""
    if kind is None:
        return [str(shard) for shard in range(DUE_SHARDS)]
    place = place_of(kind)
    return [f"{place.due}#{shard}" for shard in range(place.apart)]


def all_due_parts() -> Sequence[str]:
    """Name every part of all that is due."""
    apart = (due_parts(kind) for kind in awaiting_kinds())
    return [*due_parts(), *(part for parts in apart for part in parts)]


def due_partition(part: str) -> str:
    """Name the index partition of a part of all that is due."""
    return f"{_DUE}{part}"


def due_until(until: datetime) -> str:
    """Give the last sort key of what is due by an instant."""
    # What is due in this very second has more behind its time, none of it behind a tilde.
    return f"{iso_utc(until)}~"


def stuck_parts(kind: type[AwaitingRecord], after: str) -> Iterator[Range]:
    """Give the parts of the index where a kind's records stand that no time moves, on from a place.

    A place is the part's number among those of the kind, and the sort key behind which to go on.
    """
    number, _, behind = after.partition("#")
    begin = f"{iso_utc(FAR)}#{place_of(kind).due}#"
    for part in _parts_of(kind)[int(number or 0) :]:
        yield Range(due_partition(part), max(begin, f"{behind} "), f"{begin}~")
        behind = ""


def stuck_place(kind: type[AwaitingRecord], part: Range, last: str) -> str:
    """Give the place behind an entry of a part."""
    return f"{_parts_of(kind).index(part.pk.removeprefix(_DUE))}#{last}"


def read_due(sort_key: str) -> Due:
    """Say when which record is due, by its sort key in the index."""
    due_at, name, key = sort_key.split("#", maxsplit=2)
    return Due(datetime.fromisoformat(due_at), awaiting_kind(name), key)


def _parts_of(kind: type[AwaitingRecord]) -> Sequence[str]:
    """Give the parts in which a kind's records stand: before it had its own, they stood in all."""
    return [*due_parts(), *due_parts(kind)]


def _due_key(record: AwaitingRecord) -> ItemKey:
    """Give a waiting record's place: sharded by its key, sorted by its due time."""
    parts = due_parts(type(record)) or due_parts()
    part = parts[zlib.crc32(record.key.encode()) % len(parts)]
    name = place_of(type(record)).due
    return ItemKey(due_partition(part), f"{iso_utc(record.due_at)}#{name}#{record.key}")
