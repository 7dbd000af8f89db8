"""A chargeback of the other parts takes no more than was not given back before."""

from shared.domain.orders.refunds import charge_back, refund, winnable
from tests.unit.domain.orders.orders import NOW, book, line, order


def test_what_was_refunded_before_was_not_taken_by_the_chargeback() -> None:
    paid = {"transaction": "T1", "freight_fen": 30, "surcharge_fen": 20}
    arrived = {"status": "delivered", "shipped_at": NOW, "delivered_at": NOW}
    books = book(order(lines=(line(1),), **paid, **arrived))
    refund(books, NOW, "R1", 10, "freight")
    refund(books, NOW, "R2", 5, "surcharge")

    charge_back(books, NOW, 100 + 20 + 15)

    now = books.order
    assert now.lines[0].charged_back_fen == 100
    assert (now.freight_charged_back_fen, now.surcharge_charged_back_fen) == (20, 15)
    assert winnable(now) == 135
