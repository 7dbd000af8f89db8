"""Where a page of a list ended, sealed: there the same list goes on for the same caller."""

import hashlib
import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from shared.edge.callers.access import Principal
from shared.edge.callers.secrets import KeySet, Secrets
from shared.edge.http.problems import Unacceptable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PLACE: Final = "after"
"""What a query names the place by that a list goes on behind."""

_NEWEST: Final = ""
_SALT: Final = "fenrun.next"
_DIGEST_CHARACTERS: Final = 22
_KEY_BYTES: Final = 64
_PADDING: Final = "=="


class Cursors:
    """Seals places with the newest key of the brand's secret; every key of it is still known."""

    def __init__(
        self,
        open_secrets: Callable[[], Secrets],
        secret_name: Callable[[], str],
        machine_clock: Callable[[], datetime],
    ) -> None:
        self._open_secrets = open_secrets
        self._secret_name = secret_name
        self._machine_clock = machine_clock

    def sealed(self, place: str, question: str) -> str:
        """Give the cursor of a place; the same place under the same key gives the same."""
        key = self._newest()
        told = json.dumps([place, _digest(question)]).encode()
        return f"{_name_of(key)}.{_written(_cipher(key).encrypt(told, None))}"

    def place_in(self, cursor: str, question: str) -> str:
        """Read the place. Errors: invalid_cursor: none of ours, or of another question."""
        place, asked = self._read(cursor)
        if asked != _digest(question):
            raise Unacceptable("invalid_cursor", "of_another_question")
        return place

    def _read(self, cursor: str) -> tuple[str, str]:
        name, _, sealed = cursor.partition(".")
        key = self._keys.find(name) if name != _NEWEST else None
        told = _opened(key, sealed) if key is not None else None
        if told is None:
            raise Unacceptable("invalid_cursor", "not_signed_here")
        place, asked = json.loads(told)
        return place, asked

    def _newest(self) -> str:
        key = self._keys.find(_NEWEST)
        if key is None:
            raise LookupError("the secret of the cursors holds no key")
        return key

    @cached_property
    def _keys(self) -> KeySet[str]:
        # Most requests need no key: the secret store waits for the first that does.
        return KeySet(
            self._open_secrets(), self._secret_name(), parse_cursor_keys, self._machine_clock
        )


def question_of(caller: Principal | None, path: str, query: Mapping[str, str]) -> str:
    """Give what a cursor is bound to: who asks, for which list, under which filters."""
    filters = sorted((name, value) for name, value in query.items() if name != PLACE)
    who = f"{caller}:{caller.role}" if caller else ""
    return f"{who} {path}?{urlencode(filters)}"


def parse_cursor_keys(text: str) -> Mapping[str, str]:
    """Read keys, divided by spaces, the newest last: by their names, and the newest by none."""
    keys = text.split()
    by_name = {_name_of(key): key for key in keys}
    return {**by_name, _NEWEST: keys[-1]} if keys else {}


def _opened(key: str, sealed: str) -> bytes | None:
    """Give what was sealed under a key; None: nothing was, or it was changed."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as below

    with suppress(ValueError, InvalidTag):
        return _cipher(key).decrypt(_read(sealed), None)
    return None


def _read(sealed: str) -> bytes:
    """Read base64url in the one way that it is written: no padding, no other characters.

    Errors: ValueError.
    """
    read = b64decode(f"{sealed}{_PADDING}", b"-_")
    if _written(read) != sealed:
        raise ValueError(sealed)
    return read


def _written(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode().rstrip("=")


@lru_cache(maxsize=8)
def _cipher(key: str) -> "AESSIV":
    # Most requests end on a page: whoever needs no cursor loads no cipher.
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return AESSIV(HKDF(SHA256(), _KEY_BYTES, None, _SALT.encode()).derive(key.encode()))


def _name_of(key: str) -> str:
    return hashlib.sha256(f"{_SALT}/{key}".encode()).hexdigest()[:8]


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:_DIGEST_CHARACTERS]
