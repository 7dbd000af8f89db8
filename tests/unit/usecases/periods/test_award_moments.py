"""What an award tells: what it came to, every change of its money, and no more than fits."""

from datetime import timedelta

import pytest

from infra.memory.store import MemoryStore
from shared.domain.periods import telling
from shared.domain.periods.awards import PeriodAward
from tests.unit.usecases.periods.evaluated_world import APRIL, EvaluatedWorld, evaluation, volume

Told = list[tuple[str, int | None, int | None]]


def told(award: PeriodAward) -> Told:
    return [(each.code, each.amount_fen, each.entry) for each in award.moments]


def test_an_award_tells_what_it_came_to_and_every_change_of_its_money() -> None:
    world = EvaluatedWorld(MemoryStore())
    order = world.paid(120_00)
    world.april(hours=1)
    world.sweep()
    world.refund(order, 70_00)
    world.sweep()

    assert told(world.award()) == [("award_given", 24_00, 1), ("award_lowered", 19_00, 2)]
    assert all(each.by is None for each in world.award().moments)
    assert world.award().moments[0].facts == {"rule": "volume", "period": "2025-03"}


def test_what_grows_later_is_told_as_raised() -> None:
    world = EvaluatedWorld(MemoryStore())
    world.paid(50_00)
    world.clock.set(APRIL - timedelta(minutes=10))
    late, paid_at = world.placed(70_00), world.clock.now()
    world.april(minutes=1)
    world.sweep()
    world.pay(late, paid_at)
    world.sweep()

    assert told(world.award()) == [("award_given", 5_00, 1), ("award_raised", 19_00, 2)]


def test_who_earned_nothing_is_told_so_once() -> None:
    bands = {"default": [{"to": "100.00"}, {"from": "100.00", "rate_bp": 1000}]}
    world = EvaluatedWorld(MemoryStore(), volume(tiers={"bands": bands}))
    order = world.paid(50_00)
    world.april(hours=1)
    world.sweep()
    world.refund(order, 10_00)
    world.sweep()

    assert evaluation(world).counted == 1
    assert told(world.award()) == [("award_not_earned", None, None)]


def test_an_award_that_changes_very_often_tells_that_its_journal_tells_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "MOST_TOLD", 3)
    world = EvaluatedWorld(MemoryStore())
    order = world.paid(90_00)
    world.april(hours=1)
    world.sweep()
    for _ in range(4):
        world.refund(order, 10_00)
        world.sweep()

    codes = [each.code for each in world.award().moments]
    assert codes == ["award_given", "award_lowered", "award_told_no_more"]
    assert world.award().journal.sequence == 5
