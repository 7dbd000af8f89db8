"""Which plan and which policy are in force: versions that are never changed, by effective date.

Source: A164; rules.md, The default documents. With no version stored, the defaults are in force.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

from pydantic import AwareDatetime

from shared.domain.plans.presets import DEFAULT
from shared.domain.policy.policy import Policy
from shared.domain.records import Record, Value
from shared.domain.times import BEGIN

if TYPE_CHECKING:
    from shared.domain.rulebook.plan_version import PlanVersion

RuleKind = Literal["plan", "policy"]


def version_key(kind: RuleKind, number: int) -> str:
    """Give the place of a kind's `number`-th version."""
    return f"{kind}/{number:06d}"


class RuleVersion(Record):
    """One version of the brand's plan or policy, as its document, in force from an instant.

    `proposal` is the one that was approved; the first versions of a brand may have none.
    """

    kind: RuleKind
    number: int
    effective_from: AwareDatetime
    document: dict[str, Any]
    proposal: str | None = None

    @property
    def key(self) -> str:
        """The version's place among its kind."""
        return version_key(self.kind, self.number)

    @cached_property
    def plan(self) -> "PlanVersion":
        """The plan, read and checked once: a version never changes.

        Most functions meet no plan: what plans are written in waits for the first that does.
        """
        from shared.domain.rulebook.plan_version import read_version  # noqa: PLC0415

        return read_version(self.document, self.number)

    @cached_property
    def policy(self) -> "PolicyVersion":
        """The policy, read and checked once."""
        return PolicyVersion(policy=Policy.model_validate(self.document), number=self.number)


class PolicyVersion(Value):
    """A policy with its number; a brand has one policy at a time, so it bears no name."""

    policy: Policy
    number: int


@cache
def default_version(kind: RuleKind) -> RuleVersion:
    """Give the product's own plan or policy: version 0, in force where a brand has none."""
    document = {"preset": DEFAULT} if kind == "plan" else {}
    return RuleVersion(kind=kind, number=0, effective_from=BEGIN, document=document)


def label_of(version: RuleVersion) -> str:
    """Give the name by which a version of the plan is cited."""
    return version.plan.label


def plan_in_force(versions: Sequence[RuleVersion], at: datetime) -> "PlanVersion":
    """Give the plan in force at an instant; version 0 is the product's default."""
    return (_in_force(versions, at) or default_version("plan")).plan


def policy_in_force(versions: Sequence[RuleVersion], at: datetime) -> Policy:
    """Give the policy in force at an instant."""
    return policy_version_at(versions, at).policy


def policy_version_at(versions: Sequence[RuleVersion], at: datetime) -> PolicyVersion:
    """Give the policy in force at an instant with its number, 0 the product's default."""
    return (_in_force(versions, at) or default_version("policy")).policy


def next_number(versions: Sequence[RuleVersion]) -> int:
    """Give the number of the version that follows all that there are, given oldest first."""
    return versions[-1].number + 1 if versions else 1


def _in_force(versions: Sequence[RuleVersion], at: datetime) -> RuleVersion | None:
    begun = [version for version in versions if version.effective_from <= at]
    return max(begun, key=lambda v: (v.effective_from, v.number), default=None)
