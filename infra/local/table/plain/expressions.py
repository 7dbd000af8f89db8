"""What expressions are made of: their words, names and placeholders."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from infra.local.table.plain.values import NotPlain, reserved, taken
from infra.local.table.stored import Image

Request = Mapping[str, Any]

_TOKEN = re.compile(r"\s*(<=|>=|[(),=<>+-]|[#:]?[A-Za-z0-9_]+)")
_NAME = re.compile(r"#?[A-Za-z0-9_]+")
_WORDS = frozenset({"AND", "OR", "NOT", "BETWEEN", "IN"})


class Placeholders(NamedTuple):
    """What a request's placeholders stand for."""

    names: Mapping[str, str]
    values: Image

    def name(self, said: str) -> str:
        """Give an attribute's name, which may say itself."""
        return self.names.get(said, said)


def tokens(text: str) -> list[str]:
    """Take an expression apart. Errors: NotPlain."""
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotPlain
        found.append(match[1])
        at = match.end()
    return found


def a_name(token: str) -> str:
    """Take a token for an attribute's name or its placeholder. Errors: NotPlain."""
    if not _NAME.fullmatch(token) or token.upper() in _WORDS | reserved():
        raise NotPlain
    return token


def a_value(token: str) -> str:
    """Take a token for a value's placeholder. Errors: NotPlain."""
    if not token.startswith(":"):
        raise NotPlain
    return token


def placeholders(request: Request, uses: AbstractSet[str]) -> Placeholders:
    """Give what a request's placeholders stand for. Errors: NotPlain for one too many or few."""
    names = request.get("ExpressionAttributeNames")
    values = request.get("ExpressionAttributeValues")
    if names == {} or values == {} or {*(names or ()), *(values or ())} != uses:
        raise NotPlain
    return Placeholders(names or {}, taken(values or {}))


def require_only(request: Request, known: AbstractSet[str]) -> None:
    """Errors: NotPlain for a parameter that is not known, or is none."""
    if not request.keys() <= known or None in request.values():
        raise NotPlain
