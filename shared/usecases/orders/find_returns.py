"""Find returns by the day on which they were asked for, latest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shared.domain.day_pointers import Span
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import AskedOn
from shared.domain.orders.return_items import Return
from shared.ports import Page, Ports, Store
from shared.usecases.day_lists import latest_of_days
from shared.usecases.lists import as_wanted


class OrderReturn(NamedTuple):
    """A return, and the order that it belongs to."""

    order: Order
    case: Return


@dataclass(frozen=True)
class WantedReturns:
    """Which returns somebody looks for; what is None does not matter."""

    span: Span
    storefront: str | None = None
    buyer: str | None = None
    open: bool | None = True

    def fits(self, found: OrderReturn) -> bool:
        """Tell whether it is one of them."""
        return as_wanted(
            (self.storefront, found.order.storefront),
            (self.buyer, found.order.buyer),
            (self.open, found.case.open),
        )


def find_returns(ports: Ports, wanted: WantedReturns, after: str = "") -> Page[OrderReturn]:
    """Find returns, on from a place; a page looks at 200 at the most. Errors: invalid."""
    pointers = latest_of_days(ports.store, AskedOn, wanted.span, after)
    found = _led_to(ports.store, [pointer.target.split("/") for pointer in pointers.items])
    return Page([each for each in found if wanted.fits(each)], pointers.next)


def _led_to(store: Store, keys: Sequence[Sequence[str]]) -> Iterator[OrderReturn]:
    ids = dict.fromkeys(order_id for order_id, _ in keys)
    orders = {order.id: order for order in store.get_all(Order, ids, exact=True)}
    for order_id, return_id in keys:
        for case in orders[order_id].returns:
            if case.id == return_id:
                yield OrderReturn(orders[order_id], case)
