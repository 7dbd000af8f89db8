"""A version of the plan, read: what it says, and what it pays."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from shared.domain.engine.engine import Engine
from shared.domain.plans.document import Plan, read_plan
from shared.domain.records import Value
from shared.domain.rules.periodic_rule import PeriodicRule, periodic_rules


class PlanVersion(Value):
    """A plan with the label that snapshots keep: `name@number`."""

    plan: Plan
    number: int

    @property
    def label(self) -> str:
        """The name by which an explanation cites the plan."""
        return f"{self.plan.name}@{self.number}"

    @property
    def periodic_rules(self) -> Sequence[PeriodicRule]:
        """Give the rules that wait for a period, in order."""
        return list(periodic_rules(self.plan.rules))

    @cached_property
    def engine(self) -> Engine:
        """What the plan pays for an order; compiled once."""
        return Engine(self.plan)


def read_version(document: Mapping[str, Any], number: int) -> PlanVersion:
    """Read a version's document. Errors: ValueError naming the field."""
    return PlanVersion(plan=read_plan(document), number=number)
