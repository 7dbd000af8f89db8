"""Where a table's items stand: which attributes make the place, in the table and in an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from moto.dynamodb.models.table import SecondaryIndex, Table

from infra.local.table.stored import Image


@dataclass(frozen=True)
class Ordering:
    """A table's own order (`index` is empty) or an index's: entries of equal keys by `tail`.

    Of an index entry, `shown` has the names of the attributes that it bears; None: all.
    """

    index: str
    keys: tuple[str, ...]
    tail: tuple[str, ...] = ()
    shown: frozenset[str] | None = None

    @property
    def hash_name(self) -> str:
        """By which attribute a partition is asked for."""
        return self.keys[0]

    @cached_property
    def place(self) -> tuple[str, ...]:
        """The attributes that make a place in a partition."""
        return (*self.keys[1:], *self.tail)

    def holds(self, image: Image) -> bool:
        """Whether an item has an entry here."""
        return self.hash_name in image and all(name in image for name in self.place)

    def shows(self, image: Image) -> Image:
        """What an item's entry bears."""
        if self.shown is None:
            return image
        return {name: value for name, value in image.items() if name in self.shown}


@dataclass(frozen=True)
class Schema:
    """The orderings of one table, its own first, and the types of the attributes in them."""

    own: Ordering
    indexes: tuple[Ordering, ...]
    types: Mapping[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """The attributes that make an item's primary key."""
        return self.own.keys

    @cached_property
    def is_plain(self) -> bool:
        """Whether all its keys are texts."""
        return set(self.types.values()) == {"S"}

    def ordering(self, index: str) -> Ordering | None:
        """Give an ordering by its index's name."""
        return next((each for each in (self.own, *self.indexes) if each.index == index), None)


def schema_of(table: Table) -> Schema:
    """Give a table's schema; a table keeps its indexes for its life."""
    known = _known.get(table)
    if known is None:
        known = _known[table] = _schema(table)
    return known


_known: WeakKeyDictionary[Table, Schema] = WeakKeyDictionary()


def _schema(table: Table) -> Schema:
    key = tuple(table.table_key_attrs)
    types = {each["AttributeName"]: each["AttributeType"] for each in table.attr}
    return Schema(Ordering("", key), tuple(_orderings(table, key)), types)


def _orderings(table: Table, key: tuple[str, ...]) -> Iterator[Ordering]:
    for index in table.all_indexes():
        yield Ordering(index.name, tuple(index.schema_key_attrs), key, _shown(index))


def _shown(index: SecondaryIndex) -> frozenset[str] | None:
    everything = (index.projection or {}).get("ProjectionType", "ALL") == "ALL"
    return None if everything else frozenset(projected_names(index))


def projected_names(index: SecondaryIndex) -> set[str]:
    """The attributes that an index without projection ALL holds."""
    extra = (index.projection or {}).get("NonKeyAttributes", ())
    return {*index.table_key_attrs, *index.schema_key_attrs, *extra}
