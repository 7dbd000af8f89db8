"""How callers show who they are."""

from collections.abc import Iterable
from typing import Final

from infra.openapi.schemas import Json
from shared.edge.callers.access import Role

SCHEMES: Final[Json] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A person's token. · 人员的令牌。",
    },
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


def security(roles: Iterable[Role]) -> list[Json]:
    """Say which of them a call takes; none for one that is open to anybody."""
    schemes = {"signature" if role == "storefront" else "token" for role in roles}
    return [{scheme: []} for scheme in sorted(schemes)]
