"""The deadline for shipping, set by a payment and once more by a dispute that is won.

Source: A111; rules.md, Order life: Ship by.
"""

from datetime import datetime

from shared.domain.orders.book import OrderBook
from shared.domain.orders.deadlines import ship_by
from shared.domain.times import local_day


def set_ship_by(book: OrderBook, since: datetime) -> None:
    """Set the deadline for shipping; provisional while its year's holidays are not announced."""
    deadline = ship_by(since, book.policy, book.calendar)
    provisional = book.calendar.is_provisional(local_day(deadline))
    book.order = book.order.changed(ship_by=deadline, ship_by_provisional=provisional)
