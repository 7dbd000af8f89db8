"""The items that one DynamoDB call touches, as they were, for rollback and log."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from infra.local.table.change_log import RequestToken
from infra.local.table.stored import Image, Stored, image_of, stored_as


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
        if self.range_key is None:
            _set(self.table.items, self.hash_key, item)  # type: ignore[arg-type]
        else:
            _set(self.table.items[self.hash_key], self.range_key, item)

    def key_image(self) -> Image:
        """The primary key in DynamoDB's JSON."""
        parts = zip(self.table.table_key_attrs, (self.hash_key, self.range_key), strict=False)
        return {name: value.to_json() for name, value in parts if value is not None}


def _set(rows: dict[DynamoType, Item], key: DynamoType, item: Item | None) -> None:
    if item is None:
        rows.pop(key, None)
    else:
        rows[key] = item


@dataclass(frozen=True)
class Effect:
    """What one unit of work did to one item."""

    touch: Touch
    old: Stored | None
    new: Stored | None

    @property
    def images(self) -> tuple[Image | None, Image | None]:
        """The item before and after."""
        return image_of(self.old), image_of(self.new)


Commit = Callable[[Sequence[Effect], RequestToken | None], None]
"""Logs what a call did, then lets it be so."""


class UnitOfWork:
    """Remembers each touched item as it was; says what changed, or takes everything back."""

    def __init__(self) -> None:
        self.token: RequestToken | None = None
        self._touched: dict[Touch, Stored | None] = {}

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
        item = touch.get()
        # Only what is committed is touched: that is stored as it is.
        assert item is None or isinstance(item, Stored)
        self._touched[touch] = item
        if to_be_mutated and item is not None:
            touch.set(copy.deepcopy(item))

    def effects(self) -> list[Effect]:
        """Whatever differs from before: a write that changes nothing leaves no trace."""
        self._forget_what_is_as_it_was()
        return [Effect(touch, old, _stored(touch.get())) for touch, old in self._touched.items()]

    def roll_back(self) -> None:
        """Put every touched item back as it was."""
        for touch, old in self._touched.items():
            touch.set(old)

    def _forget_what_is_as_it_was(self) -> None:
        for touch in list(self._unchanged()):
            touch.set(self._touched.pop(touch))

    def _unchanged(self) -> Iterator[Touch]:
        return (
            touch for touch, old in self._touched.items() if image_of(old) == image_of(touch.get())
        )


def _stored(item: Item | None) -> Stored | None:
    image = image_of(item)
    return None if item is None or image is None else stored_as(item, image)
