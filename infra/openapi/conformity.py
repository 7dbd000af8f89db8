"""Whether what was sent and answered is as the description says."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

Json = Mapping[str, Any]

_ROOT: Final = "urn:description"
_LONGEST: Final = 200


class Description:
    """An OpenAPI document that bodies are held against."""

    def __init__(self, document: Json) -> None:
        self._document = document
        self._validators: dict[str, Draft202012Validator] = {}

    def of_schema(self, schema: Json, body: Any) -> list[str]:
        """What of a body is not as a schema of the document says; nothing where all is."""
        return [f"{it.json_path}: {it.message[:_LONGEST]}" for it in self._errors(schema, body)]

    def of_answer(
        self, method: str, route: str, status: int, media_type: str, body: Any
    ) -> list[str]:
        """What of an answer is not as it is described; all is of a route that is not described."""
        operation = self._document["paths"].get(route, {}).get(method.lower())
        if operation is None:
            return []
        schema = self._answers(operation, status).get(media_type, {}).get("schema")
        told = ["no such answer"] if schema is None else self.of_schema(schema, body)
        return [f"{method} {route} {status} {each}" for each in told]

    def of_request(self, method: str, route: str, body: Any) -> list[str]:
        """What of a request is not as it is described."""
        operation = self._document["paths"].get(route, {}).get(method.lower(), {})
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        return [f"{method} {route} {each}" for each in self.of_schema(schema, body)]

    def _answers(self, operation: Json, status: int) -> Json:
        responses = operation["responses"]
        found = responses.get(str(status)) or responses.get(f"{status // 100}XX") or {}
        if "$ref" in found:
            found = self._document["components"]["responses"][found["$ref"].rpartition("/")[2]]
        content: Json = found.get("content", {})
        return content

    def _errors(self, schema: Json, body: Any) -> Iterator[Any]:
        key = json.dumps(schema)
        if key not in self._validators:
            named = json.loads(key.replace('"#/', f'"{_ROOT}#/'))
            self._validators[key] = Draft202012Validator(named, registry=self._registry)
        yield from self._validators[key].iter_errors(body)

    @cached_property
    def _registry(self) -> Registry[Any]:
        whole = Resource.from_contents(self._document, default_specification=DRAFT202012)
        registry: Registry[Any] = Registry().with_resource(_ROOT, whole)
        return registry
