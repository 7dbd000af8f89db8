"""HTTP message signatures (RFC 9421, hmac-sha256) and content digests (RFC 9530)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from urllib.parse import quote, urlencode

from http_message_signatures import (
    ContentDigest,
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    InvalidSignature,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import HMAC_SHA256

MAX_AGE: Final = timedelta(seconds=300)
_ALWAYS_COVERED: Final = ("@method", "@path", "@query")
_COVERED_WHEN_SENT: Final = ("content-digest", "idempotency-key")


class Forged(Exception):
    """A signature or digest that does not hold, is missing, or is not fresh."""


@dataclass(frozen=True, slots=True)
class Message:
    """What of a request is signed: `url` is absolute and encoded, header names are lower case."""

    method: str
    url: str
    headers: dict[str, str]

    def covered(self) -> tuple[str, ...]:
        """The components that a signature of this message has to cover."""
        return _ALWAYS_COVERED + tuple(name for name in _COVERED_WHEN_SENT if name in self.headers)


class _Parameters(Protocol):
    @property
    def params(self) -> Mapping[str, object]: ...


class _Verifier(HTTPMessageVerifier):
    """The library's verifier with an injected clock and the same tolerance on both sides."""

    def __init__(self, find: Callable[[str], bytes | None], now: datetime) -> None:
        super().__init__(signature_algorithm=HMAC_SHA256, key_resolver=None)
        self._find = find
        self._now = now

    def validate_created_and_expires(
        self,
        sig_input: _Parameters,
        max_age: timedelta | None = MAX_AGE,
    ) -> None:
        created = sig_input.params.get("created")
        if type(created) is not int or max_age is None:
            raise InvalidSignature("the signature says no time of creation")
        if abs(self._now.timestamp() - created) > max_age.total_seconds():
            raise InvalidSignature("the signature is too old or lies in the future")
        if "expires" in sig_input.params:
            raise InvalidSignature("the signature carries `expires`, which is not used here")
        self.key_resolver = self._keys(sig_input.params.get("keyid"))

    def _keys(self, key_id: object) -> MappingKeyResolver:
        # Looked up here and not in a resolver of our own: there the library would take a secret
        # store that fails for a bad signature.
        secret = self._find(key_id) if isinstance(key_id, str) else None
        keys = {} if secret is None else {str(key_id): secret}
        return MappingKeyResolver(public_keys=keys, private_keys={})


def verify(message: Message, find: Callable[[str], bytes | None], now: datetime) -> str:
    """The id of the key that signed the message at most `MAX_AGE` before or after `now`.

    Raises `Forged` for everything else, also when a component that has to be covered is not.
    """
    try:
        verifier = _Verifier(find, now)
        [result] = verifier.verify(message, max_age=MAX_AGE, require_components=message.covered())
    except HTTPMessageSignaturesException as error:
        raise Forged(str(error)) from error
    return str(result.parameters["keyid"])


def verify_digest(value: str, body: bytes) -> None:
    """Raise `Forged` unless every digest in the header's value is the digest of the raw body."""
    try:
        ContentDigest.verify(value, body)
    except HTTPMessageSignaturesException as error:
        raise Forged(str(error)) from error


def canonical_query(parameters: Mapping[str, list[str]]) -> str:
    """The one spelling of a query that is signed: sorted by name, percent-encoded (RFC 3986).

    API Gateway hands over decoded parameters without their order: no other spelling can be checked.
    """
    return urlencode(sorted(parameters.items()), doseq=True, quote_via=quote)
