"""Say what is wrong with a document: file, line, place and what to do. Places count from 1."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shared.domain.documents.fault import Place
from shared.domain.documents.innermost import innermost
from shared.domain.errors import Fault
from shared.words.catalogue import term

_REMEDIES: Mapping[str, str] = {
    "extra_forbidden": "nothing of that name belongs here; remove it or correct the name",
    "missing": "is missing; add it",
    "string_type": "expected text; put it in quotes",
    "string_pattern_mismatch": "{input!r} does not fit; a name matches {pattern}",
    "timezone_aware": 'say the offset too, like "2025-03-01T10:00:00+08:00"',
    "union_tag_invalid": "{discriminator} cannot be {tag!r}; choose one of {expected_tags}",
    "union_tag_not_found": "say what it is: {discriminator} is missing",
}


def complaints(path: Path, error: ValidationError, lines: Mapping[Place, int]) -> list[str]:
    """Give one line a fault, in the order of the file."""
    found = [
        (*_located(fault["loc"], lines), remedy_of(dict(fault)))
        for fault in innermost(error.errors(include_url=False))
    ]
    return [f"{path}:{line}: {place}: {remedy}" for line, place, remedy in sorted(found)]


def remedy_of(fault: dict[str, Any]) -> str:
    """Say what to do about a fault, whoever found it."""
    context = fault.get("ctx", {})
    if isinstance(ours := context.get("error"), Fault):
        return term("fault", *ours.clause).en
    remedy = _REMEDIES.get(fault["type"])
    if remedy:
        return remedy.format(input=fault["input"], **context)
    return str(fault["msg"]).removeprefix("Value error, ")


def _located(place: Place, lines: Mapping[Place, int]) -> tuple[int, str]:
    """Find line and name of a place; the kind of an event that pydantic puts inside is left out."""
    known: Place = ()
    names = []
    for step in place:
        if (*known, step) in lines:
            known = (*known, step)
        elif step != place[-1]:
            continue
        names.append(str(step + 1) if isinstance(step, int) else step)
    return lines[known], ".".join(names) or "file"
