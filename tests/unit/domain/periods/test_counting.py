"""What an order counts in which period, net of all refunds."""

from datetime import datetime
from typing import Any

import pytest

from shared.domain.commission.counted import NOTHING_COUNTED, Counted
from shared.domain.orders.commissions import Commission
from shared.domain.orders.order import Order
from shared.domain.periods.counting import concerned, counts, months, months_in
from shared.domain.rules.period_ref import PeriodRef
from tests.unit.domain.orders.orders import commission, line, order, share

PAID = PeriodRef(rule="volume", cadence="month", counted="paid", reach=1)
RELEASED = PeriodRef(rule="volume", cadence="month", reach=1)
PIECES = PeriodRef(rule="volume", cadence="month", counted="paid", reach=0)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-{text}+08:00")


def sold(*lines: Any, **fields: Any) -> Order:
    return order(lines=lines, chain=("A", "B"), paid_at=at("03-31T23:59:59"), **fields)


def test_a_paid_order_counts_in_the_month_of_its_payment() -> None:
    of_two = sold(line(1, qty=3, base_fen=900, cost_fen=200), line(2, base_fen=100, cost_fen=0))

    assert counts(of_two, PAID, "A") == {
        "2025-03": Counted(sales=1000, cost=600, pieces=4, orders=1)
    }


def test_an_order_that_is_not_paid_counts_nothing() -> None:
    unpaid = sold(line(1)).changed(paid_at=None)

    assert counts(unpaid, PAID, "A") == {}
    assert months(unpaid, PAID) == set()


def test_lines_count_in_the_months_of_their_release_the_order_once() -> None:
    lines = (
        line(1, base_fen=100, released_at=at("04-10T00:00:00")),
        line(2, base_fen=200, released_at=at("05-02T09:00:00")),
        line(3, base_fen=400, released_at=at("04-11T00:00:00")),
        line(4, base_fen=800),
    )

    found = counts(sold(*lines), RELEASED, "A")

    assert found["2025-04"] == Counted(sales=500, unknown_costs=2, pieces=2, orders=1)
    assert found["2025-05"] == Counted(sales=200, unknown_costs=1, pieces=1, orders=0)
    assert months(sold(*lines), RELEASED) == {"2025-04", "2025-05"}


def test_an_order_counts_with_its_first_line_that_is_not_refunded() -> None:
    lines = (
        line(1, refunded_fen=100, released_at=at("04-10T00:00:00")),
        line(2, released_at=at("05-02T09:00:00")),
    )

    assert {p: found.orders for p, found in counts(sold(*lines), RELEASED, "A").items()} == {
        "2025-05": 1
    }
    assert months(sold(*lines), RELEASED) == {"2025-04", "2025-05"}


@pytest.mark.parametrize(
    ("released", "period"),
    [("04-30T23:59:59", "2025-04"), ("05-01T00:00:00", "2025-04"), ("05-01T00:00:01", "2025-05")],
)
def test_a_release_at_the_end_of_day_belongs_to_this_day(released: str, period: str) -> None:
    assert list(counts(sold(line(1, released_at=at(released))), RELEASED, "A")) == [period]


@pytest.mark.parametrize(
    ("paid", "period"), [("03-31T23:59:59", "2025-03"), ("04-01T00:00:00", "2025-04")]
)
def test_a_payment_at_the_begin_of_a_month_belongs_to_it(paid: str, period: str) -> None:
    paid_then = sold(line(1)).changed(paid_at=at(paid))

    assert list(counts(paid_then, PAID, "A")) == [period]


@pytest.mark.parametrize(
    ("refunded", "sales", "cost", "rest", "pieces"),
    [
        (0, 1000, 600, 0, 3),
        (1, 999, 599, 4_000, 3),
        (334, 666, 399, 6_000, 2),
        (666, 334, 200, 4_000, 2),
        (999, 1, 0, 6_000, 1),
    ],
)
def test_a_refund_takes_sales_and_cost_in_proportion_and_only_whole_pieces(
    refunded: int, sales: int, cost: int, rest: int, pieces: int
) -> None:
    part = line(1, qty=3, base_fen=1000, cost_fen=200, refunded_fen=refunded)

    assert counts(sold(part), PAID, "A") == {
        "2025-03": Counted(sales=sales, cost=cost, pieces=pieces, orders=1, cost_rest=rest)
    }


def test_what_is_refunded_whole_or_cost_nothing_counts_nothing() -> None:
    gone = line(1, refunded_fen=100)
    gift = line(2, base_fen=0, qty=5)

    assert counts(sold(gone, gift), PAID, "A") == {}


def test_everybody_within_reach_is_concerned_but_who_was_inactive() -> None:
    chain = ("A", "B", "C", "D")
    above = order(chain=chain, inactive=("C",))

    def found(reach: int) -> list[tuple[str, str]]:
        return list(concerned(above, PeriodRef(rule="volume", cadence="month", reach=reach)))

    assert found(1) == [("A", "own")]
    assert found(2) == [("A", "own"), ("B", "direct")]
    assert found(20) == [("A", "own"), ("B", "direct"), ("D", "team")]


def paying(payee: str, *lines: int, **fields: Any) -> Commission:
    shares = (share(number, rate_bp=0) for number in lines)
    return commission(*shares, payee=payee, **{"rule": "volume", **fields})


def test_pieces_count_for_those_whom_the_rule_pays_on_the_lines_that_it_pays() -> None:
    picked = sold(
        line(1, qty=2),
        line(2, qty=5),
        commissions=(paying("P", 1), paying("Q", 1, 2, out=True), paying("A", 2, rule="other")),
    )

    assert list(concerned(picked, PIECES)) == [("P", "own")]
    assert counts(picked, PIECES, "P")["2025-03"].pieces == 2
    assert counts(picked, PIECES, "Q") == {}
    assert counts(picked, PIECES, "A") == {}


def test_pieces_bring_along_what_their_order_said_and_what_its_limits_left() -> None:
    said = share(1, fixed_fen=60, room=1000)
    bought = sold(
        line(1, qty=3, base_fen=300, refunded_fen=150),
        commissions=(commission(said, payee="P", rule="volume"),),
    )

    found = counts(bought, PIECES, "P")["2025-03"]
    assert (found.pieces, found.with_orders, found.room) == (2, 40, 500)
    assert counts(bought, PAID, "A")["2025-03"].with_orders == 0


def test_counts_are_added_up() -> None:
    one, other = Counted(1, 2, 0, 3, 1), Counted(10, 20, 1, 30, 1)

    assert one.plus(other) == Counted(11, 22, 1, 33, 2)
    assert one.plus(NOTHING_COUNTED) == one


@pytest.mark.parametrize(
    ("counted", "profit", "margin"),
    [
        (Counted(1000, 901), 99, 990),
        (Counted(1000, 900), 100, 1000),
        (Counted(999, 900), 99, 990),
        (Counted(1000, 1001), -1, -10),
        (Counted(1000, 0, 1), None, None),
        (Counted(0, 0), 0, None),
        (Counted(1000, 900, cost_rest=1), 99, 990),
        (Counted(1000, 899, cost_rest=10_000), 100, 1000),
        (Counted(1000, 899, cost_rest=10_001), 99, 990),
    ],
)
def test_profit_and_margin_need_every_cost(
    counted: Counted, profit: int | None, margin: int | None
) -> None:
    assert (counted.profit, counted.margin_rate) == (profit, margin)


def test_costs_of_which_refunds_left_a_part_are_added_before_they_are_rounded() -> None:
    third = line(1, base_fen=300, cost_fen=200, refunded_fen=200)
    three = [third.changed(line=number) for number in (1, 2, 3)]

    (found,) = counts(sold(*three), PAID, "A").values()

    assert (found.sales, found.profit) == (300, 100)


def test_everything_but_recruits_is_measured() -> None:
    assert Counted(1000, 400, 0, 3, 2).measures == {
        "sales": 1000,
        "profit": 600,
        "margin_rate": 6000,
        "pieces": 3,
        "orders": 2,
    }


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025-03", "2025-03", "2025-03"),
        ("2025-Q4", "2025-10", "2025-12"),
        ("2025", "2025-01", "2025-12"),
    ],
)
def test_a_period_has_a_first_and_a_last_month(period: str, first: str, last: str) -> None:
    assert months_in(period) == (first, last)


def test_what_orders_said_counts_for_a_rule_a_piece_alone() -> None:
    said = commission(share(1, fixed_fen=60, room=1000), payee="A", rule="volume")
    bought = sold(line(1, qty=3), commissions=(said,))

    alone, beside = counts(bought, PIECES, "A")["2025-03"], counts(bought, PAID, "A")["2025-03"]
    assert (alone.with_orders, alone.room) == (60, 1000)
    assert (beside.with_orders, beside.room) == (0, 0)
