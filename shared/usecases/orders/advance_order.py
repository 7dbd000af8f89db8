"""Let everything that is due for an order happen: the one command behind machine and sweeper."""

from shared.domain.channel.channel import ChannelUnavailable
from shared.domain.commands import BY_TIME
from shared.domain.orders.fulfilment import expire
from shared.domain.orders.next_step import PAYMENT, lapse_until
from shared.domain.orders.order import Order
from shared.ports import Ports
from shared.usecases.orders.books import open_book, require_order, store_book
from shared.usecases.orders.confirm_payment import confirm_payment, send_back_payment
from shared.usecases.retrying import retried


def advance_order(ports: Ports, order_id: str) -> Order:
    """Let all that is due by now happen at its own time; done again, it changes nothing.

    An unpaid order is closed at the channel before it expires. Errors: unknown_order, `Busy`,
    `ChannelUnavailable`.
    """
    order = require_order(ports.store, order_id)
    if order.awaiting == PAYMENT and order.due_at <= ports.clock.now():
        return _expire(ports, order)
    return retried(lambda: _lapse(ports, order_id))


def _lapse(ports: Ports, order_id: str) -> Order:
    order = require_order(ports.store, order_id)
    book = open_book(ports, order, BY_TIME)
    lapse_until(book, book.recorded_at)
    return store_book(ports, order, book)


def _expire(ports: Ports, order: Order) -> Order:
    if ports.channel.close_payment(order.id) == "already_paid":
        payment = ports.channel.query_payment(order.id)
        if payment is None:
            raise ChannelUnavailable(f"the channel calls {order.id} paid and knows no payment")
        fits = payment.amount_fen == order.due_fen
        return (confirm_payment if fits else send_back_payment)(ports, payment)

    def attempt() -> Order:
        fresh = require_order(ports.store, order.id)
        book = open_book(ports, fresh, BY_TIME)
        if fresh.status == "created":
            expire(book)
        return store_book(ports, fresh, book)

    return retried(attempt)
