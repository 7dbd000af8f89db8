"""What is kept of money that does not fit, with the order that it changes; closed once it fits."""

from shared.domain.channel.channel import Payment
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import (
    OddNotice,
    Resolution,
    key_of_payment,
    key_of_refund,
    resolved,
)
from shared.domain.odd_notices.reports import given_up, odd_payment, second_payment
from shared.domain.orders import odd_money
from shared.domain.orders.book import OrderBook
from shared.domain.orders.refund_record import Refund
from shared.ports import Lookup, Store
from shared.usecases.orders.channel_commands import command_of


def of_payment(store: Lookup, transaction: str) -> OddNotice | None:
    """Look up what is kept of a payment."""
    return store.get(OddNotice, key_of_payment(transaction))


def keep_in_book(
    book: OrderBook, payment: Payment, refused: Refused, kept: OddNotice | None
) -> None:
    """Keep a payment that does not fit the order of a book, on the order as well."""
    if kept is None:
        book.kept.append(odd_payment(payment, refused, book.occasion))
    odd_money.keep(book, payment, refused.code)


def tell_outcome(book: OrderBook, payment: Payment, kept: OddNotice | None) -> None:
    """Close what is kept of a payment that its order knows now; keep a second one, closed."""
    order = book.order
    taken = order.transaction == payment.transaction_id
    if kept is not None:
        book.kept.append(resolved(kept, "taken" if taken else "paid_back", book.occasion))
    elif order.transaction is not None and not taken:
        book.kept.append(second_payment(payment, book.occasion))


def close_if_settled(book: OrderBook, payment: Payment, kept: OddNotice | None) -> None:
    """Close what is kept of a payment whose fate its order knows; nothing closes undecided money.

    So is closed what was kept too late: refused before its order came, stored after it was paid.
    """
    undecided = {odd.transaction for odd in odd_money.undecided(book.order)}
    if kept is not None and payment.transaction_id not in undecided:
        tell_outcome(book, payment, kept)


def close_in_book(store: Store, book: OrderBook, transaction: str, resolution: Resolution) -> None:
    """Close what is kept of a payment, if anything is, along with what the book changes."""
    notice = of_payment(store, transaction)
    if notice is not None and notice.state == "open":
        book.kept.append(resolved(notice, resolution, book.occasion))


def send_back_undecided(store: Store, book: OrderBook) -> None:
    """Pay back the odd money of an order that nobody can pay any more."""
    for odd in odd_money.undecided(book.order):
        odd_money.send_back(book, odd, command_of(odd.payment(book.order.id)).id)
        close_in_book(store, book, odd.transaction, "paid_back")


def told_of_refund(
    store: Store, before: Refund, after: Refund, occasion: Occasion
) -> list[OddNotice]:
    """Give what is kept of a refund that the channel gave up, or is closed by its success."""
    if after.state == before.state or after.state not in _ENDS:
        return []
    known = store.get(OddNotice, key_of_refund(after.id))
    if after.state != "success":
        return [given_up(after, occasion)] if known is None else []
    way: Resolution = "paid_by_hand" if after.by_hand else "paid_back"
    return [resolved(known, way, occasion)] if known and known.state == "open" else []


_ENDS = frozenset({"abnormal", "closed", "success"})
