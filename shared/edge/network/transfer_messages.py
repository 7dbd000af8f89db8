"""What is said about transfers to another upline."""

from collections.abc import Sequence
from typing import Self

from pydantic import AwareDatetime

from shared.domain.decisions import Decision, Reason
from shared.domain.network.people import PayeeId
from shared.domain.network.transfers import TransferProposal, TransferState
from shared.domain.records import Value


class NewUpline(Value):
    """Under whom he is to stand, and why."""

    to: PayeeId
    reason: Reason


class ProposalReceipt(Value):
    """The transfer waits for another person's approval."""

    distributor: str
    proposal_id: str
    to: str


class ProposalDecided(Value):
    """The proposal is decided."""

    distributor: str
    proposal_id: str
    state: TransferState


class TransferProposalView(Value):
    """A proposal to move a distributor, and what became of it."""

    distributor: str
    proposal_id: str
    to: str
    state: TransferState
    proposed: Decision
    proposed_at: AwareDatetime
    decided: Decision | None
    decided_at: AwareDatetime | None


class TransferProposals(Value):
    """Proposals, oldest first."""

    items: tuple[TransferProposalView, ...]

    @classmethod
    def of(cls, proposals: Sequence[TransferProposal]) -> Self:
        """Show proposals."""
        same = ("distributor", "to", "state", "proposed", "proposed_at", "decided", "decided_at")
        return cls(
            items=tuple(
                TransferProposalView(
                    proposal_id=each.id, **{name: getattr(each, name) for name in same}
                )
                for each in proposals
            )
        )
