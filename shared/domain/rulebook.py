"""Which plan and which policy are in force: versions that are never changed, by effective date.

Source: A164; rules.md, The default documents. With no version stored, the defaults are in force.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime

from shared.domain.plans import DEFAULT_PLAN, Plan, read_plan
from shared.domain.policy import Policy
from shared.domain.records import Record, Value

RuleKind = Literal["plan", "policy"]


class RuleVersion(Record):
    """One version of the brand's plan or policy, as its document, in force from an instant."""

    kind: RuleKind
    number: int
    effective_from: AwareDatetime
    document: dict[str, Any]

    @property
    def key(self) -> str:
        """The version's place among its kind."""
        return f"{self.kind}/{self.number:06d}"


class PlanVersion(Value):
    """A plan with the label that snapshots keep: `name@number`."""

    plan: Plan
    number: int

    @property
    def label(self) -> str:
        """The name by which an explanation cites the plan."""
        return f"{self.plan.name}@{self.number}"


def plan_in_force(versions: Sequence[RuleVersion], at: datetime) -> PlanVersion:
    """Give the plan in force at an instant; version 0 is the product's default."""
    version = _in_force(versions, at)
    if version is None:
        return PlanVersion(plan=DEFAULT_PLAN, number=0)
    return PlanVersion(plan=read_plan(version.document), number=version.number)


def policy_in_force(versions: Sequence[RuleVersion], at: datetime) -> Policy:
    """Give the policy in force at an instant."""
    version = _in_force(versions, at)
    return Policy.model_validate(version.document if version else {})


def _in_force(versions: Sequence[RuleVersion], at: datetime) -> RuleVersion | None:
    begun = [version for version in versions if version.effective_from <= at]
    return max(begun, key=lambda v: (v.effective_from, v.number), default=None)
