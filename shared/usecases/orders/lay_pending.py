"""Keep what payees are promised where each finds it, as orders change."""

from collections.abc import Iterable

from shared.domain.orders.order import Order
from shared.domain.orders.pending_pointers import PendingOf, pending_of
from shared.ports import Store


def follow_pending(store: Store, before: Order | None, now: Order) -> None:
    """Lay or remove what an order promises, where a change of it moved sums, or put them off.

    That it comes earlier than was said is no reason to write: `by` is the latest date. Whoever
    follows the stream need not look again: if the order went on meanwhile, that comes as well.
    """
    known = {each.payee: each for each in pending_of(before)} if before else {}
    promised = list(pending_of(now))
    if any(differs(known.get(each.payee), each) for each in promised):
        _lay(store, promised)


def lay_pending(store: Store, order_id: str) -> None:
    """Let the pointers say what an order promises now.

    Two that follow the same order may overtake each other: whoever has written looks whether the
    order is still as he wrote, so that the last of them leaves what is true.
    """
    order = store.get(Order, order_id)
    while order is not None:
        _lay(store, list(pending_of(order)))
        written, order = order.version, store.get(Order, order_id)
        if order is not None and order.version == written:
            return


def _lay(store: Store, now: Iterable[PendingOf]) -> None:
    """Write pointers, but for those that say rightly what is pending."""
    laid = store.get_all(PendingOf, [each.key for each in now], exact=True)
    known = {each.key: each for each in laid}
    store.point(each for each in now if differs(known.get(each.key), each))


def differs(known: PendingOf | None, now: PendingOf) -> bool:
    """Tell whether what was said of a promise is to be said anew."""
    if known is None or known.is_over or now.is_over:
        return (known is None or known.is_over) != now.is_over
    put_off = now.by is not None and (known.by is None or now.by > known.by)
    return known.fen != now.fen or put_off
