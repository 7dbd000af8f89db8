"""HTTP message signatures (RFC 9421, hmac-sha256)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, Final, Protocol

from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureComponentResolver,
    InvalidSignature,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import HMAC_SHA256

from shared.edge.callers.signature_labels import Chosen, choose
from shared.edge.callers.signed_message import Forged, Message

MAX_AGE: Final = timedelta(seconds=300)

_UNSORTED: Final = "the query was signed unsorted: sort it by name, in the address, too"


class _Parameters(Protocol):
    @property
    def params(self) -> Mapping[str, object]: ...


class _Components(HTTPSignatureComponentResolver):
    """The components that a signature may cover: these four, and every header that was sent."""

    derived_component_resolvers: ClassVar[dict[str, Callable[..., str]]] = {
        "@method": lambda resolver: resolver.get_method(),
        "@path": lambda resolver: resolver.get_path(),
        "@query": lambda resolver: resolver.get_query(),
        "@authority": lambda resolver: resolver.called_at(),
    }

    def called_at(self) -> str:
        """The host of the call, in small letters."""
        authority = self.message.authority
        if not isinstance(authority, str):
            raise InvalidSignature("@authority is covered, but nobody says where we were called")
        return authority.lower()


class _Verifier(HTTPMessageVerifier):
    """The library's verifier with an injected clock and the same tolerance on both sides."""

    def __init__(self, keys: MappingKeyResolver, now: datetime) -> None:
        super().__init__(
            signature_algorithm=HMAC_SHA256,
            key_resolver=keys,
            component_resolver_class=_Components,
        )
        self._now = now.timestamp()

    def validate_created_and_expires(
        self, sig_input: _Parameters, max_age: timedelta | None = MAX_AGE
    ) -> None:
        self._require_fresh(sig_input.params.get("created"), max_age)
        self._require_unexpired(sig_input.params)

    def _require_fresh(self, created: object, max_age: timedelta | None) -> None:
        if type(created) is not int or max_age is None:
            raise InvalidSignature("the signature says no time of creation")
        if abs(self._now - created) > max_age.total_seconds():
            raise InvalidSignature(
                "the signature is too old or lies in the future: it was created "
                f"{self._now - created:.0f} s ago by our clock"
            )

    def _require_unexpired(self, parameters: Mapping[str, object]) -> None:
        expires = parameters.get("expires", self._now)
        # An own limit of the client's, to the second: it can only shorten the time of `created`.
        if not isinstance(expires, int | float) or expires < self._now:
            raise InvalidSignature("the signature has expired by its own `expires`")


def verify(message: Message, find: Callable[[str], bytes | None], now: datetime) -> str:
    """The id of the key that signed the message at most `MAX_AGE` before or after `now`.

    Raises `Forged` for everything else, also when a component that has to be covered is not.
    """
    # Looked up here and not in a resolver of our own: there the library would take a secret
    # store that fails for a bad signature.
    chosen = choose(message.headers, find)
    alone = replace(message, headers=message.headers | chosen.headers)
    try:
        _check(alone, chosen, now)
    except HTTPMessageSignaturesException as error:
        raise Forged(_reason(error, chosen, alone, now)) from error
    return chosen.key_id


def _check(message: Message, chosen: Chosen, now: datetime) -> None:
    keys = MappingKeyResolver(public_keys={chosen.key_id: chosen.secret}, private_keys={})
    _Verifier(keys, now).verify(message, max_age=MAX_AGE, require_components=message.covered())


def _reason(error: Exception, chosen: Chosen, message: Message, now: datetime) -> str:
    said = chosen.headers["signature-input"]
    found = _UNSORTED if _is_only_unsorted(message, chosen, now) else error
    return f"{found} (Signature-Input: {said}; called at {message.authority})"


def _is_only_unsorted(message: Message, chosen: Chosen, now: datetime) -> bool:
    """Whether the signature holds for the same query in another order of its names."""
    return any(_holds(other, chosen, now) for other in message.in_other_orders())


def _holds(message: Message, chosen: Chosen, now: datetime) -> bool:
    try:
        _check(message, chosen, now)
    except HTTPMessageSignaturesException:
        return False
    return True
