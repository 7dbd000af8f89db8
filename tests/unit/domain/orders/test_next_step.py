"""What an order awaits follows from the order alone; dues of one second have their turn."""

from typing import Any

import pytest

from shared.domain.calendar import CalendarYear, WorkingCalendar
from shared.domain.orders.book import OrderBook
from shared.domain.orders.next_step import lapse_until, next_step
from shared.domain.times import FAR, local_day
from tests.unit.domain.orders.orders import NOW, book, commission, item, later, line, order, share

ENDS = later(days=7)


@pytest.mark.parametrize(
    ("fields", "awaiting", "due_at"),
    [
        ({"status": "created"}, "payment", later(minutes=30)),
        ({"status": "paid", "ship_by": later(days=2)}, "shipment", later(days=2)),
        ({"status": "paid", "ship_by": NOW, "ship_breached": True}, "shipment", FAR),
        ({"status": "shipped", "receipt_by": later(days=10)}, "delivery", later(days=10)),
        ({"status": "delivered", "lines": [line(window_ends=ENDS)]}, "window", later(days=7)),
        (
            {
                "status": "delivered",
                "lines": [line(window_ends=ENDS)],
                "returns": [item(1, "asked", later(days=3))],
            },
            "held_lines",
            later(days=3),
        ),
        (
            {
                "status": "delivered",
                "lines": [line(1, released_at=NOW), line(2, window_ends=ENDS)],
                "returns": [item(2, "awaiting_refund", FAR)],
            },
            "held_lines",
            FAR,
        ),
        ({"status": "closed", "lines": [line(released_at=NOW)]}, "nothing", FAR),
        (
            {
                "status": "closed",
                "lines": [line(released_at=NOW)],
                "returns": [item(1, "received", later(days=1))],
            },
            "after_sale",
            later(days=1),
        ),
        ({"status": "cancelled"}, "nothing", FAR),
    ],
)
def test_an_order_says_what_it_awaits(fields: dict[str, Any], awaiting: str, due_at: Any) -> None:
    assert next_step(order(**fields)) == (awaiting, due_at)


def test_each_due_happens_at_its_own_time() -> None:
    books = book(order(status="shipped", receipt_by=later(days=10)))

    lapse_until(books, later(days=90))

    assert books.order.status == "closed"
    assert books.order.delivered_at == later(days=10)
    # Tuesday the 13th, 10:00 in Shanghai: seven whole days are over with the 20th.
    assert books.order.released_at == later(days=17, hours=14)


def test_a_lapse_comes_before_the_release_of_the_same_second() -> None:
    promised = commission(share(pending=10))
    fields = {"lines": [line(window_ends=ENDS)], "returns": [item(1, "asked", later(days=7))]}
    books = book(order(status="delivered", commissions=[promised], **fields))

    lapse_until(books, later(days=7))

    assert books.order.status == "closed"
    assert books.balances["A"].available == 10


def test_several_lines_that_lapse_together_are_told_once() -> None:
    returns = [item(1, "asked", later(days=1)), item(2, "asked", later(days=1))]
    books = book(order(status="delivered", lines=[line(1), line(2)], returns=returns))

    lapse_until(books, later(days=1))

    assert [notice.code for notice in books.order.notices] == ["RETURN_LAPSED"]


def test_a_due_in_the_future_does_not_happen() -> None:
    books = book(order(status="paid", ship_by=later(days=2)))

    lapse_until(books, later(days=2, seconds=-1))

    assert books.order.notices == ()


def _in_an_unannounced_year(**fields: Any) -> OrderBook:
    paid = order(status="paid", ship_by=later(days=2), ship_by_provisional=True, **fields)
    return book(paid)


def test_a_provisional_deadline_is_computed_again_once_the_year_is_announced() -> None:
    books = _in_an_unannounced_year()
    off = frozenset({local_day(NOW)})
    books.calendar = WorkingCalendar(years={2025: CalendarYear(off=off, make_up=frozenset())})

    lapse_until(books, later(days=2))

    assert (books.order.ship_by, books.order.ship_by_provisional) == (later(days=3), False)
    assert books.order.notices == ()


def test_a_provisional_deadline_counts_until_then_and_stays_once_it_is_breached() -> None:
    books = _in_an_unannounced_year()

    lapse_until(books, later(days=2))
    assert [notice.code for notice in books.order.notices] == ["SHIP_SLA_BREACHED"]
    off = frozenset({local_day(NOW)})
    books.calendar = WorkingCalendar(years={2025: CalendarYear(off=off, make_up=frozenset())})
    lapse_until(books, later(days=4))

    assert books.order.ship_by == later(days=2)
    assert len(books.order.notices) == 1
