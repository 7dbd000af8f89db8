"""The tables and items that plain requests name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

from infra.local.table.ordered import Partition, Partitions, place_of
from infra.local.table.plain.values import NotPlain, taken
from infra.local.table.schema import Ordering, Schema, schema_of
from infra.local.table.stored import Image, Stored
from infra.local.table.unit_of_work import Touch

LONGEST_HASH, LONGEST_RANGE = 2048 // 4, 1024 // 4
"""Characters that are no more bytes than a key may have, whatever they are."""


@dataclass(frozen=True)
class PlainTable:
    """A table of which all keys are texts."""

    table: Table
    schema: Schema
    partitions: Partitions

    def item(self, key: Mapping[str, Any]) -> Stored | None:
        """Give what stands under a primary key. Errors: NotPlain."""
        return self.at(self.key(key))

    def at(self, image: Image) -> Stored | None:
        """Give what stands where an image stands."""
        own = self.schema.own
        partition = self.partition("", image[own.hash_name]["S"])
        return partition.entries.get(place_of(own, image))

    def partition(self, index: str, value: str) -> Partition:
        """Give what stands under a hash key."""
        return self.partitions.partition(self.table.name, index, value)

    def words(self, image: Image) -> tuple[str, ...]:
        """Give what makes an item's primary key."""
        return tuple(image[name]["S"] for name in self.schema.key)

    def key(self, key: Mapping[str, Any]) -> Image:
        """Give a primary key for the wire. Errors: NotPlain."""
        image = taken(key)
        if image.keys() != set(self.schema.key):
            raise NotPlain
        self.require_places(image)
        return image

    def require_places(self, image: Image) -> None:
        """Errors: NotPlain for an item that has no place, in the table or in an index."""
        own = self.schema.own
        if not own.holds(image):
            raise NotPlain
        for ordering in (own, *self.schema.indexes):
            _require_text(image, ordering)

    def touch(self, image: Image) -> Touch:
        """Give an image's place, as moto knows it."""
        hash_key, *range_key = (DynamoType(image[name]) for name in self.schema.key)
        return Touch(self.table, hash_key, range_key[0] if range_key else None)

    def stored(self, image: Image) -> Stored:
        """Give an image as an item."""
        touch = self.touch(image)
        return Stored(touch.hash_key, touch.range_key, image)


def plain_table(backend: DynamoDBBackend, partitions: Partitions, name: Any) -> PlainTable:
    """Give a table by its name. Errors: NotPlain."""
    table = backend.tables.get(name)
    if table is None or not schema_of(table).is_plain:
        raise NotPlain
    return PlainTable(table, schema_of(table), partitions)


def _require_text(image: Image, ordering: Ordering) -> None:
    for name, longest in zip(ordering.keys, (LONGEST_HASH, LONGEST_RANGE), strict=False):
        _require_within(image.get(name), longest)


def _require_within(value: Mapping[str, Any] | None, longest: int) -> None:
    if value is not None and not 0 < len(value.get("S", "")) <= longest:
        raise NotPlain
