"""Let orders be found whose changes never reached whoever follows the table's stream."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of, pointers_of_new
from shared.domain.orders.pending_pointers import PendingOf, pending_of
from shared.domain.records import Pointer
from shared.ports import Store
from shared.usecases.orders.lay_pending import differs, lay_pending


def lay_missing(store: Store, orders: Sequence[Order]) -> None:
    """Lay the pointers of paid orders that miss one, and what is pending where it is said wrongly.

    They are laid together: where the first of them is, all of them are. An unpaid order, which the
    sweeper takes every few minutes, promises nothing yet.
    """
    paid = [each for each in orders if each.paid_at is not None]
    for order in _not_found(store, paid):
        store.point([*pointers_of_new(order), *pointers_of(order)])
    _lay_pending(store, paid)


def _not_found(store: Store, orders: Sequence[Order]) -> Iterator[Order]:
    firsts = {each.id: next(pointers_of(each)) for each in orders}
    keys = defaultdict[type[Pointer], list[str]](list)
    for first in firsts.values():
        keys[type(first)].append(first.key)
    laid = {each.key for kind, those in keys.items() for each in store.get_all(kind, those)}
    return (each for each in orders if firsts[each.id].key not in laid)


def _lay_pending(store: Store, orders: Sequence[Order]) -> None:
    """Let the pointers say what the orders promise, and look whether one went on meanwhile."""
    keys = (each.key for order in orders for each in pending_of(order))
    laid = {each.key: each for each in store.get_all(PendingOf, keys)}
    wrong = {
        order.id: order.version
        for order in orders
        if any(differs(laid.get(each.key), each) for each in pending_of(order))
    }
    for order in orders:
        if order.id in wrong:
            store.point(e for e in pending_of(order) if differs(laid.get(e.key), e))
    for order in store.get_all(Order, wrong, exact=True):
        if order.version != wrong[order.id]:
            lay_pending(store, order.id)
