"""Collect an order's money and take its payment in."""

from shared.domain.channel.channel import Payment, PaymentIntent, PaymentRequest
from shared.domain.commands import BY_CHANNEL, Command
from shared.domain.errors import Refused
from shared.domain.network.people import Distributor
from shared.domain.orders import fulfilment
from shared.domain.orders.book import OrderBook
from shared.domain.orders.fulfilment import expire, pay
from shared.domain.orders.milestones import first_sales
from shared.domain.orders.order import Order
from shared.domain.ownership import Scope
from shared.domain.standing import Standing
from shared.ports import Ports, Store
from shared.usecases.orders.books import change_order, require_order
from shared.usecases.orders.milestones import sold_before


def request_payment(ports: Ports, order_id: str, scope: Scope) -> PaymentIntent:
    """Let the channel collect what is due until the order expires.

    Errors: unknown_order, illegal_transition.
    """
    order = require_order(ports.store, order_id, scope)
    if order.status != "created" or ports.clock.now() >= order.expires_at:
        raise Refused("illegal_transition", "nothing_to_pay", state=order.status)
    return ports.channel.request_payment(
        PaymentRequest(
            order_id=order.id,
            amount_fen=order.due_fen,
            description=f"Order {order.id}",
            expires_at=order.expires_at,
        )
    )


def confirm_payment(ports: Ports, payment: Payment) -> Order:
    """Take a channel's payment in, once; every payee who is active now is promised his commission.

    A second payment, or one that came too late, goes back at once: `Order.strays` names it. The
    transaction tells a repeat, so no command is remembered and none can be one too many.
    Errors: unknown_order, amount_mismatch.
    """
    command = _channel_command(payment)

    def decide(book: OrderBook) -> None:
        _collected(ports, book, payment, command)

    return change_order(ports, payment.order_id, command, decide, remembered=False)


def send_back_payment(ports: Ports, payment: Payment) -> Order:
    """Let an unpaid order expire, and pay back what the channel collected for it all the same."""
    command = _channel_command(payment)

    def decide(book: OrderBook) -> None:
        if book.order.status == "created":
            expire(book)
        _collected(ports, book, payment, command)

    return change_order(ports, payment.order_id, command, decide, remembered=False)


def tell_wrong_amount(ports: Ports, payment: Payment) -> None:
    """Let an order tell that money arrived which is not what is due. Errors: unknown_order."""

    def decide(book: OrderBook) -> None:
        with book.brought_about_by(BY_CHANNEL):
            fulfilment.tell_wrong_amount(book, payment)

    command = _channel_command(payment)
    change_order(ports, payment.order_id, command, decide, remembered=False)


def take_in_payment(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    """Pay a book's order, once; one who sold before has no first sale with it."""
    before, not_his_first = book.order, sold_before(ports.store, book.order)
    pay(
        book,
        payment,
        _standings(ports.store, book.order),
        refund_id=command.id,
        sold_before=not_his_first,
    )
    if not not_his_first:
        book.milestones += first_sales(before, book.order)


def _channel_command(payment: Payment) -> Command:
    return Command.of("channel", f"payment {payment.order_id}", payment.transaction_id, b"")


def _collected(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    with book.brought_about_by(BY_CHANNEL):
        take_in_payment(ports, book, payment, command)


def _standings(store: Store, order: Order) -> dict[str, Standing]:
    standings: dict[str, Standing] = {}
    above = order.chain if order.period_rules else ()
    for person in dict.fromkeys([*order.people, *above]):
        distributor = store.get(Distributor, person)
        standings[person] = distributor.standing if distributor else "removed"
    return standings
