"""Where each kind of record stands: its domain's room is declared in the table's of the same name.

A function so loads the rooms of the kinds that it meets; `every_room` has all of them together.
"""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeVar

from shared.adapters import table
from shared.adapters.place import ItemKey, Place
from shared.domain.records import Queue, Record

R = TypeVar("R", bound=Record)


@cache
def place_of(kind: type[Record]) -> Place:
    """Give where records of a kind stand."""
    places: dict[type[Record], Place] = {each.kind: each for each in _room_of(kind).PLACES}
    return places[kind]


@cache
def queues_of(kind: type[Record]) -> tuple[Queue[Record], ...]:
    """Give the queues that records of a kind wait in."""
    return tuple(queue for queue in _room_of(kind).QUEUES if queue.kind is kind)


def item_of(kind: type[Record], key: str) -> ItemKey:
    """Give the item that holds a record."""
    return place_of(kind).of(key)


def key_at(kind: type[Record], item: ItemKey) -> str:
    """Give the key of the record that an item holds. Errors: ValueError for one of another kind."""
    key = place_of(kind).key_of(item)
    if key is None:
        raise ValueError(f"{item} holds no {kind.__name__}")
    return key


def room_name(kind: type[Record]) -> str:
    """Give the name of a kind's room: of the folder, or the single file, of the domain."""
    _shared, _domain, room, *_within = kind.__module__.split(".")
    return room


def _room_of(kind: type[Record]) -> ModuleType:
    return import_module(f"{table.__name__}.{room_name(kind)}")
