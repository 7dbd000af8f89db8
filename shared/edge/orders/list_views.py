"""Orders, returns and refunds in lists: a storefront's own, all for staff."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, TypeAlias, TypeVar

from shared.domain.day_pointers import Span
from shared.domain.orders.kept_order import Status
from shared.domain.orders.order import Order
from shared.edge.callers.access import STAFF, STOREFRONT
from shared.edge.http.filters import Truth, shop_asked, truth_asked
from shared.edge.http.ownership import scope_of
from shared.edge.http.paths import pattern_of
from shared.edge.http.query import (
    AFTER,
    SPAN,
    USUAL_DAYS,
    Query,
    bounds_of,
    identifier_asked,
    place_asked,
    span_asked,
    wrong_filter,
)
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.orders.list_messages import (
    OrderLine,
    Orders,
    RefundInList,
    Refunds,
    ReturnInList,
    Returns,
)
from shared.ports import Page
from shared.usecases.day_lists import begun_with
from shared.usecases.orders.books import require_order
from shared.usecases.orders.find_orders import WantedOrders, find_orders
from shared.usecases.orders.find_refunds import refunds_by_hand
from shared.usecases.orders.find_returns import WantedReturns, find_returns
from shared.usecases.orders.order_numbers import find_numbered

T = TypeVar("T")
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
    """List orders, the latest first, late ones in each page; 30 days where nothing narrows it."""
    query, now = request.query, request.ports.clock.now()
    wanted = _wanted(request, now)
    found = _known(request, _found(request, wanted, now))
    bounds = bounds_of(query, wanted.span)
    return Orders.within(bounds, found, lambda order: OrderLine.of(order, now))


@view("GET", "/v1/returns", roles=STOREFRONT | STAFF, zh="退换货列表", query=RETURNS)
def list_returns(request: Request[None]) -> Returns:
    """List returns by when they were asked for, the latest first: open ones, or as asked."""
    query, now = request.query, request.ports.clock.now()
    wanted = WantedReturns(
        span=span_asked(query, now),
        storefront=shop_asked(query, request.principal),
        buyer=identifier_asked(query, "buyer"),
        open=truth_asked({"open": "true", **query}, "open"),
    )
    found = _known(request, find_returns(request.ports, wanted, place_asked(query)))
    return Returns.within(bounds_of(query, wanted.span), found, ReturnInList.shown)


@view("GET", "/v1/refunds", roles=STOREFRONT | STAFF, zh="待人工退款列表", query=REFUNDS)
def list_refunds(request: Request[None]) -> Refunds:
    """List the refunds that the channel could not pay back: they wait for somebody's hand."""
    query, shop = request.query, shop_asked(request.query, request.principal)
    found = refunds_by_hand(request.ports, shop, _order_asked(request), place_asked(query))
    return Refunds.shown(_known(request, found), RefundInList.shown)


def _known(request: Request[None], found: Page[T]) -> Page[T]:
    """Give a page; a first one of nothing, only of a storefront that something is known of."""
    shop = request.query.get("storefront")
    if found.items or shop in (None, request.principal.id) or place_asked(request.query):
        return found
    from shared.usecases.events.dealings import has_dealt  # noqa: PLC0415 - few find nothing

    if not has_dealt(request.ports.store, shop):
        raise wrong_filter("storefront", "storefront_unknown", storefront=shop)
    return found


def _order_asked(request: Request[None]) -> str | None:
    """Give the order whose refunds are asked for; one that is not there is no empty list."""
    order = request.query.get("order")
    if order is None:
        return None
    if not pattern_of("order_id").fullmatch(order):
        from shared.edge.http.unknown_ids import unknown_id  # noqa: PLC0415 - few ask so

        raise unknown_id("order_id", order, {})
    return require_order(request.ports.store, order, scope_of("order", request.principal)).id


def _wanted(request: Request[None], now: datetime) -> WantedOrders:
    query, late = request.query, truth_asked(request.query, "late")
    buyer = identifier_asked(query, "buyer")
    return WantedOrders(
        span=_span(query, now, narrow=bool(buyer or late or "order_no" in query)),
        storefront=shop_asked(query, request.principal),
        buyer=buyer,
        status=query.get("state"),
        late=late,
    )


def _span(query: Mapping[str, str], now: datetime, *, narrow: bool) -> Span:
    """Give all time where few orders are looked for, else the last days, as the list began."""
    if narrow:
        return span_asked(query, now)
    return begun_with(span_asked(query, now, days=USUAL_DAYS), place_asked(query))


def _found(request: Request[None], wanted: WantedOrders, now: datetime) -> Page[Order]:
    number = identifier_asked(request.query, "order_no")
    if number is None:
        return find_orders(request.ports, wanted, place_asked(request.query))
    if wanted.storefront is None:
        raise wrong_filter("storefront", "storefront_missing")
    found = find_numbered(request.ports.store, wanted.storefront, number)
    fits = found and wanted.fits(found, now) and wanted.span.holds(found.created_at)
    return Page([found] if found and fits else [], None)
