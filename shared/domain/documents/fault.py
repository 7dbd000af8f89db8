"""A fault of a document: what is wrong at a place, by its code and with what its words name.

Faults travel as pydantic's errors do, so that all of a document are told at once (A164).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from shared.domain.documents.fault_hints import listed, meant
from shared.domain.errors import Fact, Fault

Place = tuple[str | int, ...]

Details = Mapping[str, Any]
"""A fault as pydantic tells it: its type, place, input and context."""

MOST_REWORDED = 100
"""Of how many faults the unknown names are compared with the known ones; nobody reads more."""


def placed(place: Place, code: str, /, **facts: Fact) -> Details:
    """Give a fault at a place, as pydantic tells them."""
    return told_as(Fault(code, **facts), {"loc": place, "input": None})


def faults_at(title: str, faults: Iterable[Details]) -> ValidationError:
    """Make one error of faults, each at its `loc`."""
    details: list[Any] = list(faults)
    return ValidationError.from_exception_data(title, details)


def fault_at(place: Place, code: str, /, **facts: Fact) -> ValidationError:
    """Make a fault that stands below the place where it is raised."""
    return faults_at("plan", [placed(place, code, **facts)])


def naming_known(error: ValidationError, names: Iterable[str]) -> ValidationError:
    """Say of every name that a part does not know which of its names may be meant."""
    known = sorted(names)
    found = error.errors(include_url=False)
    unknown = [each["type"] == "extra_forbidden" and len(each["loc"]) == 1 for each in found]
    return faults_at(
        error.title,
        [
            told_as(_unknown_name(str(each["loc"][-1]), known), each) if is_one else each
            for each, is_one in zip(found, unknown, strict=True)
        ],
    )


def told_as(fault: Fault, details: Details) -> Details:
    """Give what pydantic tells as a fault of ours."""
    return {**details, "type": "value_error", "ctx": {"error": fault}}


def _unknown_name(name: str, known: list[str]) -> Fault:
    if near := meant(name, known):
        return Fault("unknown_name_but_near", name=name, near=near)
    return Fault("unknown_name_of_some", name=name, known=listed(known))
