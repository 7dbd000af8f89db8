"""The distributor's API: his money, the reason of every fen, withdrawals and links."""

import os
from itertools import islice

from shared.bootstrap import WiredPorts
from shared.domain.errors import Refused
from shared.domain.payouts.payouts import Payout
from shared.edge.app import new_app
from shared.edge.award_messages import MyAwards
from shared.edge.distributor_messages import (
    BalanceView,
    Commissions,
    LinkReceipt,
    NewLink,
    Payouts,
    PayoutView,
    Withdraw,
    WithdrawalReceipt,
)
from shared.edge.http import view
from shared.edge.people_messages import UplineView
from shared.edge.query import AFTER
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.awards.manual_awards import awards_of
from shared.usecases.network import links, network
from shared.usecases.orders import statements
from shared.usecases.payouts import payouts
from shared.usecases.payouts.payout_lists import payouts_of
from shared.usecases.periods import period_statements
from shared.usecases.reading import require_distributor

PAGE = 100

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
app = new_app("distributors")


@view(app, "GET", "/v1/me/balance", zh="我的余额")
def read_balance(request: Request[None]) -> BalanceView:
    """Read what I own in every form: pending, available, reserved, paid, owed, held."""
    me = require_distributor(ports, request.principal.id).id
    return BalanceView.of(statements.owned_by(ports, me))


@view(app, "GET", "/v1/me/commissions", zh="我的佣金明细", query=AFTER)
def read_commissions(request: Request[None]) -> Commissions:
    """Read my commissions, oldest first, each explained to the last fraction of a fen."""
    me = require_distributor(ports, request.principal.id).id
    items = statements.commissions_of(ports, me, after=request.query.get("after", ""))
    page = tuple(islice(items, PAGE))
    return Commissions(items=page, next=page[-1].place if len(page) == PAGE else None)


@view(app, "GET", "/v1/me/awards", zh="我的奖励")
def read_awards(request: Request[None]) -> MyAwards:
    """Read what I was given beside orders' commission: for periods, explained, and by hand."""
    me = require_distributor(ports, request.principal.id).id
    periods = period_statements.awards_of_payee(ports, me)
    return MyAwards.of(periods, awards_of(ports.store, me))


@view(app, "POST", "/v1/me/withdrawals", zh="申请提现", status=201)
def withdraw(request: Request[Withdraw]) -> WithdrawalReceipt:
    """Reserve available commission and pay it out."""
    amount = request.body.amount_fen
    payout = payouts.request_withdrawal(ports, request.command, request.principal.id, amount)
    return WithdrawalReceipt(payout_id=payout.id, amount_fen=payout.amount_fen)


@view(app, "GET", "/v1/me/withdrawals", zh="我的提现列表")
def list_withdrawals(request: Request[None]) -> Payouts:
    """List my payouts, a settlement's too, so that I find what waits for my confirmation."""
    me = require_distributor(ports, request.principal.id).id
    return Payouts(items=tuple(PayoutView.of(payout) for payout in payouts_of(ports.store, me)))


@view(app, "GET", "/v1/me/withdrawals/{payout_id}", zh="查询提现")
def read_withdrawal(request: Request[None], payout_id: str) -> PayoutView:
    """Read one of my payouts and what its transfers wait for."""
    payout = ports.store.get(Payout, payout_id)
    if payout is None or payout.payee != request.principal.id:
        raise Refused("unknown_payout", f"there is no payout {payout_id}")
    return PayoutView.of(payout)


@view(app, "GET", "/v1/me/upline", zh="我的上级")
def read_upline(request: Request[None]) -> UplineView:
    """Read who stands above me, and since when."""
    mine = network.relation_of(ports, request.principal.id)
    return UplineView(upline=mine.upline, since=mine.at)


@view(app, "POST", "/v1/me/links", zh="生成推广链接", status=201)
def create_link(request: Request[NewLink | None]) -> LinkReceipt:
    """Make a referral link that binds buyers to me, perhaps with a rate of my own."""
    rate_bp = request.body.rate_bp if request.body else None
    link = links.create_link(ports, request.command, request.principal.id, rate_bp)
    url = f"{settings.public_base_url}/r/{link.code}"
    return LinkReceipt(code=link.code, url=url, rate_bp=link.rate_bp)
