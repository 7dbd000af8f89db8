"""A plan or policy before it is one: proposed by one person, approved or rejected by another.

Source: A164; rules.md, Compliance guard; feature 41. A proposal is never changed, only decided.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from pydantic import AwareDatetime

from shared.domain.documents.part import written
from shared.domain.errors import Refused
from shared.domain.guard.findings import FindingCode
from shared.domain.guard.guard import require_proposable
from shared.domain.plans.document import Plan, read_plan
from shared.domain.policy.policy import Policy
from shared.domain.records import Queue, Record
from shared.domain.rulebook.versions import RuleKind, RuleVersion
from shared.domain.times import iso_local, iso_utc
from shared.domain.two_persons import require_another_person

Document: TypeAlias = Plan | Policy
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

    @property
    def policy(self) -> Policy:
        """The policy that is proposed."""
        return Policy.model_validate(self.document)

    @property
    def wanted(self) -> Document:
        """What is proposed, of whichever kind."""
        return self.plan if self.kind == "plan" else self.policy


def _waits(proposal: RuleProposal) -> tuple[str, str] | None:
    if proposal.state != "open":
        return None
    return proposal.kind, f"{iso_utc(proposal.proposed_at)}#{proposal.id}"


OPEN_RULES = Queue("PROPOSED", RuleProposal, _waits)
"""The proposals of a kind that nobody has decided yet, the oldest first."""


class Approval(NamedTuple):
    """Who approves, when, and which warnings he has seen."""

    by: str
    at: datetime
    acknowledged: tuple[FindingCode, ...] = ()


def propose(proposal: str, wanted: Document, by: str, at: datetime) -> RuleProposal:
    """Propose a plan or a policy. Errors: invalid where it should have been in force before."""
    kind = kind_of(wanted)
    if isinstance(wanted, Plan):
        require_proposable(wanted, at)
    _require_not_past(kind, wanted.effective_from, at)
    return RuleProposal(
        kind=kind, id=proposal, document=written(wanted), proposed_by=by, proposed_at=at
    )


def kind_of(wanted: Document) -> RuleKind:
    """Say which of the two a document is."""
    return "plan" if isinstance(wanted, Plan) else "policy"


def subject_of(kind: RuleKind, proposal: str) -> str:
    """Name a proposal as a subject."""
    return f"{kind}-proposal/{proposal}"


def begins_at(wanted: Document, at: datetime) -> datetime:
    """Give the instant from which a document approved at another is in force: never before."""
    return max(wanted.effective_from or at, at)


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
        effective_from=begins_at(proposal.wanted, approval.at),
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


def _require_not_past(kind: RuleKind, begins: datetime | None, at: datetime) -> None:
    if begins is not None and begins < at:
        raise Refused(
            "invalid",
            f"effective_from {iso_local(begins)} is past; leave it out: the {kind} is in force "
            "when approved",
        )
