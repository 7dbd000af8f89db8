"""Ship, deliver and cancel an order."""

from collections.abc import Collection

from shared.domain.commands import Command, is_repeat
from shared.domain.orders import fulfilment
from shared.domain.orders.book import OrderBook
from shared.domain.orders.order import Order
from shared.ports import Ports
from shared.usecases.orders.books import change_order, require_order
from shared.usecases.orders.close_codes import close_codes, current_of
from shared.usecases.orders.odd_money import send_back_undecided


def ship(ports: Ports, command: Command, order_id: str) -> Order:
    """Note that the order was shipped now. Errors: unknown_order, illegal_transition."""
    return change_order(
        ports, order_id, command, lambda book: fulfilment.ship(book, book.recorded_at)
    )


def deliver(ports: Ports, command: Command, order_id: str, lines: Collection[int] = ()) -> Order:
    """Note that the order, or the replacement of lines, arrived now. Errors: illegal_transition."""
    return change_order(
        ports, order_id, command, lambda book: fulfilment.deliver(book, book.recorded_at, lines)
    )


def cancel(ports: Ports, command: Command, order_id: str) -> Order:
    """Cancel an order that was not shipped; its money goes back. Errors: illegal_transition.

    Nobody can pay for it afterwards by what the buyer was given.
    """

    def decide(book: OrderBook) -> None:
        fulfilment.cancel(book, book.recorded_at, refund_id=command.id)
        send_back_undecided(ports.store, book)

    order = require_order(ports.store, order_id, command.scope)
    if order.status == "created" and order.payment_codes and not is_repeat(order.commands, command):
        order = close_codes(ports, order)
    return change_order(ports, order_id, command, decide, current=current_of(ports, order))
