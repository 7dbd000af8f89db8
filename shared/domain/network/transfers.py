"""A distributor's move under another upline: proposed by one person, approved by another.

Source: A012, A101; rules.md, People.
"""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.network.people import Distributor
from shared.domain.records import Queue, Record
from shared.domain.times import iso_utc
from shared.domain.two_persons import require_another_person

TransferState = Literal["open", "approved", "rejected"]


class TransferProposal(Record):
    """Somebody wants the distributor under `to`, in the place of his `relation`-th upline."""

    distributor: str
    id: str
    to: str
    relation: int
    proposed: Decision
    proposed_at: AwareDatetime
    state: TransferState = "open"
    decided: Decision | None = None
    decided_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """The proposal's place among the distributor's."""
        return f"{self.distributor}/{self.id}"


def _waits(proposal: TransferProposal) -> tuple[str, str] | None:
    if proposal.state != "open":
        return None
    return "", f"{iso_utc(proposal.proposed_at)}#{proposal.key}"


OPEN_TRANSFERS = Queue("TRANSFERS", TransferProposal, _waits)
"""The transfers that nobody has decided yet, the oldest first."""


def propose(
    distributor: Distributor, proposal: str, to: str, decision: Decision, at: datetime
) -> TransferProposal:
    """Propose a transfer. Errors: illegal_transition where he stands under that upline already."""
    if distributor.upline == to:
        raise Refused("illegal_transition", f"{distributor.id} stands under {to} already")
    return TransferProposal(
        distributor=distributor.id,
        id=proposal,
        to=to,
        relation=distributor.relation,
        proposed=decision,
        proposed_at=at,
    )


def decide(
    proposal: TransferProposal,
    state: Literal["approved", "rejected"],
    decision: Decision,
    at: datetime,
) -> TransferProposal:
    """Decide an open proposal. Errors: illegal_transition; same_person may approve nothing."""
    if proposal.state != "open":
        raise Refused("illegal_transition", f"the proposal was {proposal.state} already")
    if state == "approved":
        require_another_person(proposal.proposed.by, decision.by)
    return proposal.model_copy(update={"state": state, "decided": decision, "decided_at": at})


def require_unmoved(proposal: TransferProposal, distributor: Distributor) -> None:
    """Refuse with illegal_transition a proposal that another transfer has overtaken."""
    if proposal.relation != distributor.relation:
        raise Refused(
            "illegal_transition",
            f"the upline of {distributor.id} has changed since; propose the transfer anew",
        )
