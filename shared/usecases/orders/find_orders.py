"""Find orders by what a shop knows of them, the latest first; of late ones, in each page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.domain.day_pointers import Span
from shared.domain.keys import part
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import BoughtBy, PlacedOn, SoldBy
from shared.ports import Page, Ports, Store
from shared.usecases.day_lists import latest_of, latest_of_days, stuck_of
from shared.usecases.lists import as_wanted, fitting


@dataclass(frozen=True)
class WantedOrders:
    """Which orders somebody looks for; what is None does not matter."""

    span: Span
    storefront: str | None = None
    buyer: str | None = None
    status: str | None = None
    late: bool | None = None

    def fits(self, order: Order, now: datetime) -> bool:
        """Tell whether it is one of them; the lists were read by time already."""
        return as_wanted(
            (self.storefront, order.storefront),
            (self.buyer, order.buyer),
            (self.status, order.status),
            (self.late, order.is_late(now)),
        )


def find_orders(ports: Ports, wanted: WantedOrders, after: str = "") -> Page[Order]:
    """Find orders, on from a place; a page looks at 200 at the most. Errors: invalid."""
    now = ports.clock.now()

    def fits(order: Order) -> bool:
        return wanted.fits(order, now)

    if wanted.buyer is not None:
        return _of_buyer(ports.store, wanted.buyer, wanted.span, after, fits)
    if wanted.late:
        return _late(ports.store, wanted.span, after, fits)
    return _of_days(ports.store, wanted, after, fits)


def _of_buyer(
    store: Store, buyer: str, span: Span, after: str, fits: Callable[[Order], bool]
) -> Page[Order]:
    pointers = latest_of(store, BoughtBy, part(buyer), span, after)
    return fitting(store, Order, pointers, fits)


def _late(store: Store, span: Span, after: str, fits: Callable[[Order], bool]) -> Page[Order]:
    """Find what nobody has shipped in time: no deadline of such an order is left."""

    def late(order: Order) -> bool:
        return fits(order) and span.holds(order.created_at)

    return stuck_of(store, Order, after, late, lambda order: order.created_at)


def _of_days(
    store: Store, wanted: WantedOrders, after: str, fits: Callable[[Order], bool]
) -> Page[Order]:
    if wanted.storefront is None:
        return fitting(store, Order, latest_of_days(store, PlacedOn, wanted.span, after), fits)
    under = f"{part(wanted.storefront)}/"
    return fitting(store, Order, latest_of_days(store, SoldBy, wanted.span, after, under), fits)
