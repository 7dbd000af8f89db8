"""Transfers to another upline: proposed by one person and decided by another."""

from shared.edge.approvals.messages import ProposalReceipt, ProposalsOn, ProposalView
from shared.edge.callers.access import OPERATOR, STAFF
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.transfer_messages import NewUpline
from shared.usecases.approvals.proposing import page_of_proposals_on
from shared.usecases.network import transfers
from shared.usecases.reading import require_distributor

_PROPOSALS = "/v1/distributors/{distributor_id}/transfer-proposals"


@view("POST", _PROPOSALS, roles=OPERATOR, zh="申请变更上级", status=201)
def propose_transfer(request: Request[NewUpline], distributor_id: str) -> ProposalReceipt:
    """Propose to put a distributor under another upline."""
    asked, command = request.body, request.command
    decision = request.decision(asked.reason)
    proposal = transfers.propose_transfer(
        request.ports, command, distributor_id, asked.to, decision
    )
    return ProposalReceipt.of(proposal)


@view("GET", _PROPOSALS, roles=STAFF, zh="查询变更上级申请", query=AFTER)
def list_transfers_of(request: Request[None], distributor_id: str) -> ProposalsOn:
    """List all proposals to move a distributor, oldest first."""
    require_distributor(request.ports, distributor_id)
    kind, after = transfers.TRANSFER.name, place_asked(request.query)
    found = page_of_proposals_on(request.ports.store, kind, distributor_id, after)
    return ProposalsOn.shown(found, ProposalView.of)
