"""An evaluation and a change of its facts at the same moment: the award ends right either way."""

from collections.abc import Callable

import pytest

from infra.memory.store import MemoryStore
from shared.domain.errors import Busy
from shared.domain.ledger.journal import JournalEntry, totals
from shared.domain.orders.order import Order
from shared.domain.times import FAR
from shared.ports import Store
from shared.usecases.lists import all_of
from shared.usecases.periods.evaluate_award import advance_award
from shared.usecases.periods.evaluate_period import (
    advance_evaluation,
)
from shared.usecases.periods.recount import advance_recount
from tests.at_once import at_once
from tests.unit.adapters.dynamodb_table import dynamodb_calls, store_over
from tests.unit.usecases.periods.evaluated_world import APRIL, MARCH, EvaluatedWorld, volume

EVALUATION = "2025-03/volume"
SOME = 7
"""In memory every store call is interrupted; over DynamoDB every seventh has to do."""


def refunded(world: EvaluatedWorld, order: Order) -> None:
    """Half goes back, and with it the better rate."""
    world.refund(order, 60_00)


def paid_late(world: EvaluatedWorld, order: Order) -> None:
    """Money of March is reported in April."""
    world.pay(order, MARCH)


Change = Callable[[EvaluatedWorld, Order], None]
CHANGES: dict[str, tuple[Change, int]] = {"refunded": (refunded, 6_00), "paid": (paid_late, 24_00)}
"""How the order of 120.00 changes, and what that pays in the end."""


def world_of(change: str, store: Store) -> tuple[EvaluatedWorld, Order]:
    world = EvaluatedWorld(store)
    order = world.placed(120_00)
    return world, world.pay(order) if change == "refunded" else order


def evaluate(world: EvaluatedWorld) -> None:
    advance_evaluation(world.ports, EVALUATION)


def check(world: EvaluatedWorld, fen: int) -> None:
    world.sweep()
    award = world.award()
    assert award.target_fen == award.share.released == fen
    entries = all_of(world.store, JournalEntry, award.subject)
    assert totals(entries).get("A:available") == fen
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))


def calls_of(world: EvaluatedWorld, action: Callable[[], object]) -> int:
    world.store.interrupt(0, lambda: None)
    action()
    return world.store.calls


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_at_any_point_of_an_evaluation_is_counted(change: str) -> None:
    happen, fen = CHANGES[change]
    world, order = world_of(change, MemoryStore())
    world.april()
    calls = calls_of(world, lambda: evaluate(world))
    assert calls > 20

    for call in range(1, calls + 1):
        world, order = world_of(change, MemoryStore())
        world.april()
        world.store.interrupt(call, lambda w=world, o=order: happen(w, o))
        evaluate(world)
        check(world, fen)


@pytest.mark.parametrize("change", CHANGES)
def test_an_evaluation_at_any_point_of_a_change_is_made_good(change: str) -> None:
    happen, fen = CHANGES[change]
    world, order = world_of(change, MemoryStore())
    world.april()
    calls = calls_of(world, lambda: happen(world, order))
    assert calls > 3

    for call in range(1, calls + 1):
        world, order = world_of(change, MemoryStore())
        world.april()
        world.store.interrupt(call, lambda w=world: evaluate(w))
        happen(world, order)
        check(world, fen)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_began_before_the_end_and_is_stored_after_it_is_counted(change: str) -> None:
    """The period ends, and is evaluated, while the transaction is under way."""
    happen, fen = CHANGES[change]
    world, order = world_of(change, MemoryStore())
    world.april(minutes=-14)
    calls = calls_of(world, lambda: happen(world, order))

    for call in range(1, calls + 1):
        world, order = world_of(change, MemoryStore())
        world.april(minutes=-14)

        def end(w: EvaluatedWorld = world) -> None:
            w.clock.set(APRIL)
            evaluate(w)

        world.store.interrupt(call, end)
        happen(world, order)
        world.clock.set(APRIL)
        check(world, fen)


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_holds_over_dynamodb(change: str) -> None:
    happen, fen = CHANGES[change]
    with dynamodb_calls() as probe:
        world, order = world_of(change, store_over(probe))
        world.april()
        calls = calls_of(world, lambda: evaluate(world))
    for call in range(3, calls + 1, SOME):
        with dynamodb_calls() as table:
            world, order = world_of(change, store_over(table))
            world.april()
            world.store.interrupt(call, lambda w=world, o=order: happen(w, o))
            evaluate(world)
            check(world, fen)


def test_a_reevaluation_that_is_overtaken_counts_what_overtook_it() -> None:
    def outdated() -> tuple[EvaluatedWorld, Order]:
        world = EvaluatedWorld(MemoryStore())
        order = world.paid(120_00)
        world.april()
        world.sweep()
        world.refund(order, 10_00)
        return world, order

    world, _ = outdated()
    calls = calls_of(world, world.sweep)
    for call in range(1, calls + 1):
        world, order = outdated()
        world.store.interrupt(call, lambda w=world, o=order: w.refund(o, 20_00))
        world.sweep()
        check(world, 9_00)


def test_sweepers_that_meet_pay_everybody_once() -> None:
    world = EvaluatedWorld(MemoryStore(), volume(subject="team"))
    world.paid(120_00)
    world.april()

    def advance(_: int) -> None:
        try:
            evaluate(world)
        except Busy:
            return

    at_once(advance, 4)
    world.sweep()

    causes = [entry.cause for entry in world.store.all(JournalEntry) if "award" in entry.cause]
    assert causes == ["award", "award"]
    assert {world.award(payee).share.released for payee in "AB"} == {24_00}
    assert list(world.store.due(FAR)) != []


def test_reevaluations_that_meet_move_the_difference_once() -> None:
    world = EvaluatedWorld(MemoryStore())
    order = world.paid(120_00)
    world.april()
    world.sweep()
    world.refund(order, 60_00)

    advance_recount(world.ports, order.id)
    at_once(lambda _: advance_award(world.ports, "A/2025-03/volume"), 4)

    check(world, 6_00)
    causes = [entry.cause for entry in all_of(world.store, JournalEntry, world.award().subject)]
    assert causes == ["award", "award_reevaluated"]
