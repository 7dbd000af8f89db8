"""The scenario file: people, plan, policy, events and what everybody must hold at the end.

Source: scenarios.md. Read strictly: an unknown event or field, a decreasing `at` or a number where
an amount is due is an error with its line and a remedy.
"""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from fenrun.documents.strict_yaml import load
from fenrun.documents.unreadable import DocumentError
from infra.scenarios.complaints import complaints
from infra.scenarios.events import AnyEvent
from infra.scenarios.expectations import Expect
from infra.scenarios.plans import Plans
from infra.scenarios.values import Name, OwnId, PersonName, Strict, Text
from shared.domain.documents.fault import Place
from shared.domain.errors import Fault
from shared.domain.plans.document import read_plan
from shared.domain.plans.presets import DEFAULT
from shared.domain.policy.policy import Policy
from shared.words.catalogue import term
from shared.words.wording import on_two_lines


class Person(Strict):
    """A distributor at the beginning of the story."""

    upline: PersonName | None = None
    level: Name = "silver"
    grade: Name | None = None


class Buyer(Strict):
    """A buyer at the beginning of the story."""

    bound_to: PersonName | None = None


class Scenario(Strict):
    """One story."""

    title: Text
    plan: Plans = (read_plan(DEFAULT),)
    policy: Policy = Policy()
    people: dict[PersonName, Person] = {}
    buyers: dict[OwnId, Buyer] = {}
    events: Annotated[tuple[AnyEvent, ...], Field(min_length=1)]
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _people_are_known(self) -> Self:
        named = [(name, person.upline) for name, person in self.people.items()]
        named += [(name, buyer.bound_to) for name, buyer in self.buyers.items()]
        for name, above in named:
            if above is not None and above not in self.people:
                raise Fault("story_unknown_person", name=name, above=above)
        return self


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file. Errors: `DocumentError` with line and remedy."""
    data, lines = load(path)
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        raise DocumentError("\n".join(complaints(path, error, lines))) from error
    _require_time_to_pass(path, scenario, lines)
    return scenario


def _require_time_to_pass(path: Path, scenario: Scenario, lines: dict[Place, int]) -> None:
    for number in range(1, len(scenario.events)):
        if scenario.events[number].at < scenario.events[number - 1].at:
            line = lines[("events", number)]
            said = on_two_lines(term("story", "time_back"))
            raise DocumentError(f"{path}:{line}: events.{number + 1}.at: {said}")
