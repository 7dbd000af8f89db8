"""What a distributor does about being paid."""

from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.pages import ALL_TIME
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.payouts.messages import Payouts, PayoutView, Withdraw, WithdrawalReceipt
from shared.usecases.payouts import payouts
from shared.usecases.payouts.payout_lists import payouts_of
from shared.usecases.reading import require_distributor


@view("POST", "/v1/me/withdrawals", roles=DISTRIBUTOR, zh="申请提现", status=201)
def withdraw(request: Request[Withdraw]) -> WithdrawalReceipt:
    """Reserve available commission and pay it out."""
    amount, me = request.body.amount_fen, request.principal.id
    payout = payouts.request_withdrawal(request.ports, request.command, me, amount)
    return WithdrawalReceipt(payout_id=payout.id, amount_fen=payout.amount_fen)


@view("GET", "/v1/me/withdrawals", roles=DISTRIBUTOR, zh="我的提现列表", query=AFTER)
def list_withdrawals(request: Request[None]) -> Payouts:
    """List my payouts, a settlement's too, so that I find what waits for my confirmation."""
    me = require_distributor(request.ports, request.principal.id).id
    found = payouts_of(request.ports.store, me, place_asked(request.query))
    return Payouts.within(ALL_TIME, found, PayoutView.of)


@view(
    "GET",
    "/v1/me/withdrawals/{payout_id}",
    roles=DISTRIBUTOR,
    own="payout",
    zh="查询提现",
)
def read_withdrawal(request: Request[None], payout_id: str) -> PayoutView:
    """Read one of my payouts and what its transfers wait for."""
    return PayoutView.of(payouts.require_payout(request.ports, payout_id, request.scope))
