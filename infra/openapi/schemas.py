"""The messages as JSON Schema: what is sent is closed, what is got is open to new fields."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from infra.openapi.field_words import FieldWords
from shared.edge.http.operations import Operation

Json: TypeAlias = dict[str, Any]
Mode: TypeAlias = Literal["validation", "serialization"]

REFERENCE: Final = "#/components/schemas/"


def message_schemas(operations: Iterable[Operation]) -> Json:
    """Every message by its name. Errors: ValueError."""
    every = list(operations)
    sent = _schemas({each.body for each in every if each.body}, "validation")
    got = _schemas({each.answer for each in every if each.answer}, "serialization")
    if both := sent.keys() & got.keys():
        raise ValueError(f"a message is either sent or got: divide {sorted(both)}")
    return {**sent, **{name: _opened(schema) for name, schema in got.items()}}


def in_words(schemas: Mapping[str, Json], words: FieldWords) -> Json:
    """Describe each field of each message."""
    return {name: _in_words(name, schema, words) for name, schema in schemas.items()}


def _in_words(name: str, schema: Json, words: FieldWords) -> Json:
    if "properties" not in schema:
        return schema
    told = {
        field: {**words.codes(it, f"{name}.{field}"), **words.field(*_keys(name, field, schema))}
        for field, it in schema["properties"].items()
    }
    return {**schema, "properties": told}


def _keys(name: str, field: str, schema: Json) -> Iterator[str]:
    """Give by what a field's words are found: as its message's, as every list's, as anything's."""
    yield f"{name}.{field}"
    if schema["properties"].keys() >= {"items", "next"}:
        yield f"[].{field}"
    yield field


def reference(model: type[BaseModel]) -> Json:
    """Name a message."""
    return {"$ref": REFERENCE + model.__name__}


def used(paths: object, schemas: Mapping[str, Json]) -> Json:
    """The schemas that the paths lead to: models bring along what nobody sends or gets."""
    found: set[str] = set()
    waiting = list(_references(paths))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(schemas[name])
    return {name: schemas[name] for name in sorted(found)}


def plain(schema: Any, *, inside: bool = False) -> Any:
    """Leave out the titles that repeat a field's name."""
    if isinstance(schema, list):
        return [plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: plain(it, inside=name in ("properties", "$defs"))
        for name, it in schema.items()
        if inside or name != "title"
    }


def _schemas(models: Iterable[type[BaseModel]], mode: Mode) -> Json:
    inputs: list[tuple[type[BaseModel], Mode]] = [
        (model, mode) for model in sorted(models, key=lambda it: it.__name__)
    ]
    _, made = models_json_schema(inputs, ref_template=REFERENCE + "{model}")
    return {name: plain(schema) for name, schema in made.get("$defs", {}).items()}


def _opened(schema: Json) -> Json:
    open_to_more = schema.get("additionalProperties") is False
    return {k: v for k, v in schema.items() if not (open_to_more and k == "additionalProperties")}


def _references(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(named := node.get("$ref"), str) and named.startswith(REFERENCE):
            yield named.removeprefix(REFERENCE)
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)
