"""What an order is the first of, and how many restocks stand by a change of it."""

import pytest

from shared.domain.orders.milestones import restocks_more, seller_of
from shared.domain.orders.order import Order
from tests.unit.domain.orders.orders import NOW, commission, line, order


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


@pytest.mark.parametrize(
    ("sale", "seller"),
    [
        (order(chain=("A", "B")), "A"),
        (order(), None),
        (restock(chain=("A",)), None),
        (order(chain=("A", "B"), own=True), None),
        (order(chain=("A", "B"), own=True, commissions=(commission(),)), None),
        # One who joined long ago buys from a newcomer: the award for it is one for a first order.
        (order(chain=("A",), own=True, commissions=(commission(first_sale_only=True),)), "A"),
    ],
)
def test_what_a_distributor_buys_for_himself_is_nobodys_sale(
    sale: Order, seller: str | None
) -> None:
    assert seller_of(sale) == seller
