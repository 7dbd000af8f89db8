"""What follows from a fault further inside is left out, in time that grows with the faults."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.documents.innermost import innermost
from shared.domain.documents.nesting import MOST_LEVELS
from shared.domain.plans.document import read_plan
from tests.refusals import faults_told, faulty
from tests.unit.domain.plans.documents import document


class Step(str):
    """A step of a place that counts how often it is looked at."""

    __slots__ = ()
    looked_at = 0

    def __hash__(self) -> int:
        Step.looked_at += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        Step.looked_at += 1
        return super().__eq__(other)


def fault(kind: str, *place: str | int) -> dict[str, Any]:
    return {"type": kind, "loc": tuple(Step(s) if isinstance(s, str) else s for s in place)}


def faults(count: int) -> list[dict[str, Any]]:
    lists = [fault("too_short", "levels", str(number)) for number in range(count)]
    return [*lists, *(fault("int_type", "levels", str(number), 0) for number in range(count))]


def looks(count: int) -> int:
    many = faults(count)
    Step.looked_at = 0
    assert innermost(many) == many[count:]
    return Step.looked_at


def test_a_list_follows_from_its_element_and_an_empty_one_does_not() -> None:
    element, empty = fault("int_type", "a", 0), fault("too_short", "b")
    assert innermost([element, fault("too_short", "a"), empty]) == [element, empty]


def test_another_fault_of_a_part_does_not_follow_from_one_inside() -> None:
    both = [fault("value_error", "a"), fault("int_type", "a", 0)]
    assert innermost(both) == both


def test_twice_the_faults_are_twice_the_work() -> None:
    assert 0 < looks(400) <= 3 * looks(200)


def test_a_list_inside_a_faulty_list_follows_as_well() -> None:
    inside = fault("int_type", "a", 0, 0)
    assert innermost([inside, fault("too_short", "a", 0), fault("too_short", "a")]) == [inside]


def nested(levels: int) -> dict[str, Any]:
    """A plan whose conditions end at a level, counted as the guard counts them."""
    condition: dict[str, Any] = {"measure": "orders", "at_least": 1}
    for _ in range((levels - 8) // 2):
        condition = {"all": [condition]}
    step = {"if": condition, "rate_bp": 100}
    tiers = {"steps": {"default": [step]}}
    return document({"id": "x", "kind": "tier", "period": "month", "tiers": tiers})


def test_conditions_may_stand_four_deep_in_one_another_and_no_deeper() -> None:
    read_plan(nested(MOST_LEVELS))
    with faulty("16 deep in one another") as refused:
        read_plan(nested(MOST_LEVELS + 2))
    assert [each["loc"] for each in refused.value.errors()] == [()]


def test_of_very_many_unknown_names_all_are_told_without_looking_for_what_was_meant() -> None:
    with pytest.raises(ValidationError) as refused:
        read_plan({"preset": "depth-10-5", **{f"field-{number}": 1 for number in range(101)}})
    told = list(faults_told(refused.value))[1::2]
    assert len(told) == 101
    assert told[0] == "  nothing here is called `field-0`; remove it [unknown_name]"
