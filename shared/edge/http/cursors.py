"""Where a page of a list ended, signed: there the same list goes on for the same caller."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from shared.edge.callers.access import Principal
from shared.edge.callers.secrets import KeySet, Secrets
from shared.edge.http.problems import Unacceptable

PLACE: Final = "after"
"""What a query names the place by that a list goes on behind."""

_NEWEST: Final = ""
_SALT: Final = "fenrun.next"
_DIGEST_CHARACTERS: Final = 22


class Cursors:
    """Signs places with the newest key of the brand's secret; every key of it is still known."""

    def __init__(
        self,
        open_secrets: Callable[[], Secrets],
        secret_name: Callable[[], str],
        machine_clock: Callable[[], datetime],
    ) -> None:
        self._open_secrets = open_secrets
        self._secret_name = secret_name
        self._machine_clock = machine_clock

    def signed(self, place: str, question: str) -> str:
        """Give the cursor of a place; the same place under the same key gives the same."""
        from itsdangerous import URLSafeSerializer  # noqa: PLC0415 - most requests end on a page

        key = self._newest()
        serializer = URLSafeSerializer(key, _SALT, signer_kwargs=_SIGNER)
        return f"{_name_of(key)}.{serializer.dumps([place, _digest(question)])}"

    def place_in(self, cursor: str, question: str) -> str:
        """Read the place. Errors: invalid_cursor: none of ours, or of another question."""
        place, asked = self._read(cursor)
        if asked != _digest(question):
            raise Unacceptable("invalid_cursor", "of_another_question")
        return place

    def _read(self, cursor: str) -> tuple[str, str]:
        from itsdangerous import BadData, URLSafeSerializer  # noqa: PLC0415 - as above

        name, _, signed = cursor.partition(".")
        key = self._keys.find(name) if name != _NEWEST else None
        if key is None:
            raise Unacceptable("invalid_cursor", "not_signed_here")
        try:
            place, asked = URLSafeSerializer(key, _SALT, signer_kwargs=_SIGNER).loads(signed)
        except BadData as error:
            raise Unacceptable("invalid_cursor", "not_signed_here") from error
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


_SIGNER: Final = {"key_derivation": "hmac", "digest_method": hashlib.sha256}


def _name_of(key: str) -> str:
    return hashlib.sha256(f"{_SALT}/{key}".encode()).hexdigest()[:8]


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:_DIGEST_CHARACTERS]
