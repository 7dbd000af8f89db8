"""Awards within their plan's budget, one by one and at once, in memory and over DynamoDB alike."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.errors import Busy
from shared.domain.orders.budgets import SLICES, BudgetSlice, slice_key
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward, outdated
from shared.ports import Store
from shared.usecases.orders.fulfil_order import cancel
from shared.usecases.periods.evaluate_award import advance_award
from shared.usecases.periods.evaluate_period import advance_evaluation
from tests.at_once import at_once
from tests.unit.usecases.periods.evaluated_world import (
    APRIL,
    MARCH,
    EvaluatedWorld,
    evaluation,
    sellers,
    volume,
)

KEY = "2025-03/volume"
SALE = {"id": "sale", "kind": "percent", "rates_bp": {"default": [500]}}
"""5 % with the order; the month adds 10 %."""


def limited(store: Store, amount: str, *rules: dict[str, Any]) -> EvaluatedWorld:
    budget = {"amount": amount, "period": "year"}
    return EvaluatedWorld(store, *(rules or (volume(),)), budget=budget)


def promised(world: EvaluatedWorld) -> int:
    keys = (slice_key("month", "2025", number) for number in range(SLICES))
    found = [each for key in keys if (each := world.store.get(BudgetSlice, key))]
    return sum(each.reserved for each in found)


def targets(world: EvaluatedWorld, payees: list[str]) -> list[int]:
    return [world.award(payee).target_fen for payee in payees]


def test_awards_that_are_evaluated_at_once_beside_orders_never_pass_the_budget(
    store: Store,
) -> None:
    world = limited(store, "8.50", volume(), SALE)
    names = sellers(world, 6)
    world.april()
    world.store.commit(
        [outdated(PeriodAward(payee=n, period="2025-03", rule="volume"), APRIL) for n in names]
    )

    def award_or_order(number: int) -> Order | None:
        if number >= len(names):
            return world.placed(20_00)
        try:
            advance_award(world.ports, f"{names[number]}/{KEY}")
        except Busy:
            return None
        return None

    answered = at_once(award_or_order, len(names) + 3)
    for name in names:
        advance_award(world.ports, f"{name}/{KEY}")

    # 3.00 were promised with the orders of March; 5.50 are for six awards of 1.00 and new orders.
    orders = sum(each.fen for order in answered if order for each in order.budget)
    assert sum(targets(world, names)) == min(6_00, 5_50 - orders)
    assert promised(world) == 3_00 + orders + sum(targets(world, names)) <= 8_50
    assert all(world.award(name).share.released == world.award(name).target_fen for name in names)


def test_an_evaluation_tells_what_was_awarded_within_the_budget(store: Store) -> None:
    world = limited(store, "2.50")
    names = sellers(world, 4)
    world.april()

    done = advance_evaluation(world.ports, KEY)

    assert sorted(targets(world, names)) == [0, 50, 1_00, 1_00]
    assert (done.counted, done.awarded, done.total_fen) == (4, 3, 2_50)
    assert promised(world) == 2_50
    assert evaluation(world, KEY).budget_cut_fen == 1_50


def test_a_recount_that_raises_an_award_takes_more_and_one_that_lowers_it_frees_its_budget() -> (
    None
):
    world = limited(MemoryStore(), "8.00")
    first, late = world.paid(60_00), world.placed(30_00)
    world.april()
    advance_evaluation(world.ports, KEY)
    assert (world.award().target_fen, promised(world)) == (6_00, 6_00)

    # Money of March that is reported in April: 6.00 and 3.00 are more than there is.
    world.pay(late, MARCH)
    world.sweep()
    assert (world.award().target_fen, promised(world)) == (8_00, 8_00)
    assert world.award().budget_cut_fen == 1_00

    world.refund(first, 20_00)
    world.sweep()
    assert (world.award().target_fen, promised(world)) == (7_00, 7_00)

    world.refund(first, 40_00)
    world.refund(late, 30_00)
    world.sweep()
    assert (world.award().target_fen, promised(world)) == (0, 0)


def test_an_award_that_is_evaluated_again_takes_nothing_twice() -> None:
    world = limited(MemoryStore(), "4.00")
    world.paid(60_00)
    world.april()
    world.sweep()

    for _ in range(2):
        world.store.commit([outdated(world.award(), world.clock.now())])
        world.sweep()

    award = world.award()
    assert (award.target_fen, award.budget_cut_fen, promised(world)) == (4_00, 2_00, 4_00)
    assert award.journal.sequence == 1


def cancelled(world: EvaluatedWorld, order: Order) -> None:
    cancel(world.ports, world.command("cancel"), order.id)


def ordered(world: EvaluatedWorld, _: Order) -> None:
    world.placed(10_00)


@pytest.mark.parametrize(("happen", "awarded"), [(cancelled, {1_00, 2_00}), (ordered, {50, 1_00})])
def test_what_is_taken_or_freed_at_any_point_of_an_evaluation_is_respected(
    happen: Callable[[EvaluatedWorld, Order], None], awarded: set[int]
) -> None:
    def a_world() -> tuple[EvaluatedWorld, Order]:
        world = limited(MemoryStore(), "4.00", volume(), SALE)
        order = world.placed(40_00)
        world.paid(20_00)
        world.april()
        return world, order

    probe, _ = a_world()
    probe.store.interrupt(0, lambda: None)
    advance_evaluation(probe.ports, KEY)
    found = set()
    for call in range(1, probe.store.calls + 1):
        world, order = a_world()
        world.store.interrupt(call, lambda w=world, o=order: happen(w, o))
        advance_evaluation(world.ports, KEY)
        held = sum(part.fen for each in world.store.all(Order) for part in each.budget)
        assert promised(world) == held + world.award().target_fen <= 4_00
        found.add(world.award().target_fen)
    # What is freed while it looks from slice to slice may come too late for some of them.
    assert {min(found), max(found)} == awarded
