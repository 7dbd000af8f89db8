"""The headers that an operation takes and answers, as the OpenAPI document declares them."""

from typing import Final, TypeAlias

from infra.openapi.texts import both
from shared.edge.callers.access import STOREFRONT
from shared.edge.http.operations import Operation
from shared.words.catalogue import term

Json: TypeAlias = dict[str, object]

_TEXT: Final[Json] = {"type": "string"}
_KEY: Final[Json] = {"type": "string", "pattern": "^[\\x21-\\x7e]{8,64}$"}
_INPUT: Final = 'sig=("@method" "@path" "@query");created=1740794400;keyid="shop-1"'
_MAC: Final = "sig=:7R5jE3/gGmdYoS4g8QqZMLofnEo82h3dBdUqwcsZ370=:"
_DIGEST: Final = "sha-256=:ZKtqJaBJ2aZwMHbyCNjM9Fe6sPTygG5cc6OY50zHGxE=:"


def headers_of(operation: Operation) -> list[Json]:
    """The headers of one operation: a storefront's signature, and the key of a command."""
    signature, key = [], []
    # Not required: a person's token stands in for them where both may call, and a client signs
    # below what is generated from the document.
    if operation.roles >= STOREFRONT:
        signature = [_header("Signature-Input", _INPUT), _header("Signature", _MAC)]
    if signature and operation.body:
        signature.append(_header("Content-Digest", _DIGEST))
    if operation.is_command:
        key = [{**_header("Idempotency-Key", "order-20250301-0001", _KEY), "required": True}]
    return signature + key


def answered_header(name: str, example: str) -> Json:
    """A header that an answer may have."""
    return {"description": both(term("header", name)), "schema": _TEXT, "example": example}


def _header(name: str, example: str, schema: Json = _TEXT) -> Json:
    return {"name": name, "in": "header", **answered_header(name, example), "schema": schema}
