"""The distributor's API: his money, the reason of every fen, withdrawals and links."""

import os
from itertools import islice

from shared.bootstrap import WiredPorts
from shared.domain.errors import Refused
from shared.domain.payouts import Payout
from shared.edge.app import new_app
from shared.edge.distributor_messages import (
    BalanceView,
    Commissions,
    LinkReceipt,
    Payouts,
    PayoutView,
    Withdraw,
    WithdrawalReceipt,
)
from shared.edge.http import view
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases import bind, payouts, statements

PAGE = 100

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
app = new_app("distributors")


@view(app, "GET", "/v1/me/balance", zh="我的余额")
def read_balance(request: Request[None]) -> BalanceView:
    """Read what I own: pending, available, reserved, paid, owed, held."""
    me = bind.require_distributor(ports, request.principal.id).id
    return BalanceView.of(*statements.balance_of(ports, me))


@view(app, "GET", "/v1/me/commissions", zh="我的佣金明细")
def read_commissions(request: Request[None]) -> Commissions:
    """Read my commissions, oldest first, each explained to the last fraction of a fen."""
    me = bind.require_distributor(ports, request.principal.id).id
    items = statements.commissions_of(ports, me, after=request.query.get("after", ""))
    page = tuple(islice(items, PAGE))
    return Commissions(items=page, next=page[-1].place if len(page) == PAGE else None)


@view(app, "POST", "/v1/me/withdrawals", zh="申请提现", status=201)
def withdraw(request: Request[Withdraw]) -> WithdrawalReceipt:
    """Reserve available commission and pay it out."""
    amount = request.body.amount_fen
    payout = payouts.request_withdrawal(ports, request.command, request.principal.id, amount)
    return WithdrawalReceipt(payout_id=payout.id, amount_fen=payout.amount_fen)


@view(app, "GET", "/v1/me/withdrawals", zh="我的提现列表")
def list_withdrawals(request: Request[None]) -> Payouts:
    """List my payouts, a settlement's too, so that I find what waits for my confirmation."""
    me = bind.require_distributor(ports, request.principal.id).id
    return Payouts(items=tuple(PayoutView.of(payout) for payout in ports.store.payouts_of(me)))


@view(app, "GET", "/v1/me/withdrawals/{payout_id}", zh="查询提现")
def read_withdrawal(request: Request[None], payout_id: str) -> PayoutView:
    """Read one of my payouts and what its transfers wait for."""
    payout = ports.store.get(Payout, payout_id)
    if payout is None or payout.payee != request.principal.id:
        raise Refused("unknown_payout", f"there is no payout {payout_id}")
    return PayoutView.of(payout)


@view(app, "POST", "/v1/me/links", zh="生成推广链接", status=201)
def create_link(request: Request[None]) -> LinkReceipt:
    """Make a referral link that binds buyers to me."""
    referral = bind.create_code(ports, request.command, request.principal.id)
    return LinkReceipt(code=referral.code, url=f"{settings.public_base_url}/r/{referral.code}")
