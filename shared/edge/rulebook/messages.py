"""What is sent and got of every proposal for the rulebook, be it a plan or a policy."""

from typing import Any, Literal, Self

from pydantic import AwareDatetime

from shared.domain.decisions import Reason
from shared.domain.records import Value
from shared.domain.rulebook.rule_proposals import ProposalState, RuleProposal
from shared.domain.rulebook.versions import RuleVersion


class RuleProposalReceipt(Value):
    """It is proposed; somebody else may approve it."""

    proposal_id: str
    proposed_at: AwareDatetime

    @classmethod
    def of(cls, proposal: RuleProposal) -> Self:
        """Show what was proposed."""
        return cls(proposal_id=proposal.id, proposed_at=proposal.proposed_at)


class RuleReceipt(Value):
    """It is a version, in force from an instant on."""

    number: int
    effective_from: AwareDatetime

    @classmethod
    def of(cls, version: RuleVersion) -> Self:
        """Show what was approved."""
        return cls(number=version.number, effective_from=version.effective_from)


class RuleRejection(Value):
    """Why what is proposed is not to come into force."""

    reason: Reason


class RuleRejected(Value):
    """The proposal is rejected."""

    proposal_id: str
    state: Literal["rejected"] = "rejected"


class RuleProposalLine(Value):
    """A proposal in a list."""

    proposal_id: str
    state: ProposalState
    proposed_by: str
    proposed_at: AwareDatetime

    @classmethod
    def of(cls, proposal: RuleProposal) -> Self:
        """Show a proposal in a line."""
        return cls(**cls.facts(proposal))

    @classmethod
    def facts(cls, proposal: RuleProposal) -> dict[str, Any]:
        """Give what a line says of every proposal."""
        return {"proposal_id": proposal.id, **_same(RuleProposalLine, proposal)}


class RuleProposalView(Value):
    """A proposal with what became of it; `number` is the version that it is."""

    proposal_id: str
    state: ProposalState
    proposed_by: str
    proposed_at: AwareDatetime
    decided_by: str | None
    decided_at: AwareDatetime | None
    reason: str | None
    number: int | None

    @classmethod
    def facts(cls, proposal: RuleProposal) -> dict[str, Any]:
        """Give what a view says of every proposal."""
        return {"proposal_id": proposal.id, **_same(RuleProposalView, proposal)}


class RuleVersionLine(Value):
    """A version in a list; the first ones of a brand may have no proposal."""

    number: int
    effective_from: AwareDatetime
    proposal_id: str | None

    @classmethod
    def of(cls, version: RuleVersion) -> Self:
        """Show a version in a line."""
        return cls(**cls.facts(version))

    @classmethod
    def facts(cls, version: RuleVersion) -> dict[str, Any]:
        """Give what a line says of every version."""
        return {"proposal_id": version.proposal, **_same(RuleVersionLine, version)}


def _same(view: type[Value], record: Value) -> dict[str, Any]:
    """Give the fields that a view shows under the record's own names."""
    names = view.model_fields.keys() & type(record).model_fields.keys()
    return {name: getattr(record, name) for name in names}
