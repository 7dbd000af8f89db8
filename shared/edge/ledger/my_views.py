"""What a distributor may know of his money."""

from itertools import islice

from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.ledger.messages import BalanceView, Commissions, CommissionView
from shared.ports import PAGE, Page
from shared.usecases.orders import statements
from shared.usecases.reading import require_distributor


@view("GET", "/v1/me/balance", roles=DISTRIBUTOR, zh="我的余额")
def read_balance(request: Request[None]) -> BalanceView:
    """Read what I own in every form: pending, available, reserved, paid, owed, held."""
    me = require_distributor(request.ports, request.principal.id).id
    return BalanceView.of(statements.owned_by(request.ports, me))


@view("GET", "/v1/me/commissions", roles=DISTRIBUTOR, zh="我的佣金明细", query=AFTER)
def read_commissions(request: Request[None]) -> Commissions:
    """Read my commissions, oldest first, each explained to the last fraction of a fen."""
    me = require_distributor(request.ports, request.principal.id).id
    items = statements.commissions_of(request.ports, me, after=place_asked(request.query))
    page = tuple(islice(items, PAGE))
    following = page[-1].place if len(page) == PAGE else None
    return Commissions.shown(Page(page, following), CommissionView.of)
