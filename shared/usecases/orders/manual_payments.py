"""Take money in that arrived outside the channel, as somebody in finance has seen it (A110)."""

from datetime import datetime

from shared.domain.channel.channel import Payment
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.identifiers import PlainId
from shared.domain.money import PositiveFen
from shared.domain.orders.book import OrderBook
from shared.domain.orders.order import MANUAL, Order
from shared.domain.orders.references import Reference
from shared.domain.records import Value
from shared.domain.times import Instant, whole_second
from shared.ports import Ports
from shared.usecases.orders.books import change_order
from shared.usecases.orders.confirm_payment import take_in_payment
from shared.usecases.orders.known_references import is_repeated
from shared.usecases.receiving_accounts import require_in_force


class ManualPayment(Value):
    """Money that arrived outside the channel, in `account`; `paid_at` is when, by the evidence."""

    account: PlainId
    transaction: PlainId
    amount_fen: PositiveFen
    paid_at: Instant


def confirm_manual_payment(
    ports: Ports, command: Command, order_id: str, paid: ManualPayment
) -> Order:
    """Take money in that arrived outside the channel, at the time its evidence tells.

    The same transfer again changes nothing. Errors: unknown_order, invalid, amount_mismatch;
    wrong_account where the brand was not paid into that account;
    reference_taken for a transfer of another order; illegal_transition for an order that waits for
    no money: pay it back by hand.
    """
    payment = _payment(order_id, paid)
    reference = Reference(
        kind="payment", number=paid.transaction, order=order_id, amount_fen=paid.amount_fen
    )

    def decide(book: OrderBook) -> None:
        _require_past(book, payment.paid_at)
        if not is_repeated(ports.store, reference):
            require_in_force(ports.store, paid.account, book.order.created_at, payment.paid_at)
            _require_waiting(book.order, payment)
            take_in_payment(ports, book, payment, command)
            book.kept.append(reference)

    return change_order(ports, order_id, command, decide)


def _payment(order_id: str, paid: ManualPayment) -> Payment:
    return Payment(
        order_id=order_id,
        transaction_id=f"{MANUAL}{paid.transaction}",
        amount_fen=paid.amount_fen,
        currency="CNY",
        paid_at=whole_second(paid.paid_at),
        evidence={"account": paid.account, "transaction": paid.transaction},
    )


def _require_past(book: OrderBook, paid_at: datetime) -> None:
    if not book.order.created_at <= paid_at <= book.recorded_at:
        raise Refused("invalid", "payment_date_unfit")


def _require_waiting(order: Order, payment: Payment) -> None:
    if order.status != "created" or payment.paid_at >= order.expires_at:
        raise Refused("illegal_transition", "no_money_awaited")
