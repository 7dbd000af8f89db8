"""Whatever a plan says and whatever happens: the books hold after every step."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.plans import plans
from tests.property.played import BEGINNING, scenario_of, staged, steps
from tests.rules_in_force import put_in_force

PEOPLE = {
    "A": {"upline": "B", "level": "gold", "grade": "city"},
    "B": {"upline": "C", "grade": "province"},
    "C": {"level": "diamond"},
}

_kinds = st.sampled_from(("sale", "sale", "pickup", "restock"))
_costs = st.sampled_from((None, "0.03", "8.00"))


@st.composite
def _of_any_kind(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A history whose orders are of every kind, some lines with a cost."""
    return [
        _with(draw, event) if event["do"] == "order_created" else event
        for event in draw(histories())
    ]


def _with(draw: st.DrawFn, event: dict[str, Any]) -> dict[str, Any]:
    lines = [{**line, "cost": draw(_costs)} for line in event["lines"]]
    return {**event, "kind": draw(_kinds), "lines": lines}


@settings(max_examples=60)
@given(plans(), _of_any_kind())
def test_the_books_hold_by_whatever_plan(
    plan: dict[str, Any], history: list[dict[str, Any]]
) -> None:
    scenario = scenario_of(history, people=PEOPLE)
    stage = staged(scenario)
    put_in_force(stage.store, plan, BEGINNING, number=2)
    for _ in steps(stage, scenario):
        check_books(stage.store)
