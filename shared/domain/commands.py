"""Who asked for what under which key: the identity of a command."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from shared.domain.errors import Refused
from shared.domain.ownership import ALL, Scope

BY_TIME = "time"
"""What the journal names as the command of an effect that fell due."""

BY_CHANNEL = "channel"
"""What the journal names as the command of an effect that the payment channel reported."""


STOREFRONT = "storefront"
"""The role of machines that give commands."""


class Origin(NamedTuple):
    """Who gave a command in which role, what he asked for, and the request that brought it."""

    by: str
    role: str
    what: str
    request: str


@dataclass(frozen=True, slots=True)
class Command:
    """A request's identity: the same principal, route and key have the same `id` for ever.

    `id` is 26 characters of base32; `body_hash` (SHA-256, hex) tells a repeat from a conflict.
    `scope` is what its caller may reach. `origin` is no part of the identity; a command of our own
    has none.
    """

    id: str
    body_hash: str
    scope: Scope = ALL
    origin: Origin | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        principal: str,
        route: str,
        key: str,
        body: bytes,
        scope: Scope = ALL,
        origin: Origin | None = None,
    ) -> Self:
        """Derive the command; `route` is method and path as called, with its ids filled in."""
        name, body_hash = id_of(principal, route, key), hashlib.sha256(body).hexdigest()
        return cls(name, body_hash, scope, origin)

    @property
    def by(self) -> str | None:
        """Who gave it, if somebody did."""
        return self.origin.by if self.origin else None

    @property
    def storefront(self) -> str | None:
        """The storefront whose machine gave it, if one did."""
        return self.origin.by if self.origin and self.origin.role == STOREFRONT else None

    @property
    def is_of_a_person(self) -> bool:
        """Whether a person gave it, not a storefront's machine or one of our own."""
        return self.origin is not None and self.origin.role != STOREFRONT


def id_of(*parts: str) -> str:
    """Give the id that follows from some parts: 26 characters of base32."""
    # A line feed can stand in none of them, so no two of as many parts share one text.
    source = hashlib.sha256("\n".join(parts).encode()).digest()
    return base64.b32encode(source).decode()[:26]


def is_repeat(commands: Mapping[str, str], command: Command) -> bool:
    """Tell whether a command was done before. Errors: idempotency_conflict for another body."""
    known = commands.get(command.id)
    if known is not None and known != command.body_hash:
        raise Refused("idempotency_conflict", "key_of_another_request")
    return known is not None
