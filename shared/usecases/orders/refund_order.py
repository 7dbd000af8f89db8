"""Decide refunds; take in chargebacks and disputes won."""

from shared.domain.commands import Command
from shared.domain.orders import refunds
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import RefundPart
from shared.ports import Ports
from shared.usecases.orders.books import change_order


def refund(
    ports: Ports,
    command: Command,
    order_id: str,
    amount: int,
    part: RefundPart = "goods",
    line: int | None = None,
) -> Order:
    """Decide a refund of `amount` fen now; the command's id is its number at the channel.

    Errors: unknown_order, unknown_line, illegal_transition, over_refund, invalid.
    """
    return change_order(
        ports,
        order_id,
        command,
        lambda book: refunds.refund(book, book.recorded_at, command.id, amount, part, line),
    )


def charge_back(
    ports: Ports, command: Command, order_id: str, amount: int, line: int | None = None
) -> Order:
    """Take in that the channel took `amount` fen back. Errors: as for a refund."""
    return change_order(
        ports,
        order_id,
        command,
        lambda book: refunds.charge_back(book, book.recorded_at, amount, line),
    )


def win_dispute(
    ports: Ports, command: Command, order_id: str, amount: int, line: int | None = None
) -> Order:
    """Take in that a chargeback was won back.

    Errors: unknown_order, unknown_line, illegal_transition.
    """
    return change_order(
        ports,
        order_id,
        command,
        lambda book: refunds.win_dispute(book, book.recorded_at, amount, line),
    )
