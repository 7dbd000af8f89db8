"""What is sent and got of whatever waits for a second person."""

from typing import Annotated, Any, Self

from pydantic import AwareDatetime, Field

from shared.domain.approvals.proposals import Proposal, ProposalState
from shared.domain.decisions import Reason
from shared.domain.records import Value, told_until
from shared.edge.http.pages import Listed
from shared.words.catalogue import term

Version = Annotated[int, Field(strict=True, ge=1)]
"""The version of the proposal that whoever decides has seen."""


class Approval(Value):
    """That it may happen, by whoever saw this version; `acknowledged` are the warnings he read."""

    version: Version
    reason: Reason | None = None
    acknowledged: Annotated[tuple[str, ...], Field(max_length=100)] = ()


class Rejection(Value):
    """That it may not happen, and why; kept for ever."""

    version: Version
    reason: Reason


class Withdrawal(Value):
    """That whoever proposed it takes it back."""

    version: Version
    reason: Reason | None = None


class Revision(Value):
    """What is proposed instead, while nobody has decided."""

    version: Version
    content: dict[str, Any]
    reason: Reason | None = None


class ProposalReceipt(Value):
    """It is proposed, or decided, and stands so."""

    proposal_id: str
    kind: str
    subject: str

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Make the receipt of a proposal."""
        return cls(proposal_id=proposal.id, kind=proposal.kind, subject=proposal.subject)


class DecisionReceipt(ProposalReceipt):
    """What was decided, and what became of it."""

    state: ProposalState
    outcome: dict[str, Any]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Make the receipt of a decision."""
        receipt = ProposalReceipt.of(proposal)
        return cls(state=proposal.state, outcome=proposal.outcome, **dict(receipt))


class ProposalLine(Value):
    """A proposal in a list; one without `expires_at` waits as long as it takes.

    `payee` and `amount_fen` are told where it is about money for one person, or about one sum.
    """

    proposal_id: str
    version: int
    kind: str
    kind_zh: str
    subject: str
    state: ProposalState
    proposed_by: str
    proposed_at: AwareDatetime
    reason: str | None
    expires_at: AwareDatetime | None
    payee: str | None
    amount_fen: int | None

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Show a proposal in a line."""
        return cls(**_line(proposal))


class ProposalView(ProposalLine):
    """A proposal with what it says, who decided it and what became of it."""

    content: dict[str, Any]
    decided_by: str | None
    decided_at: AwareDatetime | None
    decision_reason: str | None
    outcome: dict[str, Any]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Show a proposal."""
        same = ("content", "decided_by", "decided_at", "decision_reason", "outcome")
        return cls(**_line(proposal), **{name: getattr(proposal, name) for name in same})


class Proposals(Listed[ProposalLine]):
    """A page of what waits for a second person; `next` goes on behind it, None at the end."""


class ProposalsOn(Listed[ProposalView]):
    """A page of the proposals of a kind on a subject, oldest first; `next` is None at the end."""


def _line(proposal: Proposal) -> dict[str, Any]:
    same = ("version", "kind", "subject", "state", "proposed_by", "proposed_at", "reason")
    return {
        "proposal_id": proposal.id,
        "kind_zh": term("approval_kind", proposal.kind).zh,
        "expires_at": told_until(proposal.expires_at),
        "payee": proposal.payee,
        "amount_fen": proposal.amount_fen,
        **{name: getattr(proposal, name) for name in same},
    }
