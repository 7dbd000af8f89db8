"""Whatever a plan says and whatever happens: the books hold after every step."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.scenarios.document import Scenario
from infra.scenarios.happen import happen
from infra.scenarios.play import cast_people, let_time_pass
from infra.scenarios.stage import Stage
from shared.adapters.calendar_file import load_calendar
from shared.domain.errors import Refused
from shared.domain.rulebook.rulebook import RuleVersion
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.plans import plans

BEGINNING = datetime.fromisoformat("2025-03-01T10:00:00+08:00")
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


def _scenario(history: list[dict[str, Any]]) -> Scenario:
    at, events = BEGINNING, []
    for event in history:
        at += timedelta(seconds=event["after"])
        fields = {key: value for key, value in event.items() if key != "after"}
        events.append({"at": at.isoformat(), **fields})
    buyers = {"X": {"bound_to": "A"}, "Y": {"bound_to": "B"}}
    document = {"title": "Any plan", "people": PEOPLE, "buyers": buyers, "events": events}
    return Scenario.model_validate(document)


@settings(max_examples=60)
@given(plans(), _of_any_kind())
def test_the_books_hold_by_whatever_plan(
    plan: dict[str, Any], history: list[dict[str, Any]]
) -> None:
    scenario = _scenario(history)
    stage = Stage(scenario, load_calendar())
    cast_people(stage, scenario)
    version = RuleVersion(kind="plan", number=2, effective_from=BEGINNING, document=plan)
    stage.store.commit([version])
    for number, event in enumerate(scenario.events, start=1):
        let_time_pass(stage, event.at)
        check_books(stage.store)
        try:
            happen(stage, event, number)
        except Refused:
            continue
        check_books(stage.store)
