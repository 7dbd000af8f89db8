"""What DynamoDB counts for an item, in bytes.

AWS: "DynamoDB item sizes and formats" (CapacityUnitCalculations.html), read 2026-11-30.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

Image = Mapping[str, Mapping[str, Any]]
"""An item in DynamoDB's JSON: each attribute's value under its type."""

OF_A_DOCUMENT, OF_AN_ELEMENT = 3, 1


def item_size(image: Image) -> int:
    """The bytes of an item: of its attributes' names and values."""
    return sum(_text(name) + _value(value) for name, value in image.items())


def _value(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    return _SIZES[kind](content)


def _text(text: str) -> int:
    return len(text.encode())


def _number(text: str) -> int:
    # AWS calls it an approximation: a byte for every two significant digits, and one more.
    return -(-len(_significant(Decimal(text))) // 2) + 1


def _significant(number: Decimal) -> str:
    """The digits of a number without zeroes at either end."""
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def _binary(content: bytes) -> int:
    return len(content)


def _flag(_: object) -> int:
    return 1


def _elements(values: Iterable[Mapping[str, Any]]) -> int:
    return OF_A_DOCUMENT + sum(OF_AN_ELEMENT + _value(value) for value in values)


def _members(members: Image) -> int:
    return OF_A_DOCUMENT + sum(
        OF_AN_ELEMENT + _text(name) + _value(value) for name, value in members.items()
    )


def _set_of(size: Callable[[Any], int]) -> Callable[[Iterable[Any]], int]:
    return lambda values: sum(size(value) for value in values)


_SIZES: Mapping[str, Callable[[Any], int]] = {
    "S": _text,
    "N": _number,
    "B": _binary,
    "BOOL": _flag,
    "NULL": _flag,
    "L": _elements,
    "M": _members,
    "SS": _set_of(_text),
    "NS": _set_of(_number),
    "BS": _set_of(_binary),
}
