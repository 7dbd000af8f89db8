"""All places and queues of the table, gathered from the rooms that declare them."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from shared.adapters import table
from shared.adapters.place import ItemKey, Place
from shared.domain.moments import HeadRecord
from shared.domain.records import AwaitingRecord, Queue, Record

R = TypeVar("R", bound=Record)

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

HEADS: Mapping[str, type[HeadRecord]] = {
    kind.called: kind for kind in PLACES if issubclass(kind, HeadRecord)
}
"""The kinds that tell their lives, by the names that events call them."""


def item_of(kind: type[Record], key: str) -> ItemKey:
    """Give the item that holds a record."""
    return PLACES[kind].of(key)


def key_at(kind: type[Record], item: ItemKey) -> str:
    """Give the key of the record that an item holds. Errors: ValueError for one of another kind."""
    key = PLACES[kind].key_of(item)
    if key is None:
        raise ValueError(f"{item} holds no {kind.__name__}")
    return key


def awaiting_kind(name: str) -> type[AwaitingRecord]:
    """Give the kind that has a name in the index of all that is due."""
    return _AWAITING[name]


def awaiting_record_at(item: ItemKey) -> tuple[type[AwaitingRecord], str] | None:
    """Give kind and key of the record that an item holds, if it is of a kind that may wait."""
    return _record_at(item, _AWAITING.values())


def head_record_at(item: ItemKey) -> tuple[type[HeadRecord], str] | None:
    """Give kind and key of the record that an item holds, if it tells its life."""
    return _record_at(item, HEADS.values())


def _record_at(item: ItemKey, kinds: Iterable[type[R]]) -> tuple[type[R], str] | None:
    found = ((kind, PLACES[kind].key_of(item)) for kind in kinds)
    return next(((kind, key) for kind, key in found if key is not None), None)
