"""Somebody with more orders than a turn counts: the count goes on where it stopped, to the fen."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.order import Order
from shared.domain.periods.awards import REEVALUATION, PeriodAward
from shared.domain.periods.evaluations import EVALUATION
from shared.domain.periods.sales import CountedSale
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.periods import count_orders
from shared.usecases.periods.evaluate_period import evaluate_page
from shared.usecases.periods.recount import advance_recount
from tests.unit.usecases.periods.evaluated_world import (
    APRIL,
    EvaluatedWorld,
    evaluation,
    sellers,
    volume,
)

KEY = "2025-03/volume"
QUARTER = volume(id="quarter", period="quarter", less=["volume"])
CONTEST = {
    "id": "volume",
    "kind": "ranking",
    "period": "month",
    "counted": "paid",
    "places": [{"amount": "5.00"}, {"amount": "3.00"}],
}
Build = Callable[[], EvaluatedWorld]


@pytest.fixture(autouse=True)
def _three_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_orders, "ORDERS_A_TURN", 3)


def _leading(*rules: dict[str, Any], orders: int = 10) -> EvaluatedWorld:
    world = EvaluatedWorld(MemoryStore(), *rules)
    for number in range(orders):
        order = world.paid(10_00 + number)
        if number % 4 == 0:
            world.refund(order, 3_00)
    return world


def _turn(world: EvaluatedWorld) -> None:
    """Take one turn with the evaluation, and with nothing else."""
    evaluate_page(world.ports, KEY)


def _facts(world: EvaluatedWorld) -> list[tuple[str, str, object, int, int]]:
    awards = sorted(world.store.all(PeriodAward), key=lambda each: each.key)
    return [(a.key, a.plan, a.facts, a.target_fen, a.share.released) for a in awards]


@pytest.mark.parametrize("rules", [(), (volume(), QUARTER), (CONTEST,)])
def test_in_turns_it_comes_to_what_it_comes_to_at_once(
    rules: tuple[dict[str, Any], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_turns, at_once = _leading(*rules), _leading(*rules)
    in_turns.april(days=1)
    in_turns.sweep()

    monkeypatch.setattr(count_orders, "ORDERS_A_TURN", 1_000)
    at_once.april(days=1)
    at_once.sweep()

    assert _facts(in_turns) == _facts(at_once)
    assert in_turns.award().share.released > 0
    journals = [
        [(e.subject, e.sequence, e.postings) for e in world.store.all(JournalEntry)]
        for world in (in_turns, at_once)
    ]
    assert journals[0] == journals[1], "every effect once"


def test_a_turn_counts_a_part_and_the_next_goes_on_there() -> None:
    world = _leading()
    world.april()
    counted = []
    while evaluation(world).awaiting == EVALUATION:
        _turn(world)
        count = world.award().counting if world.store.get(PeriodAward, f"A/{KEY}") else None
        counted.append(count.now.subject.orders if count else None)

    parts = [each for each in counted if each is not None]
    assert parts == [3, 6, 9]
    assert world.award().facts.subject.orders == 10
    assert world.award().counting is None


def test_others_wait_for_no_more_than_a_turn() -> None:
    world = _leading()
    names = sellers(world, 2)
    world.april()

    sweep(world.ports, APRIL, lambda: True)

    assert evaluation(world).awarded == 1 + len(names)


def test_what_changes_behind_a_count_is_counted_once_more_afterwards() -> None:
    world = _leading()
    world.april()
    while not world.store.get(PeriodAward, f"A/{KEY}"):
        _turn(world)
    first = min(world.store.all(CountedSale), key=lambda sale: sale.key)
    order = world.store.get(Order, first.order)
    assert order is not None

    world.refund(order, order.lines[0].remaining_fen)
    advance_recount(world.ports, order.id)
    count = world.award().counting
    assert count is not None
    assert count.stale
    while evaluation(world).awaiting == EVALUATION:
        _turn(world)

    once = world.award()
    assert (once.facts.subject.orders, once.awaiting) == (10, REEVALUATION)
    world.sweep()
    now = world.award()
    assert (now.facts.subject.orders, now.awaiting, now.counting) == (9, "nothing", None)
    assert now.target_fen == now.share.released == now.facts.subject.sales // 10


def test_a_late_fact_is_counted_in_turns_as_well() -> None:
    world = _leading()
    world.april()
    world.sweep()
    before = world.award()
    order = world.store.all(Order)[5]

    world.refund(order, order.lines[0].remaining_fen)
    advance_recount(world.ports, order.id)
    counted = sweep(world.ports, world.clock.now(), lambda: True)

    after = world.award()
    assert counted.failed == []
    assert after.facts.subject.sales == before.facts.subject.sales - order.lines[0].remaining_fen
    assert after.reevaluation_due_at is None


def test_who_cannot_be_ranked_in_one_turn_is_ranked_by_all_of_his_orders() -> None:
    world = _leading(CONTEST)
    sellers(world, 1)
    world.april()
    parts = []
    while evaluation(world).awaiting == EVALUATION:
        _turn(world)
        ranking = evaluation(world).ranking
        parts.append(ranking and (ranking[0], ranking[1].now.subject.orders))

    assert [each for each in parts if each] == [("A", 3), ("A", 6), ("A", 9)]
    assert {each.payee for each in evaluation(world).ranked} == {"A", "S00"}
    assert [world.award(name).share.released for name in ("A", "S00")] == [5_00, 3_00]
