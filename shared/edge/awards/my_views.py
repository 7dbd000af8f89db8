"""What a distributor was given beside the commission of orders."""

from shared.edge.awards.messages import MyAwards
from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.awards.manual_awards import awards_of
from shared.usecases.periods import period_statements
from shared.usecases.reading import require_distributor


@view("GET", "/v1/me/awards", roles=DISTRIBUTOR, zh="我的奖励")
def read_awards(request: Request[None]) -> MyAwards:
    """Read what I was given beside orders' commission: for periods, explained, and by hand."""
    me = require_distributor(request.ports, request.principal.id).id
    periods = period_statements.awards_of_payee(request.ports, me)
    return MyAwards.of(periods, awards_of(request.ports.store, me))
