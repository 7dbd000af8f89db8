"""Orders, returns and refunds in lists: a storefront's own, all for staff."""

from collections.abc import Mapping
from typing import Final, get_args

from shared.domain.orders.order import Order, Status
from shared.edge.callers.access import STAFF, STOREFRONT
from shared.edge.http.filters import YES_OR_NO, OneOf, shop_asked, truth_asked, wrong_filter
from shared.edge.http.query import AFTER, SPAN, identifier_asked, place_asked, span_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.orders.list_messages import Orders, Refunds, Returns
from shared.ports import Page
from shared.usecases.orders.find_orders import WantedOrders, find_orders
from shared.usecases.orders.find_refunds import refunds_by_hand
from shared.usecases.orders.find_returns import WantedReturns, find_returns
from shared.usecases.orders.order_numbers import find_numbered

SHOP: Final[Mapping[str, str]] = {"storefront": "Which storefront's; a storefront has its own."}

ORDERS: Final[Mapping[str, str]] = {
    "order_no": "The shop's own number; staff say the `storefront`, too.",
    "buyer": "Whose orders, by the buyer's id; of all times where `from` is left out.",
    "state": OneOf("The order's `status`.", get_args(Status)),
    "late": OneOf("Whether its shipment is awaited though its deadline has passed.", YES_OR_NO),
    **SHOP,
    **SPAN,
    **AFTER,
}


RETURNS: Final[Mapping[str, str]] = {
    "buyer": "Whose returns, by the buyer's id.",
    "open": OneOf(
        "Whether anything of it is still to be decided or done; left out, only such are listed.",
        (*YES_OR_NO, "any"),
    ),
    **SHOP,
    **SPAN,
    **AFTER,
}

REFUNDS: Final[Mapping[str, str]] = {"order": "Of which order, by its id.", **SHOP, **AFTER}


@view("GET", "/v1/orders", roles=STOREFRONT | STAFF, zh="订单列表", query=ORDERS)
def list_orders(request: Request[None]) -> Orders:
    """List orders, the latest first: of the last 30 days, or as asked for."""
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
