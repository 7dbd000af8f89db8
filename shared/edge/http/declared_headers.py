"""The headers that an operation takes, as the OpenAPI document declares them."""

from typing import Final, TypeAlias

from shared.edge.callers.access import STOREFRONT
from shared.edge.http.operations import Operation

Json: TypeAlias = dict[str, object]

_KEY: Final[Json] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": (
        "Makes a repeat have no effect: the same key and body get the same answer. A storefront "
        "covers it by its signature. · 幂等键：相同的键与请求体得到相同的响应；店铺须将其纳入签名。"
    ),
    "schema": {"type": "string", "pattern": "^[\\x21-\\x7e]{8,64}$"},
    "example": "order-20250301-0001",
}
# Not `required`: a person's token stands in for them where both may call, and a client signs below
# what is generated from this document.
_INPUT: Final[Json] = {
    "name": "Signature-Input",
    "in": "header",
    "description": (
        "A storefront's request: what is signed, when and by which key (RFC 9421), see "
        "docs/signing.md. · 店铺请求：签名所含内容、时间与密钥（RFC 9421），"
        "见 docs/signing.zh-CN.md。"
    ),
    "schema": {"type": "string"},
    "example": 'sig=("@method" "@path" "@query");created=1740794400;keyid="shop-1"',
}
_SIGNATURE: Final[Json] = {
    "name": "Signature",
    "in": "header",
    "description": (
        "A storefront's request: the HMAC-SHA-256 of the signature base under the same label, in "
        "base64 between colons. · 店铺请求：同一标签下签名基串的 HMAC-SHA-256，"
        "以 base64 写在两个冒号之间。"
    ),
    "schema": {"type": "string"},
    "example": "sig=:7H45/jrUT4cJdPD+Vzqi1IVyNHSjEz1Rs8sJA1ZF5Gw=:",
}
_DIGEST: Final[Json] = {
    "name": "Content-Digest",
    "in": "header",
    "description": (
        "A storefront's request with a body: the digest of the very bytes of the body (RFC 9530), "
        "sha-256 or sha-512, covered by the signature. · 店铺带请求体的请求：请求体原始字节的摘要"
        "（RFC 9530），sha-256 或 sha-512，须纳入签名。"
    ),
    "schema": {"type": "string"},
    "example": "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:",
}


def headers_of(operation: Operation) -> list[Json]:
    """The headers of one operation: a storefront's signature, and the key of a command."""
    signed = operation.roles >= STOREFRONT
    return [
        *([_INPUT, _SIGNATURE] if signed else []),
        *([_DIGEST] if signed and operation.body else []),
        *([_KEY] if operation.is_command else []),
    ]
