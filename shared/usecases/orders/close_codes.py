"""Let nobody pay any more by what a buyer was given; what was paid meanwhile is taken in."""

from collections.abc import Callable, Collection, Iterable
from functools import partial

from shared.domain.channel.channel import ChannelUnavailable
from shared.domain.orders.next_step import next_step
from shared.domain.orders.order import Order
from shared.domain.orders.payment_codes import close, numbers
from shared.ports import Ports
from shared.usecases.orders.books import require_order
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.retrying import known_first, retried


def close_codes(ports: Ports, order: Order) -> Order:
    """Let nobody pay any more by what the buyer was given; take in what was paid meanwhile.

    Give the order as it is then.
    """
    return close_some(ports, order, numbers(order.payment_codes, order.id))


def close_some(ports: Ports, order: Order, at_channel: Iterable[str]) -> Order:
    """Let nobody pay any more under some numbers, likewise."""
    closed: list[str] = []
    paid: list[str] = []

    def close_one(number: str) -> None:
        (closed if _is_closed(ports, number) else paid).append(number)

    try:
        each_at_channel(at_channel, close_one)
    finally:
        current = _loading(ports, order.id) if paid else current_of(ports, order)
        order = retried(lambda: _marked(ports, current(), closed))
    return order


def current_of(ports: Ports, order: Order) -> Callable[[], Order]:
    """Give what attempts begin with: an order that was just read, then as it is."""
    return known_first(order, _loading(ports, order.id))


def each_at_channel(at_channel: Iterable[str], act: Callable[[str], None]) -> None:
    """Act on every number, and only then tell that the channel did not answer about one."""
    unanswered: list[ChannelUnavailable] = []
    for number in at_channel:
        try:
            act(number)
        except ChannelUnavailable as error:
            unanswered.append(error)
    if unanswered:
        raise unanswered[0]


def store_waiting(ports: Ports, order: Order) -> Order:
    """Store an order with what it awaits, and give it as it is stored."""
    waiting = order.changed(**order.waits(*next_step(order)))
    ports.store.commit([waiting])
    return waiting.changed(version=waiting.version + 1)


def _loading(ports: Ports, order_id: str) -> Callable[[], Order]:
    return partial(require_order, ports.store, order_id)


def _is_closed(ports: Ports, number: str) -> bool:
    if ports.channel.close_payment(number) == "closed":
        return True
    payment = ports.channel.query_payment(number)
    if payment is None:
        raise ChannelUnavailable(f"the channel calls {number} paid and knows no payment")
    confirm_payment(ports, payment)
    return False


def _marked(ports: Ports, order: Order, closed: Collection[str]) -> Order:
    codes = close(order.payment_codes, closed)
    if order.status != "created" or codes == order.payment_codes:
        return order
    return store_waiting(ports, order.changed(payment_codes=codes))
