"""A plan before it is one: proposed by one person, approved or rejected by another.

Source: A164; rules.md, Compliance guard; feature 41. A proposal is never changed, only decided.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime

from shared.domain.errors import Refused
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.findings import FindingCode
from shared.domain.records import Record
from shared.domain.rulebook.rulebook import RuleKind, RuleVersion
from shared.domain.times import iso_local
from shared.domain.two_persons import require_another_person

ProposalState = Literal["open", "approved", "rejected"]


class RuleProposal(Record):
    """A document that somebody wants in force; approved, it is the version `number`.

    `follows` is the version that was in force until then, 0 the product's default. `acknowledged`
    are the warnings that whoever approved it has seen.
    """

    kind: RuleKind
    id: str
    document: dict[str, Any]
    proposed_by: str
    proposed_at: AwareDatetime
    state: ProposalState = "open"
    decided_by: str | None = None
    decided_at: AwareDatetime | None = None
    reason: str | None = None
    number: int | None = None
    follows: int | None = None
    acknowledged: tuple[FindingCode, ...] = ()

    @property
    def key(self) -> str:
        """The proposal's place among its kind."""
        return f"{self.kind}/{self.id}"

    @property
    def plan(self) -> Plan:
        """The plan that is proposed."""
        return read_plan(self.document)


class Approval(NamedTuple):
    """Who approves, when, and which warnings he has seen."""

    by: str
    at: datetime
    acknowledged: tuple[FindingCode, ...]


def propose_plan(proposal: str, plan: Plan, by: str, at: datetime) -> RuleProposal:
    """Propose a plan. Errors: invalid where it should have been in force before."""
    _require_not_past(plan, at)
    return RuleProposal(
        kind="plan", id=proposal, document=written(plan), proposed_by=by, proposed_at=at
    )


def written(plan: Plan) -> dict[str, Any]:
    """Write a plan with all its defaults, so that no later default changes what it says."""
    return plan.model_dump(mode="json", by_alias=True)


def begins_at(plan: Plan, at: datetime) -> datetime:
    """Give the instant from which a plan approved at another is in force: never before."""
    return max(plan.effective_from or at, at)


def require_approvable(proposal: RuleProposal, by: str) -> None:
    """Refuse what is decided, or takes another person. Errors: illegal_transition, same_person."""
    _require_open(proposal)
    require_another_person(proposal.proposed_by, by)


def approve(
    proposal: RuleProposal, approval: Approval, number: int, follows: int
) -> tuple[RuleProposal, RuleVersion]:
    """Make the `number`-th version of a proposal. Errors: same_person, illegal_transition."""
    require_approvable(proposal, approval.by)
    version = RuleVersion(
        kind=proposal.kind,
        number=number,
        effective_from=begins_at(proposal.plan, approval.at),
        document=proposal.document,
        proposal=proposal.id,
    )
    made = {"number": number, "follows": follows, "acknowledged": approval.acknowledged}
    return _decided(proposal, approval.by, approval.at, {"state": "approved", **made}), version


def reject(proposal: RuleProposal, by: str, at: datetime, reason: str) -> RuleProposal:
    """Reject an open proposal, or take one's own back. Errors: illegal_transition."""
    _require_open(proposal)
    return _decided(proposal, by, at, {"state": "rejected", "reason": reason})


def require_acknowledged(warnings: Iterable[FindingCode], seen: Sequence[str]) -> None:
    """Refuse with warnings_open an approval that leaves a warning out."""
    missing = [code for code in warnings if code not in seen]
    if missing:
        codes = ", ".join(missing)
        raise Refused("warnings_open", f"read and acknowledge: {codes}", codes=codes)


def _decided(
    proposal: RuleProposal, by: str, at: datetime, update: dict[str, object]
) -> RuleProposal:
    return proposal.model_copy(update={"decided_by": by, "decided_at": at, **update})


def _require_open(proposal: RuleProposal) -> None:
    if proposal.state != "open":
        raise Refused("illegal_transition", f"the proposal was {proposal.state} already")


def _require_not_past(plan: Plan, at: datetime) -> None:
    if plan.effective_from is not None and plan.effective_from < at:
        since = iso_local(plan.effective_from)
        raise Refused(
            "invalid",
            f"effective_from {since} is past; leave it out: the plan is in force when approved",
        )
