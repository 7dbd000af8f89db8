"""What becomes of money that does not fit its order: kept, taken all the same, or sent back, once.

Source: rules.md, Unpaid orders; invariants I20.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from shared.domain.channel.channel import Payment
from shared.domain.errors import Refused
from shared.domain.notices import OrderNotice
from shared.domain.orders.book import OrderBook
from shared.domain.orders.odd_payments import OddPayment, settled
from shared.domain.orders.order import Order
from shared.domain.orders.payment import take
from shared.domain.orders.payment_codes import spend
from shared.domain.orders.refunds import excess_refund, stray_refund
from shared.domain.standing import Standing
from shared.domain.times import whole_second

_TOLD: Final[Mapping[str, OrderNotice]] = {
    "amount_mismatch": "WRONG_AMOUNT",
    "paid_before_order": "PAID_BEFORE_ORDER",
}
"""How an order tells of money that does not fit it, by why."""


def undecided(order: Order) -> list[OddPayment]:
    """Give the odd money of an order that nobody has decided about."""
    return [each for each in order.odd_payments if not each.settled]


def keep(book: OrderBook, payment: Payment, reason: str) -> None:
    """Let an order know money that does not fit it; nobody can pay again with its code."""
    odd = (*book.order.odd_payments, OddPayment.of(payment))
    codes = spend(book.order.payment_codes, payment.paid_under)
    book.order = book.order.changed(odd_payments=odd, payment_codes=codes)
    at, facts = whole_second(payment.paid_at), {"transaction": payment.transaction_id}
    book.note(_TOLD[reason], at, payment.amount_fen, facts=facts)


def take_odd(
    book: OrderBook,
    odd: OddPayment,
    standings: Mapping[str, Standing],
    refund_id: str,
    sold_before: bool = False,
) -> None:
    """Take odd money as its order's payment, at the order's first moment if it is older.

    What is more than was due goes back under `refund_id`. Errors: illegal_transition for an order
    that waits for no payment; amount_mismatch for less than is due.
    """
    order, payment = book.order, odd.payment(book.order.id)
    _require_unpaid(order, book.recorded_at)
    if odd.amount_fen < order.due_fen:
        raise Refused(
            "amount_mismatch",
            "payment_differs",
            due_fen=order.due_fen,
            paid_fen=odd.amount_fen,
        )
    paid_at = whole_second(max(odd.paid_at, order.created_at))
    take(book, payment.changed(paid_at=paid_at), standings, sold_before)
    _settle(book, odd)
    excess = odd.amount_fen - order.due_fen
    if excess:
        book.order = book.order.changed(collected_fen=odd.amount_fen)
        excess_refund(book, book.recorded_at, refund_id, payment, excess)


def send_back(book: OrderBook, odd: OddPayment, refund_id: str) -> None:
    """Pay odd money back whole."""
    stray_refund(book, book.recorded_at, refund_id, odd.payment(book.order.id))
    _settle(book, odd)


def leave(book: OrderBook, odd: OddPayment) -> None:
    """Let odd money be: somebody has seen to it elsewhere."""
    _settle(book, odd)


def _settle(book: OrderBook, odd: OddPayment) -> None:
    book.order = book.order.changed(odd_payments=settled(book.order.odd_payments, odd.transaction))


def _require_unpaid(order: Order, now: datetime) -> None:
    if order.status != "created" or now >= order.expires_at:
        raise Refused("illegal_transition", "no_payment_awaited", state=order.status)
