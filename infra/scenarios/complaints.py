"""Say what is wrong with a document: file, line, place and what to do. Places count from 1."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import ValidationError

from shared.domain.documents.fault import Details, Place
from shared.domain.documents.fault_hints import choices_in, listed, meant, shown
from shared.domain.documents.fault_texts import fault_of
from shared.domain.documents.innermost import innermost
from shared.domain.errors import Fault
from shared.words.catalogue import term
from shared.words.wording import on_two_lines


def complaints(path: Path, error: ValidationError, lines: Mapping[Place, int]) -> list[str]:
    """Give two lines a fault, in the order of the file."""
    found = [
        (*_located(fault["loc"], lines), remedy_of(dict(fault)))
        for fault in innermost(error.errors(include_url=False))
    ]
    return [f"{path}:{line}: {place}: {remedy}" for line, place, remedy in sorted(found)]


def remedy_of(details: Details) -> str:
    """Say what to do about a fault, whoever found it, in both languages."""
    fault = _FAULTS.get(details["type"], fault_of)(details)
    return on_two_lines(term("fault", *fault.clause))


def _missing(_: Details) -> Fault:
    return Fault("story_missing")


def _unknown(details: Details) -> Fault:
    return Fault("unknown_name", name=details["loc"][-1])


def _misnamed(details: Details) -> Fault:
    pattern = details["ctx"]["pattern"]
    return Fault("story_misnamed", written=shown(details["input"]), pattern=pattern)


def _no_kind(details: Details) -> Fault:
    return Fault("story_kind_missing", name=details["ctx"]["discriminator"])


def _other_kind(details: Details) -> Fault:
    written, kinds = details["ctx"]["tag"], choices_in(details["ctx"]["expected_tags"])
    if near := meant(written, kinds):
        return Fault("no_choice_but_near", written=shown(written), near=near, names=listed(kinds))
    return Fault("no_choice", written=shown(written), names=listed(kinds))


_FAULTS: Mapping[str, Callable[[Details], Fault]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_pattern_mismatch": _misnamed,
    "union_tag_invalid": _other_kind,
    "union_tag_not_found": _no_kind,
}
"""What is said of a story in another way than of a plan."""


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
