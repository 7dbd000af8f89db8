"""All places and queues of the table, gathered from the rooms that declare them."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from shared.adapters import table
from shared.adapters.place import ItemKey, Place
from shared.domain.records import AwaitingRecord, Queue, Record

_ROOMS = [import_module(f"{table.__name__}.{room.name}") for room in iter_modules(table.__path__)]

PLACES: Mapping[type[Record], Place] = {
    place.kind: place for room in _ROOMS for place in room.PLACES
}
"""Where each kind of record stands."""

QUEUES: Mapping[type[Record], tuple[Queue[Record], ...]] = {
    kind: tuple(queue for room in _ROOMS for queue in room.QUEUES if queue.kind is kind)
    for kind in PLACES
}
"""The queues that records of a kind wait in."""

_AWAITING: Mapping[str, type[AwaitingRecord]] = {
    place.due: kind
    for kind, place in PLACES.items()
    if place.due is not None and issubclass(kind, AwaitingRecord)
}


def item_of(kind: type[Record], key: str) -> ItemKey:
    """Give the item that holds a record."""
    return PLACES[kind].of(key)


def awaiting_kind(name: str) -> type[AwaitingRecord]:
    """Give the kind that has a name in the index of all that is due."""
    return _AWAITING[name]


def awaiting_record_at(item: ItemKey) -> tuple[type[AwaitingRecord], str] | None:
    """Give kind and key of the record that an item holds, if it is of a kind that may wait."""
    found = ((kind, PLACES[kind].key_of(item)) for kind in _AWAITING.values())
    return next(((kind, key) for kind, key in found if key is not None), None)
