"""What a distributor may know of his money."""

from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.ledger.messages import BalanceView, Commissions, CommissionView
from shared.usecases.orders.owning import owned_by
from shared.usecases.orders.statements import commissions_of
from shared.usecases.reading import require_distributor


@view("GET", "/v1/me/balance", roles=DISTRIBUTOR, zh="我的余额")
def read_balance(request: Request[None]) -> BalanceView:
    """Read what I own in every form: pending, available, reserved, paid, owed, held."""
    me = require_distributor(request.ports, request.principal.id).id
    return BalanceView.of(owned_by(request.ports, me))


@view("GET", "/v1/me/commissions", roles=DISTRIBUTOR, zh="我的佣金明细", query=AFTER)
def read_commissions(request: Request[None]) -> Commissions:
    """Read my commissions, oldest first, each explained to the last fraction of a fen."""
    me = require_distributor(request.ports, request.principal.id).id
    page = commissions_of(request.ports, me, after=place_asked(request.query))
    return Commissions.shown(page, CommissionView.of)
