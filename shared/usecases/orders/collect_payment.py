"""Collect an order's money: give the buyer something to pay with, ask whether he has, end it.

What is asked of the channel is stored first: a code that it may know is always asked about.
"""

from collections.abc import Callable, Collection, Iterable

from shared.domain.channel.channel import ChannelUnavailable, PaymentIntent, PaymentRequest
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.commands import BY_TIME
from shared.domain.errors import Busy
from shared.domain.orders.next_step import next_step
from shared.domain.orders.order import Order
from shared.domain.orders.payment import expire, require_payable
from shared.domain.orders.payment_codes import asked, close, numbers, outdated, payable
from shared.domain.ownership import ALL, Scope
from shared.ports import Conflict, Ports
from shared.usecases.orders.books import open_book, require_order, store_book
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
    order = retried(lambda: _noted(ports, order_id, terms, scope))
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


def look_for_payment(ports: Ports, order_id: str) -> Order:
    """Ask the channel whether an order was paid by a code that is out.

    When that was is stored first: a channel that does not answer is asked as seldom as any other.
    """
    to_ask_about = retried(lambda: _to_ask_about(ports, order_id))
    _each(to_ask_about, lambda number: _look(ports, number))
    return require_order(ports.store, order_id)


def expire_unpaid(ports: Ports, order: Order) -> Order:
    """Let an order expire that nobody has paid, once nobody can any more.

    Who paid meanwhile is found so; money that does not fit goes back.
    """
    close_codes(ports, order)
    return retried(lambda: _expired(ports, order.id))


def close_codes(ports: Ports, order: Order) -> None:
    """Let nobody pay any more by what the buyer was given; take in what was paid meanwhile."""
    _close(ports, order.id, numbers(order.payment_codes, order.id))


def _close(ports: Ports, order_id: str, at_channel: Iterable[str]) -> None:
    closed: list[str] = []

    def close_one(number: str) -> None:
        if _is_closed(ports, number):
            closed.append(number)

    try:
        _each(at_channel, close_one)
    finally:
        if closed:
            retried(lambda: _mark_closed(ports, order_id, closed))


def _each(at_channel: Iterable[str], act: Callable[[str], None]) -> None:
    """Act on every number, and only then tell that the channel did not answer about one."""
    unanswered: list[ChannelUnavailable] = []
    for number in at_channel:
        try:
            act(number)
        except ChannelUnavailable as error:
            unanswered.append(error)
    if unanswered:
        raise unanswered[0]


def _look(ports: Ports, number: str) -> None:
    payment = ports.channel.query_payment(number)
    if payment is not None:
        confirm_payment(ports, payment)


def _is_closed(ports: Ports, number: str) -> bool:
    if ports.channel.close_payment(number) == "closed":
        return True
    payment = ports.channel.query_payment(number)
    if payment is None:
        raise ChannelUnavailable(f"the channel calls {number} paid and knows no payment")
    confirm_payment(ports, payment)
    return False


def _mark_closed(ports: Ports, order_id: str, closed: Collection[str]) -> None:
    order = require_order(ports.store, order_id)
    codes = close(order.payment_codes, closed)
    if order.status == "created" and codes != order.payment_codes:
        _waiting(ports, order.changed(payment_codes=codes))


def _require_open(ports: Ports, order_id: str, number: str) -> None:
    """Let nobody pay by what is not the last, or was closed before the channel knew of it.

    Errors: `Busy`.
    """
    order = require_order(ports.store, order_id)
    if number not in numbers(order.payment_codes, order_id)[-1:]:
        _close(ports, order_id, [number])
        _payable(ports, order_id)
        raise Busy("another way to pay was asked for meanwhile; ask again for the one to use")


def _noted(ports: Ports, order_id: str, terms: PaymentTerms, scope: Scope) -> Order:
    order = _payable(ports, order_id, scope)
    if old := outdated(order.payment_codes, terms):
        _close(ports, order_id, old)
        order = _payable(ports, order_id, scope)
        if outdated(order.payment_codes, terms):
            raise Conflict("another way to pay was noted while the old ones were closed")
    now = ports.clock.now()
    codes = asked(order.payment_codes, order.id, terms, now)
    if codes == order.payment_codes:
        return order
    looked_at = order.payment_looked_at if payable(order.payment_codes, now) else now
    return _waiting(ports, order.changed(payment_codes=codes, payment_looked_at=looked_at))


def _to_ask_about(ports: Ports, order_id: str) -> list[str]:
    """Give the numbers to ask about now, once that is stored; none where somebody was quicker."""
    order, now = require_order(ports.store, order_id), ports.clock.now()
    if order.status != "created" or order.due_at > now:
        return []
    since = order.payment_looked_at or order.created_at
    _waiting(ports, order.changed(payment_looked_at=now))
    return [code.number for code in payable(order.payment_codes, since)]


def _waiting(ports: Ports, order: Order) -> Order:
    waiting = order.changed(**order.waits(*next_step(order)))
    ports.store.commit([waiting])
    return waiting


def _expired(ports: Ports, order_id: str) -> Order:
    order = require_order(ports.store, order_id)
    book = open_book(ports, order, BY_TIME)
    if order.status == "created":
        expire(book)
        with book.brought_about_by(BY_TIME):
            send_back_undecided(ports.store, book)
    return store_book(ports, order, book)


def _payable(ports: Ports, order_id: str, scope: Scope = ALL) -> Order:
    """Load an order that somebody may pay. Errors: unknown_order, illegal_transition."""
    order = require_order(ports.store, order_id, scope)
    require_payable(order, ports.clock.now())
    return order
