"""Who asked for what under which key: the identity of a command."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from shared.domain.errors import Refused
from shared.domain.ownership import ALL, Scope

BY_TIME = "time"
"""What the journal names as the command of an effect that fell due."""

BY_CHANNEL = "channel"
"""What the journal names as the command of an effect that the payment channel reported."""


@dataclass(frozen=True, slots=True)
class Command:
    """A request's identity: the same principal, route and key have the same `id` for ever.

    `id` is 26 characters of base32; `body_hash` (SHA-256, hex) tells a repeat from a conflict.
    `scope` is what its caller may reach.
    """

    id: str
    body_hash: str
    scope: Scope = ALL

    @classmethod
    def of(cls, principal: str, route: str, key: str, body: bytes, scope: Scope = ALL) -> Self:
        """Derive the command; `route` is method and path as called, with its ids filled in."""
        # A line feed can stand in none of the three, so no two triples share one text.
        source = hashlib.sha256(f"{principal}\n{route}\n{key}".encode()).digest()
        return cls(base64.b32encode(source).decode()[:26], hashlib.sha256(body).hexdigest(), scope)


def is_repeat(commands: Mapping[str, str], command: Command) -> bool:
    """Tell whether a command was done before. Errors: idempotency_conflict for another body."""
    known = commands.get(command.id)
    if known is not None and known != command.body_hash:
        raise Refused(
            "idempotency_conflict",
            "this Idempotency-Key was used for another request; use a new key for a new request",
        )
    return known is not None
