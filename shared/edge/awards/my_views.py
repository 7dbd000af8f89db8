"""What a distributor was given beside the commission of orders."""

from shared.edge.awards.messages import MyAwards
from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.awards.my_awards import my_awards
from shared.usecases.reading import require_distributor


@view("GET", "/v1/me/awards", roles=DISTRIBUTOR, zh="我的奖励", query=AFTER)
def read_awards(request: Request[None]) -> MyAwards:
    """Read what I was given beside orders' commission: for periods, explained, then by hand."""
    me = require_distributor(request.ports, request.principal.id).id
    return MyAwards.of(my_awards(request.ports, me, place_asked(request.query)))
