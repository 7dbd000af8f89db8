"""Let an order be found whose changes never reached whoever follows the table's stream."""

from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of, pointers_of_new
from shared.ports import Store
from shared.usecases.orders.lay_pending import lay_pending


def lay_missing(store: Store, order: Order) -> None:
    """Lay a paid order's pointers if one of them is missing, and what is pending as it is now.

    They are laid together: where the first of them is, all of them are. An unpaid order, which the
    sweeper takes every few minutes, promises nothing yet.
    """
    of_paid = list(pointers_of(order))
    if not of_paid:
        return
    if store.get(type(of_paid[0]), of_paid[0].key) is None:
        store.point([*pointers_of_new(order), *of_paid])
    lay_pending(store, order.id)
