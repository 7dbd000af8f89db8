"""What a caller proves himself with: a storefront's key, a person's token, or nothing."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from fenrun.client.signing import canonical_url, signed_headers
from fenrun.roles import PersonRole
from shared.words.catalogue import term
from shared.words.wording import said_twice


class Sent(NamedTuple):
    """A request as it goes out."""

    method: str
    url: str
    body: bytes
    headers: Mapping[str, str]


class Credential(Protocol):
    """Proves who calls."""

    def proven(self, method: str, url: str, body: bytes, key: str | None) -> Sent:
        """Give the request with all that its headers must say; `key` is its Idempotency-Key."""


@dataclass(frozen=True)
class StorefrontKey:
    """A storefront's key: signs each request (RFC 9421, HMAC-SHA256)."""

    key_id: str
    secret: bytes = field(repr=False)

    @classmethod
    def of_text(cls, key_id: str, secret: str) -> "StorefrontKey":
        """Read a secret as it was handed over, in base64. Errors: ValueError."""
        return cls(key_id, base64.b64decode(secret, validate=True))

    def proven(self, method: str, url: str, body: bytes, key: str | None) -> Sent:
        """Sign the request, with the machine's time: a signature holds for 300 seconds."""
        spelt = canonical_url(url)
        headers = signed_headers(
            (method, spelt, body),
            key_id=self.key_id,
            secret=self.secret,
            created=datetime.now(UTC),
            idempotency_key=key,
        )
        return Sent(method, spelt, body, headers)


@dataclass(frozen=True)
class BearerToken:
    """A person's token, as the brand's login gave it."""

    token: str = field(repr=False)

    def proven(self, method: str, url: str, body: bytes, key: str | None) -> Sent:
        """Bear the token."""
        bearer = {"authorization": f"Bearer {self.token}"}
        return Sent(method, url, body, bearer | _plain(body, key))


@dataclass(frozen=True)
class Nobody:
    """No credential, for what is open to anybody."""

    def proven(self, method: str, url: str, body: bytes, key: str | None) -> Sent:
        """Send it as it is."""
        return Sent(method, url, body, _plain(body, key))


NOBODY = Nobody()


class NoCredential(Exception):
    """Nothing was given to call as somebody with, or it cannot be read: says how to give it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(said_twice(term("credentials", code, facts)))


class Keys(Protocol):
    """The credentials that somebody has for one Fenrun. Errors of both: NoCredential."""

    def of_storefront(self) -> Credential:
        """Give the brand's shop's."""

    def of_person(self, role: PersonRole, subject: str) -> Credential:
        """Give those of a person in a role."""


def _plain(body: bytes, key: str | None) -> dict[str, str]:
    headers = {"content-type": "application/json"} if body else {}
    return headers if key is None else {**headers, "idempotency-key": key}
