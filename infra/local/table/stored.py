"""Items as they are stored: by their image, of which moto gets its own form when it asks."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from moto.dynamodb.models.dynamo_type import DynamoType, Item

Image = dict[str, Any]
"""An item in DynamoDB's JSON, as it goes over the wire; nobody changes it."""


class Stored(Item):
    """An item that never changes; whoever wants to change one copies it, or stores another."""

    def __new__(cls, *_: object) -> Self:
        """Make one of which moto keeps no list: it holds its items for ever."""
        return object.__new__(cls)

    def __init__(self, hash_key: DynamoType, range_key: DynamoType | None, image: Image) -> None:
        self.hash_key = hash_key
        self.range_key = range_key
        self.image = image

    def __deepcopy__(self, memo: dict[int, Any]) -> Item:
        """Give moto one that it may change."""
        copied = object.__new__(Item)
        copied.hash_key, copied.range_key = self.hash_key, self.range_key
        copied.attrs = copy.deepcopy(self._own_form.attrs, memo)
        return copied

    @cached_property
    def _own_form(self) -> Item:
        made = object.__new__(Item)
        Item.__init__(made, self.hash_key, self.range_key, dict(self.image))
        return made

    @property
    def attrs(self) -> dict[str, Any]:  # type: ignore[override]
        """The attributes in moto's form."""
        return self._own_form.attrs

    @cached_property
    def bytes(self) -> int:
        """What moto counts for it."""
        return sum(_bytes(name) + _value_bytes(value) for name, value in self.image.items())

    def size(self) -> int:
        """What moto counts for it."""
        return self.bytes


def stored_as(item: Item, image: Image) -> Stored:
    """Give an item of moto's as it is stored."""
    return item if isinstance(item, Stored) else Stored(item.hash_key, item.range_key, image)


def image_of(item: Item | None) -> Image | None:
    """Give the image of an item, whoever has made it."""
    if item is None:
        return None
    if isinstance(item, Stored):
        return item.image
    image: Image = item.to_json()["Attributes"]
    return image


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    if isinstance(content, str) and kind != "N":
        return _bytes(content)
    return DynamoType(dict(value)).size()


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
