"""The items that one DynamoDB call touches, with their old images for rollback and log."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from infra.local.table.change_log import RequestToken


@dataclass(frozen=True)
class Touch:
    """One item's place in one table, there or not."""

    table: Table
    hash_key: DynamoType
    range_key: DynamoType | None

    def get(self) -> Item | None:
        """The stored item itself."""
        return self.table.get_item(self.hash_key, self.range_key)

    def set(self, item: Item | None) -> None:
        """Store the item, or with None leave nothing there."""
        rows: dict[DynamoType, Any] = self.table.items
        key = self.hash_key
        if self.range_key is not None:
            rows, key = rows[self.hash_key], self.range_key
        if item is None:
            rows.pop(key, None)
        else:
            rows[key] = item

    def key_image(self) -> dict[str, Any]:
        """The primary key in DynamoDB's JSON."""
        parts = zip(self.table.table_key_attrs, (self.hash_key, self.range_key), strict=False)
        return {name: value.to_json() for name, value in parts if value is not None}


@dataclass(frozen=True)
class Effect:
    """What one unit of work did to one item, as moto's items and as DynamoDB's JSON."""

    touch: Touch
    old: Item | None
    new: Item | None
    old_image: dict[str, Any] | None
    new_image: dict[str, Any] | None


class UnitOfWork:
    """Remembers each touched item as it was; says what changed, or takes everything back."""

    def __init__(self) -> None:
        self.token: RequestToken | None = None
        self._touched: dict[Touch, Item | None] = {}

    def touch(
        self,
        table: Table,
        hash_key: DynamoType,
        range_key: DynamoType | None,
        *,
        to_be_mutated: bool = False,
    ) -> None:
        """Remember the item before its first change; one to be mutated is replaced by a copy."""
        touch = Touch(table, hash_key, range_key)
        if touch in self._touched:
            return
        self._touched[touch] = item = touch.get()
        if to_be_mutated and item is not None:
            touch.set(copy.deepcopy(item))

    def effects(self) -> list[Effect]:
        """Whatever differs from before: a write that changes nothing leaves no trace."""
        pairs = [(touch, old, touch.get()) for touch, old in self._touched.items()]
        effects = [
            Effect(touch, old, new, _image(old), _image(new))
            for touch, old, new in pairs
            if old is not new
        ]
        return [effect for effect in effects if effect.old_image != effect.new_image]

    def roll_back(self) -> None:
        """Put every touched item back as it was."""
        for touch, old in self._touched.items():
            touch.set(old)


def _image(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    image: dict[str, Any] = item.to_json()["Attributes"]
    return image
