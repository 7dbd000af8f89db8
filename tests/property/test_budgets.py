"""A budget is never passed, whatever happens, and its slices hold what the orders hold."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.scenarios.stage import Stage
from shared.domain.orders.budgets import SLICES, BudgetSlice, committed, take
from shared.domain.orders.order import Order
from shared.domain.orders.releases import releases_at
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.played import scenario_of, staged, steps

BUDGET = 20_00
PLAN = {
    "preset": "depth-10-5-2",
    "release": "month",
    "budget": {"amount": "20.00", "period": "year"},
    "rules": [{"id": "thanks", "kind": "percent", "form": "points", "rates_bp": {"default": [99]}}],
}

_slices = st.lists(st.integers(0, 50), min_size=SLICES, max_size=SLICES).map(
    lambda reserved: [
        BudgetSlice(plan="plan", period="2025", number=number, reserved=fen)
        for number, fen in enumerate(reserved)
    ]
)


@given(st.integers(0, 1_000_000))
def test_the_slices_together_are_the_budget(budget: int) -> None:
    rooms = [
        BudgetSlice(plan="plan", period="2025", number=number).room(budget)
        for number in range(SLICES)
    ]

    assert sum(rooms) == budget
    assert max(rooms) - min(rooms) <= 1


@given(_slices, st.integers(0, 900), st.integers(1, 900))
def test_an_order_takes_what_it_needs_exactly_where_all_slices_together_have_it(
    slices: list[BudgetSlice], budget: int, needed: int
) -> None:
    room = sum(each.room(budget) for each in slices)

    taken = take(slices, budget, needed)

    assert (taken is None) == (room < needed)
    for slice_, fen in taken or []:
        before = slices[slice_.number]
        assert fen > 0
        assert slice_.reserved == before.reserved + fen
        assert fen <= before.room(budget)
    assert taken is None or sum(each.fen for each in taken) == needed


@settings(max_examples=100)
@given(histories())
def test_what_orders_promise_never_passes_the_budget(history: list[dict[str, Any]]) -> None:
    scenario = scenario_of(history, plan=PLAN)
    stage = staged(scenario)
    for _ in steps(stage, scenario):
        _check(stage)


def _check(stage: Stage) -> None:
    check_books(stage.store)
    orders = stage.store.all(Order)
    held: Counter[str] = Counter()
    for order in orders:
        funded = sum(each.fen for each in order.budget)
        assert funded == (0 if _is_exhausted(order) else committed(order))
        assert sum(each.recognised for each in order.commissions) <= funded
        held.update({each.slice: each.fen for each in order.budget})
        _check_release(order)
    assert held == Counter({each.key: each.reserved for each in stage.store.all(BudgetSlice)})
    assert held.total() <= BUDGET


def _is_exhausted(order: Order) -> bool:
    return any(notice.code == "BUDGET_EXHAUSTED" for notice in order.notices)


def _check_release(order: Order) -> None:
    for line in order.lines:
        due_at = releases_at(order, line)
        if line.released_at:
            assert line.window_ends is not None
            assert due_at is not None
            assert line.window_ends <= due_at <= line.released_at
