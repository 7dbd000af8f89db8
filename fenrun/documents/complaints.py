"""Say what is wrong in a rule document: line, place and what to write, in English and Chinese."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shared.domain.documents.fault import Details, Place
from shared.domain.documents.fault_texts import fault_of
from shared.domain.documents.places import named_path
from shared.words.catalogue import term
from shared.words.wording import on_two_lines

MOST_FAULTS = 20
"""How many faults are told at once; whoever has mended them sees the next."""


def rule_complaints(
    path: Path, document: Mapping[str, Any], error: ValidationError, lines: Mapping[Place, int]
) -> list[str]:
    """Give two lines a fault, in the order of the file, and how many more there are."""
    found: list[Details] = list(error.errors(include_url=False))
    placed = sorted((line_of(fault["loc"], lines), number) for number, fault in enumerate(found))
    told = [_told(path, document, found[number], line) for line, number in placed]
    return [*told[:MOST_FAULTS], *_rest(len(told) - MOST_FAULTS)]


def line_of(place: Place, lines: Mapping[Place, int]) -> int:
    """Give the line of a place, or of the part that it is missing from."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _told(path: Path, document: Mapping[str, Any], fault: Details, line: int) -> str:
    place = named_path(document, fault["loc"]) or "file"
    words = term("fault", *fault_of(fault).clause)
    return f"{path}:{line}: {place}: {on_two_lines(words)}"


def _rest(more: int) -> list[str]:
    return [on_two_lines(term("terminal", "more_faults", {"more": more}))] if more > 0 else []
