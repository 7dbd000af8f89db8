"""Whose a buyer is and was."""

from shared.edge.callers.access import STAFF, STOREFRONT
from shared.edge.http.query import AT, instant_asked
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
    query=AT,
)
def read_binding(request: Request[None], buyer: str) -> BuyerView:
    """Read whose a buyer was on a day or at an instant (`at`), and all his bindings."""
    at = instant_asked(request.query, request.ports.clock.now())
    return BuyerView.of(network.buyer_at(request.ports, buyer, at, request.scope), at)
