"""From the paid order to delivery: the facts that move an order on, each of them once.

Source: A110-A112; rules.md, Order life. A repeat of a fact changes nothing.
"""

from collections.abc import Collection
from datetime import datetime

from shared.domain.errors import Refused
from shared.domain.orders.book import OrderBook
from shared.domain.orders.deadlines import receipt_by, window_ends
from shared.domain.orders.expected_release import expect_release
from shared.domain.orders.refunds import refund_everything
from shared.domain.orders.releases import release_due
from shared.domain.orders.returns import deliver_replacement


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
        expect_release(book)


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


def _start_windows(book: OrderBook, at: datetime) -> None:
    shipped_at = book.order.shipped_at or at
    if book.order.shipped_at is None:
        book.note("shipped", at)
    book.order = book.order.changed(status="delivered", shipped_at=shipped_at, delivered_at=at)
    book.note("delivered", at)
    _set_windows(book, shipped_at, at)
    expect_release(book)


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
