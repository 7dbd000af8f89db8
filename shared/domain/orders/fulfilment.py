"""From payment to delivery: the facts that move an order on, each of them once.

Source: A110-A112; rules.md, Order life. A repeat of a fact changes nothing.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from shared.domain.channel.channel import Payment
from shared.domain.commands import BY_TIME
from shared.domain.errors import Refused
from shared.domain.ledger.journal import Posting, account
from shared.domain.orders.book import OrderBook
from shared.domain.orders.deadlines import receipt_by, window_ends
from shared.domain.orders.order import Withheld
from shared.domain.orders.promises import promised
from shared.domain.orders.refunds import refund_everything, stray_refund
from shared.domain.orders.releases import release_due
from shared.domain.orders.returns import deliver_replacement
from shared.domain.orders.ship_clock import set_ship_by
from shared.domain.standing import Standing
from shared.domain.times import whole_second


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
    Errors: amount_mismatch.
    """
    paid_at, transaction = whole_second(payment.paid_at), payment.transaction_id
    if transaction in (book.order.transaction, *book.order.strays):
        return
    if book.order.status == "created" and paid_at >= book.order.expires_at:
        expire(book)
    if book.order.transaction is not None:
        book.note("PAID_TWICE", paid_at, payment.amount_fen, facts={"transaction": transaction})
    if book.order.transaction is not None or book.order.status == "cancelled":
        stray_refund(book, paid_at, refund_id, payment.amount_fen, transaction)
        return
    if payment.amount_fen != book.order.due_fen:
        raise Refused(
            "amount_mismatch",
            "payment_differs",
            due_fen=book.order.due_fen,
            paid_fen=payment.amount_fen,
        )
    _decide_who_is_out(book, standings, sold_before)
    _confirm(book, paid_at, payment)


def tell_wrong_amount(book: OrderBook, payment: Payment) -> None:
    """Tell, once, that money of another amount than is due arrived: it pays nothing."""
    known = {moment.facts.get("transaction") for moment in book.order.moments}
    if payment.transaction_id not in known:
        at, facts = whole_second(payment.paid_at), {"transaction": payment.transaction_id}
        book.note("WRONG_AMOUNT", at, payment.amount_fen, facts=facts)


def expire(book: OrderBook) -> None:
    """Cancel an order that was not paid in time."""
    at = book.order.expires_at
    book.order = book.order.changed(status="cancelled", cancelled_at=at)
    with book.brought_about_by(BY_TIME):
        book.note("cancelled", at)
        book.note("ORDER_EXPIRED", at)


def cancel(book: OrderBook, at: datetime, refund_id: str) -> None:
    """Cancel before shipping; what was paid goes back whole. Errors: illegal_transition."""
    if book.order.status == "cancelled":
        return
    _require_cancellable(book)
    paid = book.order.status == "paid"
    book.order = book.order.changed(status="cancelled", cancelled_at=at)
    book.note("cancelled", at)
    if paid:
        refund_everything(book, at, refund_id, "cancelled")


def ship(book: OrderBook, at: datetime) -> None:
    """Note the shipment; auto-receipt begins to run, and the return window is promised.

    Errors: illegal_transition.
    """
    _require_paid(book, "shipped")
    _require_shippable(book, "shipped")
    if book.order.shipped_at is None and book.order.status == "paid":
        rule = book.policy.return_window
        book.order = book.order.changed(status="shipped", shipped_at=at, return_window=rule)
        book.order = book.order.changed(receipt_by=receipt_by(at, book.policy))
        book.note("shipped", at)
        if rule.from_ == "shipped":
            _set_windows(book, at, at)


def breach_shipping(book: OrderBook, at: datetime) -> None:
    """Note once that the order was not shipped in time; commission stays as it is."""
    book.order = book.order.changed(ship_breached=True)
    book.note("SHIP_SLA_BREACHED", at)


def deliver(book: OrderBook, at: datetime, lines: Collection[int] = ()) -> None:
    """Note the delivery, which implies shipping; with lines, a replacement's delivery.

    The return window begins to run; the first delivery counts. Errors: illegal_transition.
    """
    _require_paid(book, "delivered")
    if lines:
        deliver_replacement(book, at, lines)
    elif book.order.delivered_at is None:
        _require_shippable(book, "delivered")
        if book.order.status != "closed":
            _start_windows(book, at)
    release_due(book, at)


def auto_receive(book: OrderBook, at: datetime) -> None:
    """Confirm the receipt that nobody reported."""
    book.note("AUTO_RECEIPT", at)
    deliver(book, at)


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
        paid_at=paid_at,
        confirmed_at=book.recorded_at,
        commissions=commissions,
    )
    set_ship_by(book, paid_at)
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


def _start_windows(book: OrderBook, at: datetime) -> None:
    shipped_at = book.order.shipped_at or at
    if book.order.shipped_at is None:
        book.note("shipped", at)
    book.order = book.order.changed(status="delivered", shipped_at=shipped_at, delivered_at=at)
    book.note("delivered", at)
    _set_windows(book, shipped_at, at)


def _set_windows(book: OrderBook, shipped_at: datetime, delivered_at: datetime) -> None:
    paid_at = book.order.paid_at or shipped_at
    rule = book.order.return_window or book.policy.return_window
    ends = window_ends(shipped_at, delivered_at, paid_at, rule, book.calendar)
    book.change_lines(line.changed(window_ends=ends) for line in book.order.lines)


def _require_cancellable(book: OrderBook) -> None:
    status, shipped_at = book.order.status, book.order.shipped_at
    if status == "closed" and shipped_at is None:
        raise Refused("illegal_transition", "everything_went_back")
    if status not in ("created", "paid"):
        raise Refused("illegal_transition", "too_late_to_cancel", state=status)


def _require_shippable(book: OrderBook, fact: str) -> None:
    """Refuse to ship what was refunded in full; a closed order that was shipped may arrive."""
    if book.order.status == "closed" and book.order.shipped_at is None:
        raise Refused("illegal_transition", "refunded_in_full", fact=fact)


def _require_paid(book: OrderBook, fact: str) -> None:
    if book.order.status in ("created", "cancelled"):
        raise Refused("illegal_transition", "not_paid", state=book.order.status, fact=fact)
