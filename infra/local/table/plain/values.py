"""Attributes as boto3 takes and gives them, and as they go over the wire."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from moto.dynamodb.parsing.reserved_keywords import ReservedKeywords

from infra.local.table.stored import Image

FAR_FROM_ITS_LIMIT = 90_000
"""Characters: an item that has so many at most is below 400 KB, whatever they are."""

_KINDS = frozenset({"S", "N", "B", "BOOL"})
_NUMBER = re.compile(r"-?[1-9][0-9]{0,36}|0")
"""Whole, and written as DynamoDB writes it."""


class NotPlain(Exception):
    """Somebody else has to answer: it is another kind of request, or one that is refused."""


def taken(attributes: Mapping[str, Any]) -> Image:
    """Give attributes for the wire. Errors: NotPlain for documents, sets and what is no value."""
    image = {name: _taken(value) for name, value in attributes.items()}
    require_small(image)
    return image


def require_small(image: Image) -> None:
    """Errors: NotPlain for an item that may be larger than an item may be, or holds documents."""
    characters = 0
    for name, value in image.items():
        ((kind, content),) = value.items()
        if kind not in _KINDS:
            raise NotPlain
        characters += len(name) + (0 if kind == "BOOL" else len(content))
    if characters > FAR_FROM_ITS_LIMIT:
        raise NotPlain


def given(image: Image) -> Image:
    """Give attributes as boto3 does, to whoever may change them."""
    # Nearly all are texts and numbers: they are copied as they are.
    return {
        name: value.copy() if "S" in value or "N" in value else _given(value)
        for name, value in image.items()
    }


def comparable(value: Mapping[str, Any]) -> Any:
    """Give a value as it is compared with one of its own type."""
    ((kind, content),) = value.items()
    if kind != "N":
        return content
    return int(content) if _NUMBER.fullmatch(content) else Decimal(content)


@cache
def reserved() -> frozenset[str]:
    """The words that no expression says by themselves."""
    return frozenset(ReservedKeywords.get_reserved_keywords())


def _taken(value: Any) -> dict[str, Any]:
    match value:
        case {"S": str()} if len(value) == 1:
            return {"S": value["S"]}
        case {"N": str(number)} if len(value) == 1 and _NUMBER.fullmatch(number):
            return {"N": number}
        case {"B": bytes(content)} if len(value) == 1 and content:
            return {"B": b64encode(content).decode()}
        case {"BOOL": bool()} if len(value) == 1:
            return {"BOOL": value["BOOL"]}
    raise NotPlain


def _given(value: Mapping[str, Any]) -> dict[str, Any]:
    ((kind, content),) = value.items()
    match kind:
        case "B":
            return {kind: b64decode(content) if isinstance(content, str) else content}
        case "M":
            return {kind: given(content)}
        case "L":
            return {kind: [_given(each) for each in content]}
        case "BS":
            return {kind: [_given({"B": each})["B"] for each in content]}
        case "SS" | "NS":
            return {kind: list(content)}
    return {kind: content}
