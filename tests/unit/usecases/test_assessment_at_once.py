"""An assessment and a change of its facts at the same moment: the award ends right either way."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.adapters.memory_store import MemoryStore
from shared.domain.errors import Busy
from shared.domain.ledger import JournalEntry, totals
from shared.domain.orders import Order
from shared.domain.times import FAR
from shared.ports import Store
from shared.usecases.assess_period import advance_assessment, advance_award, advance_recount
from tests.unit.adapters.dynamodb_table import dynamodb_calls, store_over
from tests.unit.usecases.assessed_world import APRIL, MARCH, AssessedWorld, volume

ASSESSMENT = "2025-03/volume"
SOME = 7
"""In memory every store call is interrupted; over DynamoDB every seventh has to do."""


def refunded(world: AssessedWorld, order: Order) -> None:
    """Half goes back, and with it the better rate."""
    world.refund(order, 60_00)


def paid_late(world: AssessedWorld, order: Order) -> None:
    """Money of March is reported in April."""
    world.pay(order, MARCH)


Change = Callable[[AssessedWorld, Order], None]
CHANGES: dict[str, tuple[Change, int]] = {"refunded": (refunded, 6_00), "paid": (paid_late, 24_00)}
"""How the order of 120.00 changes, and what that pays in the end."""


def world_of(change: str, store: Store) -> tuple[AssessedWorld, Order]:
    world = AssessedWorld(store)
    order = world.placed(120_00)
    return world, world.pay(order) if change == "refunded" else order


def assess(world: AssessedWorld) -> None:
    advance_assessment(world.ports, ASSESSMENT)


def check(world: AssessedWorld, fen: int) -> None:
    world.sweep()
    award = world.award()
    assert award.target_fen == award.share.released == fen
    entries = world.store.journal(award.subject)
    assert totals(entries).get("A:available") == fen
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))


def calls_of(world: AssessedWorld, action: Callable[[], object]) -> int:
    world.store.interrupt(0, lambda: None)
    action()
    return world.store.calls


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_at_any_point_of_an_assessment_is_counted(change: str) -> None:
    happen, fen = CHANGES[change]
    world, order = world_of(change, MemoryStore())
    world.april()
    calls = calls_of(world, lambda: assess(world))
    assert calls > 20

    for call in range(1, calls + 1):
        world, order = world_of(change, MemoryStore())
        world.april()
        world.store.interrupt(call, lambda w=world, o=order: happen(w, o))
        assess(world)
        check(world, fen)


@pytest.mark.parametrize("change", CHANGES)
def test_an_assessment_at_any_point_of_a_change_is_made_good(change: str) -> None:
    happen, fen = CHANGES[change]
    world, order = world_of(change, MemoryStore())
    world.april()
    calls = calls_of(world, lambda: happen(world, order))
    assert calls > 3

    for call in range(1, calls + 1):
        world, order = world_of(change, MemoryStore())
        world.april()
        world.store.interrupt(call, lambda w=world: assess(w))
        happen(world, order)
        check(world, fen)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_began_before_the_end_and_is_stored_after_it_is_counted(change: str) -> None:
    """The period ends, and is assessed, while the transaction is under way."""
    happen, fen = CHANGES[change]
    world, order = world_of(change, MemoryStore())
    world.april(minutes=-14)
    calls = calls_of(world, lambda: happen(world, order))

    for call in range(1, calls + 1):
        world, order = world_of(change, MemoryStore())
        world.april(minutes=-14)

        def end(w: AssessedWorld = world) -> None:
            w.clock.set(APRIL)
            assess(w)

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
        calls = calls_of(world, lambda: assess(world))
    for call in range(3, calls + 1, SOME):
        with dynamodb_calls() as table:
            world, order = world_of(change, store_over(table))
            world.april()
            world.store.interrupt(call, lambda w=world, o=order: happen(w, o))
            assess(world)
            check(world, fen)


def test_a_reassessment_that_is_overtaken_counts_what_overtook_it() -> None:
    def outdated() -> tuple[AssessedWorld, Order]:
        world = AssessedWorld(MemoryStore())
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
    world = AssessedWorld(MemoryStore(), volume(subject="team"))
    world.paid(120_00)
    world.april()
    start = threading.Barrier(4)

    def advance(_: int) -> None:
        start.wait()
        try:
            assess(world)
        except Busy:
            return

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(advance, range(4)))
    world.sweep()

    causes = [entry.cause for entry in world.store.all(JournalEntry) if "award" in entry.cause]
    assert causes == ["award", "award"]
    assert {world.award(payee).share.released for payee in "AB"} == {24_00}
    assert list(world.store.due(FAR)) != []


def test_reassessments_that_meet_move_the_difference_once() -> None:
    world = AssessedWorld(MemoryStore())
    order = world.paid(120_00)
    world.april()
    world.sweep()
    world.refund(order, 60_00)
    start = threading.Barrier(4)

    def advance(_: int) -> None:
        start.wait()
        advance_award(world.ports, "A/2025-03/volume")

    advance_recount(world.ports, order.id)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(advance, range(4)))

    check(world, 6_00)
    causes = [entry.cause for entry in world.store.journal(world.award().subject)]
    assert causes == ["award", "award_reassessed"]
