"""What an order is the first of, and how many restocks stand by a change of it."""

import pytest

from shared.domain.orders.milestones import restocks_more
from shared.domain.orders.order import Order
from tests.unit.domain.orders.orders import NOW, line, order


def restock(**fields: object) -> Order:
    return order(kind="restock", **fields)


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        (restock(paid_at=None), restock(paid_at=NOW), 1),
        (restock(), restock(status="closed"), 0),
        (restock(), restock(status="cancelled"), -1),
        (restock(), restock(lines=(line(refunded_fen=99),)), 0),
        (restock(), restock(lines=(line(refunded_fen=100),)), -1),
        (order(paid_at=None), order(paid_at=NOW), 0),
        (order(), order(status="cancelled"), 0),
    ],
)
def test_a_restock_stands_from_its_payment_until_all_was_given_back(
    before: Order, after: Order, more: int
) -> None:
    assert restocks_more(before, after) == more
