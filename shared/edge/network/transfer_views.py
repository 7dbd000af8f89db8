"""Transfers to another upline: proposed by one person and decided by another."""

from typing import Final

from shared.domain.network.transfers import OPEN_TRANSFERS
from shared.edge.callers.access import DECIDERS, OPERATOR, STAFF
from shared.edge.http.because import Because
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.transfer_messages import (
    NewUpline,
    ProposalDecided,
    ProposalReceipt,
    TransferProposals,
)
from shared.usecases.lists import longest_waiting
from shared.usecases.network import transfers
from shared.usecases.reading import require_distributor

MOST_OPEN: Final = 200
"""How many undecided transfers one answer shows; the oldest come first."""

_PROPOSALS = "/v1/distributors/{distributor_id}/transfer-proposals"
_PROPOSAL = f"{_PROPOSALS}/{{proposal_id}}"


@view("POST", _PROPOSALS, roles=OPERATOR, zh="申请变更上级", status=201)
def propose_transfer(request: Request[NewUpline], distributor_id: str) -> ProposalReceipt:
    """Propose to put a distributor under another upline."""
    asked, command = request.body, request.command
    decision = request.decision(asked.reason)
    transfers.propose_transfer(request.ports, command, distributor_id, asked.to, decision)
    return ProposalReceipt(distributor=distributor_id, proposal_id=command.id, to=asked.to)


@view("GET", _PROPOSALS, roles=STAFF, zh="查询变更上级申请")
def list_transfers_of(request: Request[None], distributor_id: str) -> TransferProposals:
    """List all proposals to move a distributor, oldest first."""
    require_distributor(request.ports, distributor_id)
    return TransferProposals.of(transfers.transfers_of(request.ports.store, distributor_id))


@view("GET", "/v1/transfer-proposals", roles=STAFF, zh="待审批的变更上级申请")
def list_open_transfers(request: Request[None]) -> TransferProposals:
    """List the transfers that nobody has decided yet, oldest first."""
    found = longest_waiting(request.ports.store, OPEN_TRANSFERS, "", MOST_OPEN)
    return TransferProposals.of(found)


@view("POST", f"{_PROPOSAL}/approval", roles=DECIDERS, zh="批准变更上级")
def approve_transfer(
    request: Request[Because], distributor_id: str, proposal_id: str
) -> ProposalDecided:
    """Approve a transfer that another person has proposed: it holds from now on."""
    decision = request.decision(request.body.reason)
    transfers.approve_transfer(
        request.ports, request.command, distributor_id, proposal_id, decision
    )
    return ProposalDecided(distributor=distributor_id, proposal_id=proposal_id, state="approved")


@view("POST", f"{_PROPOSAL}/rejection", roles=DECIDERS, zh="驳回变更上级")
def reject_transfer(
    request: Request[Because], distributor_id: str, proposal_id: str
) -> ProposalDecided:
    """Reject a transfer, or take one's own proposal back."""
    decision = request.decision(request.body.reason)
    transfers.reject_transfer(request.ports, request.command, distributor_id, proposal_id, decision)
    return ProposalDecided(distributor=distributor_id, proposal_id=proposal_id, state="rejected")
