"""Plans inside a scenario: read and guarded, every fault where it stands in the file."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from shared.domain.documents.fault import Details, faults_at, placed
from shared.domain.documents.places import of_document
from shared.domain.errors import Fault
from shared.domain.guard.findings import Finding
from shared.domain.guard.guard import findings
from shared.domain.plans.document import Plan, read_plan


def _plan(document: object) -> Plan:
    if not isinstance(document, str | dict):
        raise Fault("no_plan_document")
    plan = read_plan(document)
    if errors := [each for each in findings(plan) if each.severity == "error"]:
        raise _refused(document if isinstance(document, dict) else {}, errors)
    return plan


def _refused(document: Mapping[str, Any], errors: Iterable[Finding]) -> ValidationError:
    """Say what the guard refuses as faults of the document."""
    return faults_at("plan", [_fault(document, error) for error in errors])


def _fault(document: Mapping[str, Any], error: Finding) -> Details:
    place = of_document(document, error.place)
    return placed(place, "guard_found", finding_code=error.code, finding=error.clause)


def _plans(document: object) -> tuple[Plan, ...]:
    if not isinstance(document, list):
        return (_plan(document),)
    return tuple(_numbered(number, each) for number, each in enumerate(document))


def _numbered(number: int, document: object) -> Plan:
    try:
        return _plan(document)
    except ValidationError as error:
        faults = ({**fault, "loc": (number, *fault["loc"])} for fault in error.errors())
        raise faults_at("plan", faults) from error


OnePlan = Annotated[Plan, BeforeValidator(_plan)]
"""A plan document or a preset's name."""

Plans = Annotated[tuple[Plan, ...], Field(min_length=1), BeforeValidator(_plans)]
"""One plan, or several with the instants from which they are in force."""
