"""Own activity: who sold himself lately, and who is not even asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import SaleOf
from shared.domain.plans.document import Plan, read_plan
from shared.domain.records import Record
from shared.ports import Page
from shared.usecases.orders.activity import LOOKED_AT, sold_lately
from tests.rules_in_force import put_in_force
from tests.unit.domain.orders.orders import NOW, line, order
from tests.unit.usecases.bench import BEGINNING, Bench

DAYS = 30


class Sales:
    """A store that knows own sales only, and who was asked for."""

    def __init__(self, *sales: Order) -> None:
        self.sales = sales
        self.asked: list[tuple[str, datetime]] = []

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        self.asked.append((distributor, since))
        return self.sales


def _plan(**fields: Any) -> Plan:
    return read_plan({"preset": "depth-10-5-2", "upline_activity_days": DAYS, **fields})


def _sold(store: Any, plan: Plan) -> bool:
    return sold_lately(store, "B", plan, NOW)


@pytest.mark.parametrize(
    ("sale", "counts"),
    [
        ({}, True),
        ({"paid_at": NOW - timedelta(days=DAYS) + timedelta(seconds=1)}, True),
        ({"paid_at": NOW - timedelta(days=DAYS)}, False),
        ({"kind": "pickup"}, False),
        ({"kind": "restock"}, False),
        ({"lines": (line(1, refunded_fen=99),)}, True),
        ({"lines": (line(1, refunded_fen=100),)}, False),
        ({"lines": (line(1, refunded_fen=100), line(2))}, True),
    ],
)
def test_a_sale_counts_while_it_is_recent_and_something_of_it_is_left(
    sale: dict[str, Any], counts: bool
) -> None:
    assert _sold(Sales(order(**sale)), _plan()) == counts


def test_of_several_sales_one_is_enough() -> None:
    gone = order(lines=(line(refunded_fen=100),))

    assert _sold(Sales(gone, order()), _plan())
    assert not _sold(Sales(gone, gone), _plan())
    assert not _sold(Sales(), _plan())


def test_a_plan_that_does_not_ask_for_activity_costs_no_question() -> None:
    store = Sales()

    assert _sold(store, read_plan("depth-10-5-2"))
    assert store.asked == []


def test_only_active_uplines_above_depth_one_and_inside_the_pay_depth_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = Bench()
    document = {"preset": "depth-10-5", "upline_activity_days": DAYS}
    put_in_force(bench.store, document, BEGINNING)
    asked: list[str] = []
    listed = bench.store.listed

    def listening(kind: type[Record], parent: str, **place: Any) -> Page[Record]:
        if kind is SaleOf:
            asked.append(parent)
        return listed(kind, parent, **place)

    monkeypatch.setattr(bench.store, "listed", listening)

    assert [(each.payee, each.out) for each in bench.placed("O1").commissions] == [
        ("A", False),
        ("B", True),
    ]
    bench.suspend("B")
    bench.placed("O2")
    assert asked == ["B"]


def test_behind_so_many_sales_of_which_nothing_is_left_none_is_looked_for() -> None:
    gone = order(lines=(line(refunded_fen=1_00),), paid_at=NOW)
    still = order(paid_at=NOW)
    assert still.lines[0].remaining_fen
    assert not gone.lines[0].remaining_fen

    assert _sold(Sales(*[gone] * (LOOKED_AT - 1), still), _plan())
    assert not _sold(Sales(*[gone] * LOOKED_AT, still), _plan())
