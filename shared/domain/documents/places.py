"""Places in a plan document, counted from 0, and how they are written and found."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from shared.domain.documents.fault import Details, Place, faults_at, told_as
from shared.domain.documents.fault_texts import fault_of
from shared.domain.documents.innermost import innermost


def path_of(place: Place) -> str:
    """Write a place for people, counted from 1: `rules.2.rates_bp`."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place)


def named_path(document: Mapping[str, Any], place: Place) -> str:
    """Write a place with the id of the rule that it lies in: `rules.2 (relation).rates_bp`."""
    match place:
        case ("rules", int(number), *rest):
            rules = document.get("rules")
            rule = rules[number] if isinstance(rules, list) and number < len(rules) else None
            if isinstance(rule, Mapping) and isinstance(rule.get("id"), str):
                inside = "".join(f".{step}" for step in [path_of(tuple(rest))] if step)
                return f"{path_of(place[:2])} ({rule['id']}){inside}"
    return path_of(place)


def pointer_of(place: Place) -> str:
    """Write a place as a JSON pointer in a fragment: `#/rules/1/rates_bp`."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in place)
    return "#" + "".join(f"/{step}" for step in steps)


def of_document(document: Mapping[str, Any], place: Place) -> Place:
    """Tell where a plan's place stands in its document: a preset stands for the first rule."""
    match place:
        case ("rules", int(number), *rest) if "preset" in document:
            return ("rules", number - 1, *rest) if number else ("preset",)
    return place


def placed_in(document: Mapping[str, Any], error: ValidationError) -> ValidationError:
    """Give the same faults by their codes, at the places where they stand in the document."""
    found: list[Details] = list(error.errors(include_url=False))
    faults = [
        {
            **told_as(fault_of(fault), fault),
            "loc": _place(document, fault["loc"], missing=_is_missing(fault)),
        }
        for fault in innermost(found)
    ]
    return faults_at(error.title, faults)


def _is_missing(fault: Details) -> bool:
    return bool(fault["type"] == "missing")


def _place(document: Mapping[str, Any], place: Place, *, missing: bool) -> Place:
    """Leave out what only a union or a table says: steps that the document does not have."""
    place = of_document(document, place)
    end = place[-1:] if missing else ()
    here: object = document
    known: list[str | int] = []
    for step in place[: len(place) - len(end)]:
        if _is_kind(here, step, known):
            continue
        if below := _under(here, step):
            here = below[0]
            known.append(step)
    return (*known, *end)


def _is_kind(here: object, step: str | int, known: Sequence[str | int]) -> bool:
    """Tell whether a step names a rule's kind: it stands right behind the rule's number."""
    behind_a_number = bool(known) and isinstance(known[-1], int)
    return behind_a_number and isinstance(here, Mapping) and here.get("kind") == step


def _under(document: object, step: str | int) -> list[object]:
    """Give what stands under a step, or nothing."""
    if isinstance(document, Mapping):
        return [document[step]] if step in document else []
    if isinstance(step, int) and isinstance(document, list):
        return document[step : step + 1]
    return []
