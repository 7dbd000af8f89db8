"""Collect an order's money: give the buyer something to pay with, ask whether he has, end it.

What is asked of the channel is stored first: a code that it may know is always asked about.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.domain.channel.channel import PaymentIntent, PaymentRequest
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.commands import BY_TIME
from shared.domain.errors import Busy
from shared.domain.orders.order import Order
from shared.domain.orders.payment import expire, require_payable
from shared.domain.orders.payment_codes import asked, numbers, outdated, payable
from shared.domain.ownership import Scope
from shared.ports import Conflict, Ports
from shared.usecases.orders.books import open_book, require_order, store_book
from shared.usecases.orders.close_codes import (
    close_codes,
    close_some,
    current_of,
    each_at_channel,
    store_waiting,
)
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.odd_money import send_back_undecided
from shared.usecases.retrying import retried


def request_payment(
    ports: Ports, order_id: str, terms: PaymentTerms, scope: Scope
) -> PaymentIntent:
    """Let the channel collect what is due until the order expires; earlier codes are closed first.

    Errors: unknown_order, illegal_transition, invalid for one code too many, `Busy` where other
    terms were asked for meanwhile.
    """
    order = retried(lambda: _noted(ports, require_order(ports.store, order_id, scope), terms))
    number = order.payment_codes[-1].number
    intent = ports.channel.request_payment(
        PaymentRequest(
            order_id=order.id,
            number=None if number == order.id else number,
            amount_fen=order.due_fen,
            description=f"Order {order.id}",
            expires_at=order.expires_at,
            terms=terms,
        )
    )
    _require_open(ports, order_id, number)
    return intent


def look_for_payment(ports: Ports, order: Order) -> Order:
    """Ask the channel whether an order that was just read was paid by a code that is out.

    When that was is stored first: a channel that does not answer is asked as seldom as any other.
    """
    current = current_of(ports, order)
    asking = retried(lambda: _asking(ports, current()))
    paid: list[Order] = []
    each_at_channel(asking.numbers, lambda number: paid.extend(_look(ports, number)))
    return paid[-1] if paid else asking.order


def expire_unpaid(ports: Ports, order: Order) -> Order:
    """Let an order expire that was just read and that nobody has paid, once nobody can any more.

    Who paid meanwhile is found so; money that does not fit goes back.
    """
    current = current_of(ports, close_codes(ports, order))
    return retried(lambda: _expired(ports, current()))


def _look(ports: Ports, number: str) -> Iterator[Order]:
    payment = ports.channel.query_payment(number)
    if payment is not None:
        yield confirm_payment(ports, payment)


def _require_open(ports: Ports, order_id: str, number: str) -> None:
    """Let nobody pay by what is not the last, or was closed before the channel knew of it.

    Errors: `Busy`.
    """
    order = require_order(ports.store, order_id)
    if number not in numbers(order.payment_codes, order_id)[-1:]:
        require_payable(close_some(ports, order, [number]), ports.clock.now())
        raise Busy("another way to pay was asked for meanwhile; ask again for the one to use")


def _noted(ports: Ports, order: Order, terms: PaymentTerms) -> Order:
    now = ports.clock.now()
    require_payable(order, now)
    if old := outdated(order.payment_codes, terms):
        order = close_some(ports, order, old)
        require_payable(order, now)
        if outdated(order.payment_codes, terms):
            raise Conflict("another way to pay was noted while the old ones were closed")
    codes = asked(order.payment_codes, order.id, terms, now)
    if codes == order.payment_codes:
        return order
    looked_at = order.payment_looked_at if payable(order.payment_codes, now) else now
    return store_waiting(ports, order.changed(payment_codes=codes, payment_looked_at=looked_at))


class _Asking(NamedTuple):
    """The numbers to ask about now, and the order in which that is stored."""

    numbers: Sequence[str]
    order: Order


def _asking(ports: Ports, order: Order) -> _Asking:
    """Say what to ask about now, once that is stored: nothing where somebody was quicker."""
    now = ports.clock.now()
    if order.status != "created" or order.due_at > now:
        return _Asking((), order)
    since = order.payment_looked_at or order.created_at
    looking = store_waiting(ports, order.changed(payment_looked_at=now))
    return _Asking([code.number for code in payable(order.payment_codes, since)], looking)


def _expired(ports: Ports, order: Order) -> Order:
    book = open_book(ports, order, BY_TIME)
    if order.status == "created":
        expire(book)
        with book.brought_about_by(BY_TIME):
            send_back_undecided(ports.store, book)
    return store_book(ports, order, book)
