"""Find an order by the number that its shop gave it."""

from shared.domain.identifiers import Identifier
from shared.domain.orders.order import Order
from shared.domain.orders.order_numbers import numbered
from shared.ports import Lookup


def find_numbered(store: Lookup, storefront: str, order_no: Identifier) -> Order | None:
    """Give the order that bears a number at a storefront, or None."""
    return store.get(Order, numbered(storefront, order_no))
