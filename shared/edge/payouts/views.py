"""What staff may know of payouts, and what finance does about those that failed."""

from typing import Final

from shared.domain.identifiers import PeriodName
from shared.domain.network.people import PayeeId
from shared.domain.payouts.payouts import PayoutState
from shared.edge.approvals.messages import ProposalReceipt
from shared.edge.callers.access import FINANCE, STAFF
from shared.edge.http.because import Because
from shared.edge.http.filters import Truth, truth_asked
from shared.edge.http.query import AFTER, SPAN, Query, bounds_of, place_asked, span_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.payouts.messages import InquiryReceipt, Payouts, PayoutView
from shared.usecases.payouts import payouts, retry_payout
from shared.usecases.payouts.find_payouts import WantedPayouts, find_payouts

PAYOUTS: Final[Query] = {
    "state": PayoutState,
    "waiting": Truth,
    "payee": PayeeId,
    "period": PeriodName,
    **SPAN,
    **AFTER,
}


@view("GET", "/v1/payouts", roles=STAFF, zh="打款列表", query=PAYOUTS)
def list_payouts(request: Request[None]) -> Payouts:
    """List payouts, the latest first; to be approved or withheld, in each page."""
    query = request.query
    state, payee, period = (query.get(name) for name in ("state", "payee", "period"))
    span = span_asked(query, request.ports.clock.now())
    wanted = WantedPayouts(span, state, payee, period, truth_asked(query, "waiting"))
    found = find_payouts(request.ports, wanted, place_asked(query))
    return Payouts.within(bounds_of(query, span), found, PayoutView.of)


@view("GET", "/v1/payouts/{payout_id}", roles=STAFF, zh="查询打款")
def read_payout(request: Request[None], payout_id: str) -> PayoutView:
    """Read a payout and its transfers."""
    return PayoutView.of(payouts.require_payout(request.ports, payout_id))


@view("POST", "/v1/payouts/{payout_id}/retry", roles=FINANCE, zh="申请重打", status=201)
def propose_retry(request: Request[Because], payout_id: str) -> ProposalReceipt:
    """Propose to pay again what failed for good; another person of finance has to approve it."""
    decision = request.decision(request.body.reason)
    proposal = retry_payout.propose_retry(request.ports, request.command, payout_id, decision)
    return ProposalReceipt.of(proposal)


@view("POST", "/v1/payouts/{payout_id}/inquiry", roles=FINANCE, zh="立即查询打款结果", status=201)
def ask_channel(request: Request[Because], payout_id: str) -> InquiryReceipt:
    """Have the channel asked now about a payout without a clear answer; nothing is sent anew."""
    command, reason = request.command, request.body.reason
    retry_payout.ask_channel(request.ports, command, payout_id, reason)
    return InquiryReceipt(payout_id=payout_id)
