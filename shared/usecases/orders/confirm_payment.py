"""Collect an order's money and take its payment in."""

from datetime import datetime

from shared.domain.channel.channel import Payment, PaymentIntent, PaymentRequest
from shared.domain.commands import BY_CHANNEL, Command
from shared.domain.errors import Refused
from shared.domain.network.people import Distributor
from shared.domain.orders.book import OrderBook
from shared.domain.orders.fulfilment import expire, pay
from shared.domain.orders.milestones import first_sales
from shared.domain.orders.order import MANUAL, Order
from shared.domain.orders.references import Reference
from shared.domain.ownership import Scope
from shared.domain.standing import Standing
from shared.domain.times import whole_second
from shared.ports import Ports, Store
from shared.usecases.orders.books import change_order, require_order
from shared.usecases.orders.known_references import is_repeated
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


def confirm_manual_payment(
    ports: Ports, command: Command, order_id: str, transaction: str, amount: int, paid_at: datetime
) -> Order:
    """Take money in that arrived outside the channel, at the time its evidence tells (A110).

    The same transfer again changes nothing. Errors: unknown_order, invalid, amount_mismatch;
    reference_taken for a transfer of another order; illegal_transition for an order that waits for
    no money: pay it back by hand.
    """
    paid_at = whole_second(paid_at)
    payment = Payment(
        order_id=order_id,
        transaction_id=f"{MANUAL}{transaction}",
        amount_fen=amount,
        currency="CNY",
        paid_at=paid_at,
    )
    reference = Reference(kind="payment", number=transaction, order=order_id, amount_fen=amount)

    def decide(book: OrderBook) -> None:
        _require_past(book, paid_at)
        if not is_repeated(ports.store, reference):
            _require_waiting(book.order, payment)
            _pay(ports, book, payment, command)
            book.kept.append(reference)

    return change_order(ports, order_id, command, decide)


def _channel_command(payment: Payment) -> Command:
    return Command.of("channel", f"payment {payment.order_id}", payment.transaction_id, b"")


def _collected(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    with book.brought_about_by(BY_CHANNEL):
        _pay(ports, book, payment, command)


def _pay(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    before, not_his_first = book.order, sold_before(ports.store, book.order)
    pay(
        book,
        whole_second(payment.paid_at),
        payment.transaction_id,
        payment.amount_fen,
        _standings(ports.store, book.order),
        refund_id=command.id,
        sold_before=not_his_first,
    )
    if not not_his_first:
        book.milestones += first_sales(before, book.order)


def _require_past(book: OrderBook, paid_at: datetime) -> None:
    if not book.order.created_at <= paid_at <= book.recorded_at:
        raise Refused("invalid", "payment_date_unfit")


def _require_waiting(order: Order, payment: Payment) -> None:
    if order.status != "created" or payment.paid_at >= order.expires_at:
        raise Refused("illegal_transition", "no_money_awaited")


def _standings(store: Store, order: Order) -> dict[str, Standing]:
    standings: dict[str, Standing] = {}
    above = order.chain if order.period_rules else ()
    for person in dict.fromkeys([*order.people, *above]):
        distributor = store.get(Distributor, person)
        standings[person] = distributor.standing if distributor else "removed"
    return standings
