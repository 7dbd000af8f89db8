"""What staff may know of payouts."""

from shared.edge.callers.access import STAFF
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.payouts.messages import PayoutView
from shared.usecases.payouts import payouts


@view("GET", "/v1/payouts/{payout_id}", roles=STAFF, zh="查询打款")
def read_payout(request: Request[None], payout_id: str) -> PayoutView:
    """Read a payout and its transfers."""
    return PayoutView.of(payouts.require_payout(request.ports, payout_id))
