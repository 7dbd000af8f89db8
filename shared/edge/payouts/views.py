"""What finance does with payouts."""

from shared.edge.callers.access import FINANCE, STAFF
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.payouts.messages import ApprovalReceipt, PayoutView
from shared.usecases.payouts import payouts


@view("GET", "/v1/payouts/{payout_id}", roles=STAFF, zh="查询打款")
def read_payout(request: Request[None], payout_id: str) -> PayoutView:
    """Read a payout and its transfers."""
    return PayoutView.of(payouts.require_payout(request.ports, payout_id))


@view("POST", "/v1/payouts/{payout_id}/approval", roles=FINANCE, zh="审批打款")
def approve_payout(request: Request[None], payout_id: str) -> ApprovalReceipt:
    """Approve a payout that waits for review: it is sent."""
    payouts.approve_payout(request.ports, request.command, payout_id, by=request.principal.id)
    return ApprovalReceipt(approved=payout_id)
