"""Whose a buyer is and was."""

from shared.edge.callers.access import STAFF, STOREFRONT
from shared.edge.http.query import AFTER, AT, instant_asked, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.binding_messages import BuyerView
from shared.usecases.network import network


@view(
    "GET",
    "/v1/bindings/{buyer}",
    roles=STOREFRONT | STAFF,
    own="buyer",
    zh="查询客户归属",
    query={**AT, **AFTER},
)
def read_binding(request: Request[None], buyer: str) -> BuyerView:
    """Read whose a buyer was on a day or at an instant (`at`), and all his bindings."""
    query = request.query
    at = instant_asked(query, request.ports.clock.now())
    found = network.buyer_at(request.ports, buyer, at, request.scope, place_asked(query))
    return BuyerView.of(found, at)
