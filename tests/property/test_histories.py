"""Whatever happens in whatever order: the books hold after every step."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings

from infra.scenarios.document import Scenario
from infra.scenarios.play import let_time_pass
from infra.scenarios.stage import Stage
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.releases import held_back
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.played import TIME, played, scenario_of, staged, steps

PLAN = {
    "name": "money-and-points",
    "pay_depth": 3,
    "rules": [
        {
            "id": "relation",
            "kind": "percent",
            "rates_bp": {"default": [1000, 500, 200]},
            "products": {"coat": {"rates_bp": {"default": [790, 333]}}, "card": {}},
        },
        {
            "id": "thanks",
            "kind": "percent",
            "form": "points",
            "rates_bp": {"default": [123, 45]},
            "per_piece": {"default": ["0.03"]},
        },
    ],
}


def scenario_with_points(history: list[dict[str, Any]]) -> Scenario:
    return scenario_of(history, plan=PLAN, policy={"payout": {"max_part": "5.00"}})


def _check_releases(before: dict[str, Order], stage: Stage, cause: str) -> None:
    """No line released before its window ended or while a return holds it; nothing waits late."""
    for order in stage.store.all(Order):
        old = before.get(order.id)
        for number, line in enumerate(order.lines):
            fresh = line.released_at and not (old and old.lines[number].released_at)
            if fresh and cause != "dispute_won":
                assert line.window_ends is not None
                assert line.released_at is not None
                assert line.window_ends <= line.released_at
                assert line.line not in held_back(order)
        assert order.due_at > stage.clock.now() or cause == TIME


def _orders(stage: Stage) -> dict[str, Order]:
    return {order.id: order for order in stage.store.all(Order)}


def _lines(orders: dict[str, Order]) -> dict[str, tuple[Line, ...]]:
    return {key: order.lines for key, order in orders.items()}


@settings(max_examples=150)
@given(histories())
def test_the_books_hold_after_every_step(history: list[dict[str, Any]]) -> None:
    scenario = scenario_with_points(history)
    stage = staged(scenario)
    before = _orders(stage)
    for step in steps(stage, scenario):
        check_books(stage.store)
        _check_releases(before, stage, step.cause)
        after = _orders(stage)
        if step.refused:
            # Only money that came too late is noted all the same; it changes no line and no share.
            assert _lines(before) == _lines(after)
        before = after


@settings(max_examples=40)
@given(histories())
def test_time_alone_finishes_every_order(history: list[dict[str, Any]]) -> None:
    stage = played(scenario_with_points(history))
    let_time_pass(stage, stage.clock.now() + timedelta(days=60))

    for order in stage.store.all(Order):
        owed = any(item.state == "awaiting_refund" for item in order.open_items)
        assert order.status in ("paid", "closed", "cancelled") or owed
    assert list(stage.store.due(stage.clock.now())) == []


@settings(max_examples=30)
@given(histories())
def test_the_same_history_again_ends_the_same(history: list[dict[str, Any]]) -> None:
    ends = []
    for _ in range(2):
        stage = played(scenario_with_points(history))
        ends.append({order.id: order.journal.digest for order in stage.store.all(Order)})
    assert ends[0] == ends[1]
