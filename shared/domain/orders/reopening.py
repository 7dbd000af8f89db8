"""An order goes on that a chargeback closed before its goods arrived, once a dispute is won.

Its commission is available by then (rules.md, Refund, clawback, debt); its goods are still owed.
"""

from datetime import datetime

from shared.domain.orders.book import OrderBook
from shared.domain.orders.deadlines import receipt_by
from shared.domain.orders.ship_clock import set_ship_by


def reopen(book: OrderBook, at: datetime) -> None:
    """Let a closed order wait for its shipment or delivery again, with a deadline from then on.

    One that was delivered stays closed, as does one whose lines are all settled.
    """
    order = book.order
    waits = order.delivered_at is None and not all(line.settled for line in order.lines)
    if order.status != "closed" or not waits:
        return
    book.note("reopened", at)
    if order.shipped_at is None:
        book.order = book.order.changed(status="paid", closed_at=None, reopened_at=at)
        set_ship_by(book, at)
    else:
        again = receipt_by(at, book.policy)
        book.order = book.order.changed(
            status="shipped", closed_at=None, reopened_at=at, receipt_by=again
        )
