"""Who is calling: a storefront by its signature, a person by his token."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from shared.edge.callers.access import InvalidToken, Principal
from shared.edge.callers.secrets import KeySet
from shared.edge.callers.signatures import verify
from shared.edge.callers.signed_message import Forged, Message
from shared.edge.callers.storefront_keys import StorefrontKey

if TYPE_CHECKING:
    from shared.edge.callers.tokens import Tokens


class Unauthenticated(Exception):
    """The caller is not known; the text says why, for the log only."""


class Authenticator:
    """Reads `Authorization: Bearer …` or `Authorization: Signature`, by the machine's clock.

    `open_tokens` gives what reads the first kind, when the first comes.
    """

    def __init__(
        self,
        keys: KeySet[StorefrontKey],
        open_tokens: Callable[[], "Tokens"],
        machine_clock: Callable[[], datetime],
    ) -> None:
        self._keys = keys
        self._open_tokens = open_tokens
        self._machine_clock = machine_clock

    @cached_property
    def _tokens(self) -> "Tokens":
        return self._open_tokens()

    def principal(self, message: Message) -> Principal:
        """The caller of a request whose body nobody has seen yet; raises `Unauthenticated`."""
        scheme, _, credentials = message.headers.get("authorization", "").partition(" ")
        try:
            match scheme.lower():
                case "bearer":
                    return self._tokens.principal(credentials.strip())
                case "signature":
                    return self._storefront(message)
        except (Forged, InvalidToken) as error:
            raise Unauthenticated(str(error)) from error
        raise Unauthenticated("the Authorization header names no scheme we know")

    def _storefront(self, message: Message) -> Principal:
        key_id = verify(message, self._secret, self._machine_clock())
        key = self._keys.find(key_id)
        if key is None:
            raise Unauthenticated("the key was withdrawn while its signature was checked")
        return Principal("storefront", key.storefront, "storefront")

    def _secret(self, key_id: str) -> bytes | None:
        key = self._keys.find(key_id)
        return key.secret if key else None
