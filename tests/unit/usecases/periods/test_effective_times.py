"""However late the sweeper comes, what it moves takes effect when it was due or the facts came."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.ledger.journal import JournalEntry, totals
from shared.domain.periods.awards import PeriodAward
from shared.domain.times import FAR
from shared.usecases.lists import all_of
from shared.usecases.periods import evaluate_award
from tests.unit.usecases.periods.evaluated_world import APRIL, EvaluatedWorld, volume

HOUR = timedelta(hours=1)
FINAL = volume(
    id="final", period="quarter", less=["volume"], tiers={"bands": {"default": [{"rate_bp": 3000}]}}
)
LATE = [timedelta(0), timedelta(minutes=1), 3 * HOUR, timedelta(days=40)]


def a_world(*rules: dict[str, Any]) -> EvaluatedWorld:
    return EvaluatedWorld(MemoryStore(), *(rules or (volume(),)))


def effective(world: EvaluatedWorld, rule: str = "volume") -> list[tuple[datetime, int]]:
    """Give when each entry of an award of the first period took effect, and what it came to."""
    subject = f"AWARD#A.{'2025-Q1' if rule == 'final' else '2025-03'}.{rule}"
    entries = all_of(world.store, JournalEntry, subject)
    return [(each.at, totals([each])["A:available"]) for each in entries]


@pytest.mark.parametrize("late", LATE)
def test_an_award_takes_effect_when_its_period_closes(late: timedelta) -> None:
    world = a_world(volume(), FINAL)
    world.paid(120_00)
    world.clock.set(APRIL + HOUR + late)
    world.sweep()

    assert effective(world) == [(APRIL, 24_00)]
    assert effective(world, "final") == [(APRIL + HOUR, 12_00)]


@pytest.mark.parametrize("late", LATE)
def test_a_recount_takes_effect_when_the_facts_have_changed(late: timedelta) -> None:
    world = a_world(volume(), FINAL)
    order = world.paid(120_00)
    world.april(hours=1)
    world.sweep()
    world.april(days=2)
    world.refund(order, 40_00)
    world.clock.set(APRIL + timedelta(days=2) + late)
    world.sweep()

    changed = APRIL + timedelta(days=2)
    assert effective(world)[1:] == [(changed, -16_00)]
    assert effective(world, "final")[1:] == [(changed, 4_00)]


def test_what_several_changes_come_to_takes_effect_with_the_last() -> None:
    world = a_world()
    orders = [world.paid(120_00), world.paid(40_00)]
    world.april()
    world.sweep()
    for days, order in enumerate([orders[0], orders[1], orders[0]], start=2):
        world.april(days=days)
        world.refund(order, 20_00)
    world.april(days=9)
    world.sweep()

    assert effective(world) == [(APRIL, 32_00), (APRIL + timedelta(days=4), -12_00)]


def test_a_change_before_the_end_that_is_recounted_takes_effect_with_the_end() -> None:
    world = a_world()
    order = world.paid(120_00)
    world.april(minutes=-14)
    world.refund(order, 20_00)
    world.store.interrupt(0, lambda: None)
    world.april(hours=3)
    world.sweep()

    assert effective(world) == [(APRIL, 20_00)]


def test_who_could_not_be_reckoned_in_time_is_paid_as_of_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_world()
    world.paid(120_00)
    world.april(minutes=5)
    with monkeypatch.context() as patch:
        patch.setattr(evaluate_award, "facts_of", _fails)
        world.sweep()
    world.april(days=1)
    world.sweep()

    assert effective(world) == [(APRIL, 24_00)]


def _fails(*_: object) -> None:
    raise ValueError("not to be reckoned today")


def test_a_clock_that_jumps_over_months_and_quarters_changes_no_sum() -> None:
    def sold() -> EvaluatedWorld:
        world = a_world(volume(), FINAL)
        for days in (0, 30, 61, 92):
            world.april(days=days - 10)
            if in_time:
                world.sweep()
            world.paid(60_00 + days * 100)
        return world

    balances = []
    for in_time in (True, False):
        world = sold()
        if in_time:
            for days in range(30, 200):
                world.april(days=days, hours=1)
                world.sweep()
        world.april(days=200)
        world.sweep()
        awards = {
            (a.key, a.target_fen, a.share.released)
            for a in all_of(world.store, PeriodAward, "A")
            if a.target_fen
        }
        balances.append((awards, totals(world.store.all(JournalEntry))))
        assert min(due.due_at for due in world.store.due(FAR)) > world.clock.now()

    assert balances[0] == balances[1]
