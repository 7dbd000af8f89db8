"""What an operation takes beside its body: of its path, its query and its headers."""

from pydantic import TypeAdapter

from infra.openapi.declared_headers import headers_of
from infra.openapi.field_words import FieldWords
from infra.openapi.schemas import Json, plain
from shared.edge.http.operations import Operation
from shared.edge.http.paths import pattern_of


def parameters(operation: Operation, words: FieldWords) -> list[Json]:
    """Every parameter, in words."""
    in_path = [_in_path(operation.name, name, words) for name in operation.parameters]
    in_query = [_in_query(operation.name, *each, words) for each in operation.query.items()]
    return in_path + in_query + headers_of(operation)


def _in_path(call: str, name: str, words: FieldWords) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        **words.field(f"{call}{{{name}}}", f"{{{name}}}"),
        "schema": {"type": "string", "pattern": f"^({pattern_of(name).pattern})$"},
    }


def _in_query(call: str, name: str, says: object, words: FieldWords) -> Json:
    if isinstance(says, str):
        raise TypeError(f"{call}: ?{name} has a type; what it means stands in shared/words/fields")
    keys = (f"{call}?{name}", f"?{name}")
    schema, told = plain(TypeAdapter(says).json_schema()), words.field(*keys)
    return {"name": name, "in": "query", **told, "schema": words.codes(schema, *keys)}
