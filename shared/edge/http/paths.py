"""What the parts of a path look like: an id of another shape names nothing that exists.

API Gateway hands them over as they were sent: percent-encoded.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import unquote

from shared.domain.errors import Fault
from shared.domain.identifiers import PATTERN, PERIOD, PLAIN, identifier

_ID: Final = re.compile(r"[A-Z2-7]{26}")
_IDENTIFIER: Final = re.compile(PATTERN.removeprefix("^").removesuffix("$"))

_OWN: Final[Mapping[str, re.Pattern[str]]] = {
    "account": re.compile(PLAIN),
    "code": re.compile(r"[2-9A-HJ-NP-Z]{7,8}"),
    "distributor_id": re.compile(r"[A-Za-z0-9_-]{1,32}"),
    "file": re.compile(r"[a-z][a-z.-]{0,30}(\.zh-CN)?\.(css|js|json|md|yaml)"),
    "number": re.compile(r"0|[1-9][0-9]{0,5}"),
    "period": re.compile(PERIOD),
    "problem": re.compile(r"[a-z_]{1,40}"),
}


def pattern_of(parameter: str) -> re.Pattern[str]:
    """What the whole value of a path parameter matches: `…_id` is an id that we gave.

    Any other is an identifier as somebody outside gave it, but for the few with a shape of
    their own.
    """
    return _OWN.get(parameter) or (_ID if parameter.endswith("_id") else _IDENTIFIER)


def value_of(parameter: str, sent: str) -> str | None:
    """Give what a path names by a parameter, decoded; None for what has no such shape."""
    with suppress(UnicodeDecodeError, Fault):
        value = unquote(sent, errors="strict")
        own = pattern_of(parameter)
        return identifier(value) if own is _IDENTIFIER else value if own.fullmatch(value) else None
    return None


def decoded(sent: str) -> str:
    """Give what a path names as it can be told back, whatever it is."""
    return unquote(sent, errors="replace")


def parameters_of(path: str) -> tuple[str, ...]:
    """The names in braces, in order."""
    return tuple(re.findall(r"{(\w+)}", path))
