"""Values that a schema allows, as plain as can be."""

from collections.abc import Mapping
from typing import Any, Final

Json = dict[str, Any]
Schemas = Mapping[str, Json]

_OF_FORMAT: Final = {
    "date": "2025-03-01",
    "date-time": "2025-03-01T02:00:00Z",
    "uri": "https://shop.example/welcome",
    "uri-reference": "/problems/busy",
}
_DEEPEST: Final = 6
"""Schemas that hold themselves end here."""


def made_up(name: str, schema: Json, schemas: Schemas, depth: int = 0) -> Any:
    """Make a value up for a field of a name; null where that is allowed."""
    schema = meant(schema, schemas)
    for known in ("const", "default"):
        if known in schema:
            return schema[known]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") in ("array", "object"):
        return _of_parts(name, schema, schemas, depth)
    return _alone(name, schema)


def _alone(name: str, schema: Json) -> Any:
    match schema.get("type"):
        case "integer" | "number":
            return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        case "boolean":
            return True
        case "string":
            return _OF_FORMAT.get(schema.get("format", ""), f"{name}-1")
    return None


def filled(value: Any, schema: Json, schemas: Schemas) -> Any:
    """Give a value the fields that are required and not there, without those not known."""
    schema = meant(schema, schemas, null=value is None)
    match value:
        case dict() if "properties" in schema:
            return _filled_object(value, schema, schemas)
        case list() if "items" in schema:
            return [filled(each, schema["items"], schemas) for each in value]
    return value


def meant(schema: Json, schemas: Schemas, *, null: bool = True) -> Json:
    """Give the schema that a reference leads to; of several, null where there is a choice."""
    if "$ref" in schema:
        return meant(schemas[schema["$ref"].rpartition("/")[2]], schemas, null=null)
    options: list[Json] = schema.get("anyOf") or schema.get("oneOf") or []
    if not options or "default" in schema:
        return schema
    nothing = [each for each in options if each.get("type") == "null"]
    something = [each for each in options if each.get("type") != "null"]
    return nothing[0] if null and nothing else meant(something[0], schemas, null=null)


def _of_parts(name: str, schema: Json, schemas: Schemas, depth: int) -> Any:
    if schema["type"] == "array":
        within = depth <= _DEEPEST and "items" in schema
        return [made_up(name, schema["items"], schemas, depth + 1)] if within else []
    fields = schema.get("properties", {}) if depth <= _DEEPEST else {}
    wanted = (each for each in fields if each in schema.get("required", ()))
    return {each: made_up(each, fields[each], schemas, depth + 1) for each in wanted}


def _filled_object(value: Json, schema: Json, schemas: Schemas) -> Json:
    fields = schema["properties"]
    wanted = [name for name in fields if name in schema.get("required", ()) or name in value]
    return {
        name: filled(value[name], fields[name], schemas)
        if name in value
        else made_up(name, fields[name], schemas)
        for name in wanted
    }
