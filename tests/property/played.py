"""A random history played step by step, through what is refused."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from infra.scenarios.document import Scenario
from infra.scenarios.happen import happen
from infra.scenarios.play import cast_people, let_time_pass
from infra.scenarios.stage import Stage
from shared.adapters.calendar_file import load_calendar
from shared.domain.errors import Refused

BEGINNING = datetime.fromisoformat("2025-03-01T10:00:00+08:00")
TIME = "time"


class Step(NamedTuple):
    """What has just happened: an event, or `TIME` for all that was due before the next one."""

    cause: str
    refused: bool = False


def scenario_of(
    history: list[dict[str, Any]], beginning: datetime = BEGINNING, **fields: Any
) -> Scenario:
    """The history's events at their times; A under B under C, unless the fields say otherwise."""
    at, events = beginning, []
    for event in history:
        at += timedelta(seconds=event["after"])
        kept = {key: value for key, value in event.items() if key != "after"}
        events.append({"at": at.isoformat(), **kept})
    usual = {
        "title": "A random history",
        "people": {"A": {"upline": "B"}, "B": {"upline": "C"}, "C": {}},
        "buyers": {"X": {"bound_to": "A"}, "Y": {"bound_to": "B"}},
    }
    return Scenario.model_validate({**usual, **fields, "events": events})


def staged(scenario: Scenario) -> Stage:
    """A stage with the scenario's people, before its first event."""
    stage = Stage(scenario, load_calendar())
    cast_people(stage, scenario)
    return stage


def steps(stage: Stage, scenario: Scenario) -> Iterator[Step]:
    """Play all events; stop whenever time has passed and whenever an event has happened."""
    for number, event in enumerate(scenario.events, start=1):
        let_time_pass(stage, event.at)
        yield Step(TIME)
        try:
            happen(stage, event, number)
        except Refused:
            yield Step(event.do, refused=True)
        else:
            yield Step(event.do)


def played(scenario: Scenario) -> Stage:
    """A stage on which all events have happened."""
    stage = staged(scenario)
    for _ in steps(stage, scenario):
        continue
    return stage
