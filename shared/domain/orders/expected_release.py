"""When commission may be expected: if every clock of an order runs to its end.

Source: A068, A111, A130; rules.md, Release.
"""

from datetime import datetime

from shared.domain.orders.book import OrderBook
from shared.domain.orders.deadlines import receipt_by, release_at, window_ends
from shared.domain.orders.order import Order


def expect_release(book: OrderBook) -> None:
    """Let the order say by when its last commission releases, as far as its facts tell by now.

    What is sent back, or sent too late, puts it off.
    """
    last = max(_window_end(book, line_ends) for line_ends in _open_windows(book.order))
    book.order = book.order.changed(releases_by=release_at(last, book.order.release))


def _open_windows(order: Order) -> set[datetime | None]:
    return {line.window_ends for line in order.lines if not line.settled} or {None}


def _window_end(book: OrderBook, known: datetime | None) -> datetime:
    """Give the end of a return window: the known one, or that of the latest receipt there is."""
    if known is not None:
        return known
    order = book.order
    shipped_at = order.shipped_at or order.ship_by or book.recorded_at
    delivered_at = order.delivered_at or order.receipt_by or receipt_by(shipped_at, book.policy)
    rule = order.return_window or book.policy.return_window
    paid_at = order.paid_at or shipped_at
    return window_ends(shipped_at, delivered_at, paid_at, rule, book.calendar)
