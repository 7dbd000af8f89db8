"""Orders, returns and refunds in lists: a storefront's own, all for staff."""

from typing import Final, Literal, TypeAlias

from shared.domain.orders.kept_order import Status
from shared.domain.orders.order import Order
from shared.edge.callers.access import STAFF, STOREFRONT
from shared.edge.http.filters import Truth, shop_asked, truth_asked
from shared.edge.http.query import (
    AFTER,
    SPAN,
    Query,
    identifier_asked,
    place_asked,
    span_asked,
    wrong_filter,
)
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.orders.list_messages import Orders, Refunds, Returns
from shared.ports import Page
from shared.usecases.orders.find_orders import WantedOrders, find_orders
from shared.usecases.orders.find_refunds import refunds_by_hand
from shared.usecases.orders.find_returns import WantedReturns, find_returns
from shared.usecases.orders.order_numbers import find_numbered

Openness: TypeAlias = Literal["true", "false", "any"]

ORDERS: Final[Query] = {
    "order_no": str,
    "buyer": str,
    "state": Status,
    "late": Truth,
    "storefront": str,
    **SPAN,
    **AFTER,
}

RETURNS: Final[Query] = {"buyer": str, "open": Openness, "storefront": str, **SPAN, **AFTER}

REFUNDS: Final[Query] = {"order": str, "storefront": str, **AFTER}


@view("GET", "/v1/orders", roles=STOREFRONT | STAFF, zh="订单列表", query=ORDERS)
def list_orders(request: Request[None]) -> Orders:
    """List orders, the latest first (late ones in each page): of the last 30 days, or as asked."""
    return Orders.of(_found(request), request.ports.clock.now())


@view("GET", "/v1/returns", roles=STOREFRONT | STAFF, zh="退换货列表", query=RETURNS)
def list_returns(request: Request[None]) -> Returns:
    """List open returns, the latest first: asked for in the last 30 days, or as asked for."""
    query, now = request.query, request.ports.clock.now()
    wanted = WantedReturns(
        span=span_asked(query, now),
        storefront=shop_asked(query, request.principal),
        buyer=identifier_asked(query, "buyer"),
        open=truth_asked({"open": "true", **query}, "open"),
    )
    return Returns.of(find_returns(request.ports, wanted, place_asked(query)))


@view("GET", "/v1/refunds", roles=STOREFRONT | STAFF, zh="待人工退款列表", query=REFUNDS)
def list_refunds(request: Request[None]) -> Refunds:
    """List the refunds that the channel could not pay back: they wait for somebody's hand."""
    query, shop = request.query, shop_asked(request.query, request.principal)
    found = refunds_by_hand(request.ports, shop, query.get("order"), place_asked(query))
    return Refunds.of(found)


def _found(request: Request[None]) -> Page[Order]:
    query, now = request.query, request.ports.clock.now()
    storefront, number = shop_asked(query, request.principal), identifier_asked(query, "order_no")
    buyer, late = identifier_asked(query, "buyer"), truth_asked(query, "late")
    wanted = WantedOrders(
        span=span_asked(query, now, whole=bool(buyer or late or number)),
        storefront=storefront,
        buyer=buyer,
        status=query.get("state"),
        late=late,
    )
    if number is None:
        return find_orders(request.ports, wanted, place_asked(query))
    if storefront is None:
        raise wrong_filter("order_no", "storefront_too")
    found = find_numbered(request.ports.store, storefront, number)
    fits = found and wanted.fits(found, now) and wanted.span.holds(found.created_at)
    return Page([found] if found and fits else [], None)
