"""All places of the table, for who meets items of any kind: the first question loads every room."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from shared.adapters import table
from shared.adapters.layout.registry import place_of
from shared.adapters.place import ItemKey, Place
from shared.domain.moments import HeadRecord
from shared.domain.records import AwaitingRecord, Queue, Record

R = TypeVar("R", bound=Record)


def rooms() -> Iterator[ModuleType]:
    """Give every room of the table, by name."""
    for room in iter_modules(table.__path__):
        yield import_module(f"{table.__name__}.{room.name}")


@cache
def places() -> Mapping[type[Record], Place]:
    """Give where each kind of record stands."""
    return {place.kind: place for room in rooms() for place in room.PLACES}


def queues() -> tuple[Queue[Record], ...]:
    """Give every queue that anything waits in."""
    return tuple(queue for room in rooms() for queue in room.QUEUES)


@cache
def heads() -> Mapping[str, type[HeadRecord]]:
    """Give the kinds that tell their lives, by the names that events call them."""
    return {kind.called: kind for kind in places() if issubclass(kind, HeadRecord)}


def awaiting_kind(name: str) -> type[AwaitingRecord]:
    """Give the kind that has a name in the index of all that is due."""
    return _awaiting()[name]


def awaiting_kinds() -> Iterable[type[AwaitingRecord]]:
    """Give every kind that may wait."""
    return _awaiting().values()


def awaiting_record_at(item: ItemKey) -> tuple[type[AwaitingRecord], str] | None:
    """Give kind and key of the record that an item holds, if it is of a kind that may wait."""
    return _record_at(item, awaiting_kinds())


def head_record_at(item: ItemKey) -> tuple[type[HeadRecord], str] | None:
    """Give kind and key of the record that an item holds, if it tells its life."""
    return _record_at(item, heads().values())


@cache
def _awaiting() -> Mapping[str, type[AwaitingRecord]]:
    return {
        place.due: kind
        for kind, place in places().items()
        if place.due is not None and issubclass(kind, AwaitingRecord)
    }


def _record_at(item: ItemKey, kinds: Iterable[type[R]]) -> tuple[type[R], str] | None:
    found = ((kind, place_of(kind).key_of(item)) for kind in kinds)
    return next(((kind, key) for kind, key in found if key is not None), None)
