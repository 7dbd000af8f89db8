"""Sweeps while periods are evaluated: nobody waits for an evaluation, or for somebody's trouble."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.errors import Busy, OutOfStep
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import EVALUATION, Evaluation
from shared.domain.records import AwaitingRecord
from shared.ports import Due
from shared.usecases.clockwork.sweep import Sweep, sweep
from shared.usecases.periods import evaluate_award, evaluate_period
from shared.usecases.periods.evaluate_period import PAGE, advance_evaluation, evaluate_page
from tests.unit.usecases.periods.evaluated_world import (
    APRIL,
    EvaluatedWorld,
    evaluation,
    paid,
    sellers,
    volume,
)

KEY = "2025-03/volume"
CONTEST = {
    "id": "volume",
    "kind": "ranking",
    "period": "month",
    "counted": "paid",
    "places": [{"amount": "5.00"}] * 5,
}


def a_world(*rules: dict[str, Any]) -> EvaluatedWorld:
    return EvaluatedWorld(MemoryStore(), *rules)


def crowd(world: EvaluatedWorld, number: int) -> None:
    world.store.commit([Balance(payee=f"P{n:04d}") for n in range(number)])


def times(number: int) -> Callable[[], bool]:
    """Give as much time as somebody may ask for it so often."""
    left = iter(range(number))
    return lambda: next(left, None) is not None


def trouble(monkeypatch: pytest.MonkeyPatch, payee: str, error: Exception) -> None:
    """Let nothing of somebody be counted, until the patch is undone."""
    count_some = evaluate_award.count_some

    def broken(store: Any, rule: Any, who: str, period: str, count: Any) -> Any:
        if who == payee:
            raise error
        return count_some(store, rule, who, period, count)

    for counting in (evaluate_award, evaluate_period):
        monkeypatch.setattr(counting, "count_some", broken)
    monkeypatch.setattr("shared.usecases.retrying.FIRST_PAUSE", 0)


def whole_sweep(world: EvaluatedWorld) -> Sweep:
    return sweep(world.ports, world.clock.now(), lambda: True)


def due_kinds(world: EvaluatedWorld) -> list[type[AwaitingRecord]]:
    return [due.kind for due in world.store.due(world.clock.now())]


def test_an_unpaid_order_does_not_wait_for_2000_payees() -> None:
    world = a_world(volume(), volume(id="other"))
    crowd(world, 2_000)
    world.april()
    unpaid = world.placed(50_00)
    world.april(days=1)
    assert due_kinds(world) == [Evaluation, Evaluation, Order]

    done = sweep(world.ports, world.clock.now(), times(1 + 2 * PAGE))

    order = world.store.get(Order, unpaid.id)
    assert order is not None
    assert order.status == "cancelled"
    assert (done.advanced, done.failed) == (3, [])
    places = [evaluation(world, f"2025-03/{rule}") for rule in ("volume", "other")]
    assert all(place.awaiting == EVALUATION and place.after for place in places)


def test_evaluations_take_turns_page_by_page() -> None:
    world = a_world(volume(), volume(id="other"))
    crowd(world, 2_000)
    world.april()

    done = sweep(world.ports, APRIL, times(4 * PAGE))

    places = {evaluation(world, f"2025-03/{rule}").after for rule in ("volume", "other")}
    assert done.advanced == 4
    assert len(places) == 1
    assert "" not in places


def test_time_is_asked_for_between_two_payees() -> None:
    world = a_world()
    names = sellers(world, 20)
    world.april()
    most = 0

    while evaluation(world).awaiting == EVALUATION:
        before = len(paid(world))
        evaluate_page(world.ports, KEY, lambda: False)
        most = max(most, len(paid(world)) - before)

    assert most == 1
    assert paid(world) == dict.fromkeys(names, 1_00)
    assert evaluation(world).counted == 20


def test_a_ranking_looks_at_one_and_rewards_one_where_there_is_no_time() -> None:
    world = a_world(CONTEST)
    names = sellers(world, 7)
    world.april()
    counted, prized = [0], [0]

    while evaluation(world).awaiting == EVALUATION:
        evaluate_page(world.ports, KEY, lambda: False)
        counted.append(evaluation(world).counted)
        prized.append(evaluation(world).prized)

    for numbers in (counted, prized):
        assert {after - before for before, after in pairwise(numbers)} == {0, 1}
    assert set(paid(world)) == set(names)
    assert evaluation(world).total_fen == sum(paid(world).values()) == 25_00


@pytest.mark.parametrize("error", [Busy("S01"), OutOfStep("S01"), ValueError("S01")])
def test_nobody_waits_for_somebody_who_cannot_be_reckoned(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    world = a_world()
    names = sellers(world, 5)
    world.april()
    with monkeypatch.context() as patch:
        trouble(patch, "S01", error)
        first = whole_sweep(world)
        second = whole_sweep(world)

    due = Due(APRIL, PeriodAward, "S01/2025-03/volume")
    assert first.failed == second.failed == [(due, error)]
    assert paid(world) == {name: 1_00 for name in names if name != "S01"}
    assert evaluation(world).finished_at == APRIL
    assert evaluation(world).counted == 4
    assert evaluation(world, "2025-04/volume").awaiting == EVALUATION
    assert whole_sweep(world).failed == []
    assert paid(world) == dict.fromkeys(names, 1_00)


def test_a_winner_who_cannot_be_reckoned_gets_his_prize_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_world(CONTEST)
    names = sellers(world, 5)
    world.april()
    while not evaluation(world).looked_at_all:
        evaluate_page(world.ports, KEY)
    with monkeypatch.context() as patch:
        trouble(patch, "S01", Busy("S01"))
        assert [due.key for due, _ in whole_sweep(world).failed] == ["S01/2025-03/volume"]

    assert evaluation(world).finished_at == APRIL
    assert paid(world) == {name: 5_00 for name in names if name != "S01"}
    world.sweep()
    assert paid(world) == dict.fromkeys(names, 5_00)


def test_a_ranking_does_not_go_on_without_somebody_who_may_be_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_world(CONTEST)
    names = sellers(world, 5)
    world.april()
    with monkeypatch.context() as patch:
        trouble(patch, "S01", Busy("S01"))
        assert [due.key for due, _ in whole_sweep(world).failed] == [KEY]
        assert paid(world) == {}

    world.sweep()
    assert paid(world) == dict.fromkeys(names, 5_00)


def test_who_evaluates_a_whole_period_hears_of_every_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_world()
    sellers(world, 3)
    world.april()
    trouble(monkeypatch, "S01", ValueError("S01"))

    with pytest.raises(ExceptionGroup) as failed:
        advance_evaluation(world.ports, KEY)

    assert [str(error) for error in failed.value.exceptions] == ["S01"]
    assert sorted(paid(world)) == ["S00", "S02"]
    assert evaluation(world).finished_at == APRIL


def test_a_call_that_fails_anywhere_costs_nobody_anything() -> None:
    def ready() -> tuple[EvaluatedWorld, list[str]]:
        world = a_world()
        names = sellers(world, 2)
        world.april()
        world.store.interrupt(0, lambda: None)
        return world, names

    def fail() -> None:
        raise RuntimeError("not this time")

    world, _ = ready()
    whole_sweep(world)
    for call in range(1, world.store.calls + 1):
        world, names = ready()
        world.store.interrupt(call, fail)
        try:
            failed = whole_sweep(world).failed
        except RuntimeError:
            listing = {"due", "due_parts"}
            assert world.store.interrupted in listing, "only what lists the dues may end a sweep"
        else:
            # What goes wrong with many orders at once, each of them goes on without, alone.
            told = [str(error) for _, error in failed]
            assert told == ["not this time"] or Order not in due_kinds(world)
        world.sweep()
        assert paid(world) == dict.fromkeys(names, 1_00)
        assert len([e for e in world.store.all(JournalEntry) if e.cause == "award"]) == 2
