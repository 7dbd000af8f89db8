"""Names that read otherwise than they are: with characters that nobody sees.

Shops' own numbers may hold any (decision 61), so it is a warning; whoever approves reads the name.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from shared.domain.guard.findings import Finding, finding
from shared.domain.plans.document import Plan

_BLANK: Final = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters, marks and signs that look like nothing."""

_JOINING: Final = frozenset("\u200c\u200d")
"""What makes one sign of several, in emoji and in scripts that join their letters."""


def unseen_names(plan: Plan) -> Iterator[Finding]:
    """Find the names of a plan's tables that hold what nobody sees."""
    for place, name in _names(plan.model_dump(mode="json", by_alias=True)):
        if unseen := [each for each in name if _is_unseen(each)]:
            characters = ", ".join(dict.fromkeys(f"U+{ord(each):04X}" for each in unseen))
            yield finding("name_unseen", *place, characters=characters)


def _is_unseen(character: str) -> bool:
    formats = unicodedata.category(character) == "Cf" and character not in _JOINING
    return formats or character in _BLANK


def _names(part: object, *place: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every name of a table, and every text in a list, with its place."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            yield (*place, name), name
            yield from _names(value, *place, name)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _names(value, *place, number)
    elif isinstance(part, str):
        yield place, part
