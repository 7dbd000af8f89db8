"""The items of every partition, of tables and of indexes, in their order."""

from __future__ import annotations

from bisect import bisect_left, insort
from decimal import Decimal
from typing import Any

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from infra.local.table.schema import Ordering, schema_of
from infra.local.table.stored import Image, Stored

Place = tuple[Any, ...]
"""Where an item stands in a partition: what its attributes say, comparable as DynamoDB does."""

Items = dict[DynamoType, dict[DynamoType, Item] | Item]


class Partition:
    """The entries under one hash key."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.entries: dict[Place, Stored] = {}

    def put(self, place: Place, entry: Stored) -> None:
        """Let an entry stand in a place."""
        if place not in self.entries:
            insort(self.places, place)
        self.entries[place] = entry

    def drop(self, place: Place) -> None:
        """Leave nothing in a place."""
        if self.entries.pop(place, None) is not None:
            del self.places[bisect_left(self.places, place)]


_NOTHING = Partition()


class Partitions:
    """Follows every committed change; an index's entries bear what it projects."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, Any], Partition] = {}

    def change(self, table: Table, old: Stored | None, new: Stored | None) -> None:
        """Take the old image out and put the new image in."""
        schema = schema_of(table)
        for ordering in (schema.own, *schema.indexes):
            if old is not None and ordering.holds(old.image):
                at = table.name, ordering.index, key_part(old.image[ordering.hash_name])
                self._known[at].drop(place_of(ordering, old.image))
            if new is not None and ordering.holds(new.image):
                at = table.name, ordering.index, key_part(new.image[ordering.hash_name])
                partition = self._known.setdefault(at, Partition())
                partition.put(place_of(ordering, new.image), _entry(ordering, new))

    def partition(self, table: str, index: str, value: Any) -> Partition:
        """Give what stands under a hash key."""
        return self._known.get((table, index, value), _NOTHING)

    def items(self, table: Table, index: str, value: DynamoType) -> Items:
        """Give what stands under a hash key in the shape of a table's items."""
        found: Items = {}
        for entry in self.partition(table.name, index, key_part(value.to_json())).entries.values():
            if entry.range_key is None:
                found[entry.hash_key] = entry
            else:
                ranges = found.setdefault(entry.hash_key, {})
                assert isinstance(ranges, dict)
                ranges[entry.range_key] = entry
        return found


def place_of(ordering: Ordering, image: Image) -> Place:
    """Give an image's place in its partition."""
    return tuple(key_part(image[name]) for name in ordering.place)


def key_part(value: Any) -> Any:
    """Give a key attribute's value, comparable with its like."""
    if "S" in value:
        return value["S"]
    ((kind, content),) = value.items()
    return Decimal(content) if kind == "N" else content


def _entry(ordering: Ordering, item: Stored) -> Stored:
    if ordering.shown is None:
        return item
    return Stored(item.hash_key, item.range_key, ordering.shows(item.image))
