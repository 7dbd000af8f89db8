"""Let everything that is due for an order happen: the one command behind machine and sweeper."""

from functools import partial

from shared.domain.commands import BY_TIME
from shared.domain.orders.next_step import PAYMENT, lapse_until
from shared.domain.orders.order import Order
from shared.ports import Ports
from shared.usecases.orders.books import open_book, require_order, store_book
from shared.usecases.orders.collect_payment import expire_unpaid, look_for_payment
from shared.usecases.retrying import known_first, retried


def advance_order(ports: Ports, order_id: str) -> Order:
    """Let all that is due by now happen at its own time; done again, it changes nothing.

    The channel is asked about an unpaid order, and closed before it expires. Errors:
    unknown_order, `Busy`, `ChannelUnavailable`.
    """
    load = partial(require_order, ports.store, order_id)
    order = load()
    if order.awaiting == PAYMENT and order.due_at <= ports.clock.now():
        if order.expires_at <= ports.clock.now():
            return expire_unpaid(ports, order)
        return look_for_payment(ports, order)
    current = known_first(order, load)
    return retried(lambda: _lapse(ports, current()))


def _lapse(ports: Ports, order: Order) -> Order:
    book = open_book(ports, order, BY_TIME)
    lapse_until(book, book.recorded_at)
    return store_book(ports, order, book)
