"""What a chargeback closed before it arrived goes on when its dispute is won."""

from datetime import timedelta
from typing import Any

from shared.domain.calendar import WorkingCalendar
from shared.domain.orders.book import OrderBook
from shared.domain.orders.fulfilment import cancel, ship
from shared.domain.orders.next_step import DELIVERY, SHIPMENT, lapse_until, next_step
from shared.domain.orders.refunds import charge_back, refund, win_dispute
from tests.refusals import told
from tests.unit.domain.orders.orders import NOW, book, commission, later, line, order, share

LATE = later(days=20)
"""A Sunday: goods paid then may leave within 72 hours."""


def charged_back(**fields: Any) -> OrderBook:
    """An order of 1.00 with a freight of 0.30 that a chargeback has closed."""
    paid = {"status": "paid", "transaction": "T1", "freight_fen": 30, "ship_by": later(hours=48)}
    earned = commission(share(pending=10))
    books = book(order(**{**paid, "commissions": (earned,), **fields}))
    charge_back(books, NOW, 130)
    assert books.order.status == "closed"
    return books


def test_goods_that_never_left_wait_for_their_shipment_with_a_new_deadline() -> None:
    books = charged_back()

    win_dispute(books, LATE, 100)

    assert (books.order.status, books.order.closed_at) == ("paid", None)
    assert next_step(books.order) == (SHIPMENT, LATE + timedelta(hours=72))
    assert books.balances["A"].available == 10


def test_what_was_under_way_waits_for_its_delivery_with_a_new_deadline() -> None:
    books = charged_back(status="shipped", shipped_at=NOW, receipt_by=later(days=10))

    win_dispute(books, LATE, 100)

    assert books.order.status == "shipped"
    assert next_step(books.order) == (DELIVERY, LATE + timedelta(days=10))


def test_a_window_that_was_over_by_then_closes_it_again() -> None:
    ended = line(window_ends=later(days=7))
    books = charged_back(status="shipped", shipped_at=NOW, lines=(ended,))

    win_dispute(books, LATE, 100)

    assert (books.order.status, books.order.released_at) == ("closed", LATE)


def test_what_has_arrived_stays_closed() -> None:
    books = charged_back(status="delivered", shipped_at=NOW, delivered_at=NOW)

    win_dispute(books, LATE, 100)

    assert (books.order.status, books.order.closed_at) == ("closed", NOW)
    assert books.order.released_at == LATE


def test_freight_that_was_won_back_alone_opens_nothing() -> None:
    books = book(order(status="paid", transaction="T1", freight_fen=30))
    refund(books, NOW, "R1", 100)
    charge_back(books, NOW, 30)

    win_dispute(books, LATE, 30)

    assert (books.order.status, books.order.reopened_at) == ("closed", None)


def test_a_provisional_deadline_is_computed_again_from_the_dispute() -> None:
    books = charged_back()
    books.calendar = WorkingCalendar()
    win_dispute(books, LATE, 100)
    books.order = books.order.changed(ship_by=NOW, ship_by_provisional=True)

    lapse_until(books, LATE)

    assert books.order.ship_by == LATE + timedelta(hours=72)


def test_while_it_is_closed_it_is_neither_shipped_nor_cancelled() -> None:
    books = charged_back()

    with told("An order refunded in full cannot be shipped"):
        ship(books, LATE)
    with told("All that was paid went back already"):
        cancel(books, LATE, "R1")
