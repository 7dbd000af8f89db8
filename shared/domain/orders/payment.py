"""Money for an order: taken in once as its payment, or on its way back.

Source: A110; rules.md, Order life. A repeat of a payment changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime

from shared.domain.channel.channel import Payment
from shared.domain.commands import BY_TIME
from shared.domain.errors import Refused
from shared.domain.ledger.journal import Posting, account
from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Withheld
from shared.domain.orders.expected_release import expect_release
from shared.domain.orders.order import Order
from shared.domain.orders.promises import promised
from shared.domain.orders.refunds import stray_refund
from shared.domain.orders.ship_clock import set_ship_by
from shared.domain.standing import Standing
from shared.domain.times import iso_local, whole_second


def pay(
    book: OrderBook,
    payment: Payment,
    standings: Mapping[str, Standing],
    refund_id: str,
    sold_before: bool = False,
) -> None:
    """Take a payment in, once: commission is promised to the payees who are active now.

    `sold_before`: an order of the seller was paid before this one, so it is not his first.
    Money that no order waits for is a stray: it is decided to go back under `refund_id`.
    Errors: amount_mismatch, paid_before_order.
    """
    paid_at = whole_second(payment.paid_at)
    if is_known(book.order, payment):
        return
    if book.order.status == "created" and paid_at >= book.order.expires_at:
        expire(book)
    if book.order.transaction is not None:
        facts = {"transaction": payment.transaction_id}
        book.note("PAID_TWICE", paid_at, payment.amount_fen, facts=facts)
    if book.order.transaction is not None or book.order.status == "cancelled":
        stray_refund(book, paid_at, refund_id, payment)
        return
    require_fitting(book.order, payment)
    take(book, payment, standings, sold_before)


def take(
    book: OrderBook, payment: Payment, standings: Mapping[str, Standing], sold_before: bool
) -> None:
    """Let an order be paid by just this money."""
    _decide_who_is_out(book, standings, sold_before)
    _confirm(book, whole_second(payment.paid_at), payment)


def require_payable(order: Order, now: datetime) -> None:
    """Require that somebody may pay an order now. Errors: illegal_transition."""
    if order.transaction is not None:
        raise Refused("illegal_transition", "paid_already", state=order.status)
    if order.status == "cancelled":
        raise Refused("illegal_transition", "order_cancelled")
    if now >= order.expires_at:
        expired_at = iso_local(order.expires_at)
        raise Refused("illegal_transition", "time_to_pay_over", expires_at=expired_at)


def is_known(order: Order, payment: Payment) -> bool:
    """Tell whether just this money was seen before, whatever became of it."""
    odd = (each.transaction for each in order.odd_payments)
    return payment.transaction_id in (order.transaction, *order.strays, *odd)


def require_fitting(order: Order, payment: Payment) -> None:
    """Refuse money that is not this order's payment. Errors: amount_mismatch, paid_before_order."""
    if payment.amount_fen != order.due_fen:
        raise Refused(
            "amount_mismatch",
            "payment_differs",
            due_fen=order.due_fen,
            paid_fen=payment.amount_fen,
        )
    if payment.paid_at < whole_second(order.created_at):
        raise Refused(
            "paid_before_order",
            "older_than_its_order",
            order_id=order.id,
            at=iso_local(payment.paid_at),
            due_fen=order.due_fen,
        )


def expire(book: OrderBook) -> None:
    """Cancel an order that was not paid in time."""
    at = book.order.expires_at
    book.order = book.order.changed(status="cancelled", cancelled_at=at)
    with book.brought_about_by(BY_TIME):
        book.note("cancelled", at)
        book.note("ORDER_EXPIRED", at)


def _decide_who_is_out(
    book: OrderBook, standings: Mapping[str, Standing], sold_before: bool
) -> None:
    for each in book.order.commissions:
        inactive = standings[each.payee] != "active"
        if not each.out and (inactive or (each.first_sale_only and sold_before)):
            why: Withheld = "not_active_at_payment" if inactive else "sold_before"
            book.change_commission(each.changed(out=True, out_for=why))
    if book.order.period_rules:
        above = (each for each in book.order.chain if each not in book.order.inactive)
        left = tuple(each for each in above if standings[each] != "active")
        book.order = book.order.changed(inactive=(*book.order.inactive, *left))


def _confirm(book: OrderBook, paid_at: datetime, payment: Payment) -> None:
    commissions = tuple(promised(each, book.order.lines) for each in book.order.commissions)
    book.order = book.order.changed(
        status="paid",
        transaction=payment.transaction_id,
        paid_under=payment.number,
        paid_at=paid_at,
        confirmed_at=book.recorded_at,
        commissions=commissions,
    )
    set_ship_by(book, paid_at)
    expect_release(book)
    book.note("paid", paid_at, book.order.due_fen, facts=payment.evidence)
    book.post("order_paid", paid_at, _promises(book))


def _promises(book: OrderBook) -> list[Posting]:
    return [
        Posting(
            from_account=commission.source,
            to_account=account(commission.purse, "pending"),
            amount_fen=share.pending,
            line=share.line,
            rule=commission.rule,
        )
        for commission in book.order.commissions
        for share in commission.shares
        if share.pending
    ]
