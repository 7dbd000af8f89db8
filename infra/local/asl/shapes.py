"""Spelling of members: PascalCase in States Language, as in the service's model for boto3."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

from botocore.model import ListShape, MapShape, Shape, StructureShape

from infra.local.json_value import Json


def to_boto(value: Json, shape: Shape | None) -> Json:
    """Arguments of a state as boto3 takes them; an object for a text becomes its JSON."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        return _structure_to_boto(value, shape)
    if shape is not None and shape.type_name == "string" and not isinstance(value, str):
        return json.dumps(value, separators=(",", ":"))
    return _inside(value, shape, to_boto)


def from_boto(value: Json, shape: Shape | None) -> Json:
    """An answer of boto3 as a state sees it: PascalCase members, times as ISO 8601 text."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        return {
            key[:1].upper() + key[1:]: from_boto(part, shape.members.get(key))
            for key, part in value.items()
        }
    if isinstance(value, date):
        return iso(value)
    return _inside(value, shape, from_boto)


def iso(when: date) -> str:
    """UTC, to the millisecond, ending in Z; dates stay dates."""
    if not isinstance(when, datetime):
        return when.isoformat()
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _structure_to_boto(value: Json, shape: StructureShape) -> Json:
    names = {name.lower(): name for name in shape.members}
    known = {key: names.get(key.lower(), key) for key in value}
    return {known[key]: to_boto(part, shape.members.get(known[key])) for key, part in value.items()}


def _inside(
    value: Json, shape: Shape | None, convert: Callable[[Json, Shape | None], Json]
) -> Json:
    if isinstance(shape, ListShape) and isinstance(value, list):
        return [convert(part, shape.member) for part in value]
    if isinstance(shape, MapShape) and isinstance(value, dict):
        return {key: convert(part, shape.value) for key, part in value.items()}
    return value
