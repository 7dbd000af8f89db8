"""The OpenAPI 3.1 document of all operations: the same operations make the same document."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Final, Literal, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared.edge.callers.access import Role
from shared.edge.http import csv_text
from shared.edge.http.declared_headers import headers_of
from shared.edge.http.filters import OneOf
from shared.edge.http.operations import Operation
from shared.edge.http.paths import pattern_of
from shared.edge.http.problems import MEDIA_TYPE

Json: TypeAlias = dict[str, object]
Mode: TypeAlias = Literal["validation", "serialization"]
References: TypeAlias = Mapping[tuple[object, str], object]

_TEMPLATE: Final = "#/components/schemas/{model}"
_STRING: Final[Json] = {"type": "string"}

_PROBLEM: Final[Json] = {
    "type": "object",
    "description": (
        "An RFC 9457 problem. `title` and `detail` are English, or Chinese where Accept-Language "
        "prefers it: then English stands in `title_en` and `detail_en`. Chinese always stands in "
        "`title_zh` and `detail_zh`. Further members are figures that belong to the code."
    ),
    "required": ["code", "detail", "detail_zh", "status", "title", "title_zh", "type"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _STRING,
        "title_en": _STRING,
        "title_zh": _STRING,
        "status": {"type": "integer"},
        "detail": _STRING,
        "detail_en": _STRING,
        "detail_zh": _STRING,
        "code": _STRING,
        "reason": {**_STRING, "description": "The case of the code that the detail words."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": dict.fromkeys(
                    ("pointer", "detail", "detail_en", "detail_zh"), _STRING
                ),
            },
        },
    },
}
_SECURITY: Final[Json] = {
    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "Signature",
        "description": (
            "RFC 9421, hmac-sha256, over @method, @path, @query, and content-digest and "
            "idempotency-key where sent; send Authorization: Signature along with it, and "
            "Signature-Input: docs/signing.md shows how. · RFC 9421 签名，另须发送 "
            "Authorization: Signature 与 Signature-Input，见 docs/signing.zh-CN.md。"
        ),
    },
}
_REFUSED: Final[Json] = {
    "description": "Refused: a problem says why · 请求被拒绝",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def document(operations: Iterable[Operation], *, version: str) -> Json:
    """One document of the operations of any number of apps."""
    ordered = sorted(operations, key=lambda operation: (operation.path, operation.method))
    references, schemas = models_json_schema(
        sorted(_models(ordered), key=str), ref_template=_TEMPLATE
    )
    paths: dict[str, Json] = {}
    for operation in ordered:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _entry(
            operation, dict[tuple[object, str], object](references.items())
        )
    components = {"Problem": _PROBLEM, **schemas.get("$defs", {})}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Fenrun · 分润", "version": version},
        "paths": paths,
        "components": {"schemas": _used(paths, components), "securitySchemes": _SECURITY},
    }


def _used(paths: Mapping[str, object], schemas: Mapping[str, object]) -> Json:
    """The schemas that the paths lead to: models bring along what nobody sends or gets."""
    used: set[str] = set()
    waiting = list(_references(paths))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _references(schemas[name])
    return {name: schemas[name] for name in sorted(used)}


def _references(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.rpartition("/")[2]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


def _models(operations: Iterable[Operation]) -> set[tuple[type[BaseModel], Mode]]:
    models: set[tuple[type[BaseModel], Mode]] = set()
    for operation in operations:
        if operation.body:
            models.add((operation.body, "validation"))
        if operation.answer:
            models.add((operation.answer, "serialization"))
    return models


def _entry(operation: Operation, references: References) -> Json:
    entry: Json = {
        "operationId": operation.name,
        "summary": f"{operation.summary} · {operation.summary_zh}",
        "security": _security(operation.roles),
        "x-roles": sorted(operation.roles),
        "parameters": _parameters(operation),
        "responses": {
            str(operation.status): _success(operation, references),
            "4XX": _REFUSED,
            "5XX": _REFUSED,
        },
    }
    if operation.body:
        entry["requestBody"] = {
            "required": operation.body_required,
            "content": _json(references[operation.body, "validation"]),
        }
    return entry


def _security(roles: Iterable[Role]) -> list[Json]:
    schemes = {"signature" if role == "storefront" else "token" for role in roles}
    return [{scheme: []} for scheme in sorted(schemes)]


def _parameters(operation: Operation) -> list[Json]:
    in_path: list[Json] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": f"^({pattern_of(name).pattern})$"},
        }
        for name in operation.parameters
    ]
    in_query: list[Json] = [
        {"name": name, "in": "query", "description": str(meaning), "schema": _filter(meaning)}
        for name, meaning in operation.query.items()
    ]
    return in_path + in_query + headers_of(operation)


def _filter(meaning: str) -> Json:
    return {**_STRING, "enum": list(meaning.values)} if isinstance(meaning, OneOf) else _STRING


def _success(operation: Operation, references: References) -> Json:
    success: Json = {"description": HTTPStatus(operation.status).phrase}
    if operation.answer:
        as_csv: Json = {csv_text.MEDIA_TYPE: {"schema": _STRING}} if operation.is_list else {}
        success["content"] = _json(references[operation.answer, "serialization"]) | as_csv
    return success


def _json(schema: object) -> Json:
    return {"application/json": {"schema": schema}}
