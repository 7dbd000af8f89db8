"""Evaluations go on where they stopped, follow each other, and wait for nobody but time."""

from datetime import timedelta
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.kinds.tier import TEAM_DEPTH
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.evaluations import EVALUATION, Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.periods.sales import CountedSale
from shared.domain.records import NOTHING
from shared.domain.times import FAR
from shared.ports import Due
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import enrol
from shared.usecases.periods import evaluate_period
from shared.usecases.periods.evaluate_award import advance_award
from shared.usecases.periods.evaluate_period import (
    advance_evaluation,
    evaluate_page,
)
from shared.usecases.periods.recount import advance_recount
from tests.unit.usecases.periods.evaluated_world import (
    APRIL,
    MARCH,
    EvaluatedWorld,
    evaluation,
    paid,
    sellers,
    volume,
)

KEY = "2025-03/volume"


def a_world(*rules: dict[str, Any]) -> EvaluatedWorld:
    return EvaluatedWorld(MemoryStore(), *rules)


class Gone(BaseException):
    """The machine is gone: nothing in it can do anything about that."""


def test_an_evaluation_waits_for_the_end_of_its_period() -> None:
    world = a_world()
    world.paid(50_00)
    world.april(seconds=-1)

    waiting = advance_evaluation(world.ports, KEY)

    assert (waiting.awaiting, waiting.due_at) == (EVALUATION, APRIL)
    assert world.store.all(PeriodAward) == []


def test_an_evaluation_tells_what_it_came_to() -> None:
    world = a_world()
    world.paid(50_00)
    world.april()

    done = advance_evaluation(world.ports, KEY)

    assert (done.awaiting, done.due_at, done.finished_at) == (NOTHING, FAR, APRIL)
    assert (done.counted, done.awarded, done.total_fen, done.plan) == (1, 1, 5_00, "month@1")
    assert paid(world) == {"A": 5_00}


def test_the_next_period_begins_to_wait_when_one_is_done() -> None:
    world = a_world()
    world.april()
    world.sweep()

    following = evaluation(world, "2025-04/volume")

    assert (following.awaiting, following.due_at.isoformat()) == (
        EVALUATION,
        "2025-04-30T16:00:00+00:00",
    )


def test_a_rule_that_ended_is_not_evaluated_any_more() -> None:
    world = a_world()
    world.approve(2, volume(id="other"))
    world.april()
    world.sweep()

    assert world.store.get(Evaluation, "2025-04/volume") is None
    assert evaluation(world, "2025-04/other").awaiting == EVALUATION


def test_an_evaluation_that_a_new_version_began_already_is_left_as_it_is() -> None:
    world = a_world(volume(close_after_days=10))
    world.april(days=1)
    world.approve(2, volume())
    begun = evaluation(world, "2025-04/volume")
    world.april(days=10)
    world.sweep()

    assert evaluation(world).finished_at == APRIL + timedelta(days=10)
    assert evaluation(world, "2025-04/volume") == begun


def test_an_evaluation_of_a_rule_that_never_came_into_force_ends_without_awards() -> None:
    world = a_world()
    order = world.paid(50_00)
    world.store.commit(
        [Evaluation(period="2025-03", rule="never").changed(awaiting=EVALUATION, due_at=APRIL)]
    )
    world.april()
    world.sweep()

    assert evaluation(world, "2025-03/never").finished_at == APRIL
    assert evaluation(world, "2025-03/never").plan is None
    assert world.store.get(Evaluation, "2025-04/never") is None
    assert order.period_rules[0].rule == "volume"


def test_an_evaluation_goes_on_where_its_time_was_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate_period, "PAGE", 2)
    world = a_world()
    names = sellers(world, 7)
    world.april()
    steps = 0

    while evaluation(world).awaiting == EVALUATION:
        before = evaluation(world)
        evaluate_page(world.ports, KEY, lambda: False)
        after = evaluation(world)
        assert (after.shard, after.after) != (before.shard, before.after) or after.finished_at
        steps += 1

    assert steps > 8
    assert paid(world) == dict.fromkeys(names, 1_00)
    assert evaluation(world).counted == 7
    assert evaluation(world).total_fen == 7_00


NEVER = 10**9


def test_a_page_that_was_lost_is_done_again_without_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_world()
    names = sellers(world, 5)
    world.april()
    calls = 0
    while evaluation(world).awaiting == EVALUATION:
        calls += 7

        def crash() -> None:
            raise Gone

        world.store.interrupt(calls, crash)
        try:
            advance_evaluation(world.ports, KEY)
        except Gone:
            continue

    assert calls > 20
    world.store.interrupt(NEVER, crash)
    assert paid(world) == dict.fromkeys(names, 1_00)
    assert len(world.store.all(JournalEntry)) == 5
    assert evaluation(world).counted == 5


def test_a_sweep_whose_time_is_up_leaves_the_rest_of_an_evaluation() -> None:
    world = a_world()
    world.paid(50_00)
    world.april()
    turns = iter((True, True, False))

    sweep(world.ports, APRIL, lambda: next(turns, False))

    assert evaluation(world).awaiting == EVALUATION
    assert evaluation(world).shard > 0


def test_a_ranking_goes_on_where_its_time_was_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate_period, "PAGE", 2)
    places = [{"amount": "5.00"}] * 5
    contest = {"id": "volume", "kind": "ranking", "period": "month", "counted": "paid"}
    world = a_world({**contest, "places": places})
    names = sellers(world, 7)
    world.april()

    while evaluation(world).awaiting == EVALUATION:
        evaluate_page(world.ports, KEY, lambda: False)

    assert sum(paid(world).values()) == 25_00
    assert set(paid(world)) == set(names)
    done = evaluation(world)
    assert (done.counted, done.awarded, done.prized, done.total_fen) == (7, 7, 7, 25_00)


def test_an_award_that_was_counted_late_keeps_its_prize() -> None:
    """Late facts reach an award before the ranking gives it its prize."""
    contest = {"id": "volume", "kind": "ranking", "period": "month", "counted": "paid"}
    world = a_world({**contest, "places": [{"amount": "5.00"}]})
    order = world.paid(50_00)
    world.april()
    world.refund(order, 10_00)
    advance_recount(world.ports, order.id)
    advance_award(world.ports, "A/2025-03/volume")
    assert world.award().target_fen == 0

    world.sweep()

    assert world.award().share.released == 5_00


def test_late_facts_wait_until_their_period_is_evaluated() -> None:
    world = a_world(volume(close_after_days=3))
    order = world.paid(50_00)
    world.april(days=3, minutes=-5)
    world.refund(order, 10_00)

    waiting = advance_recount(world.ports, order.id)

    assert (waiting.due_at, len(waiting.stale)) == (APRIL + timedelta(days=3), 1)
    assert world.store.all(PeriodAward) == []
    world.april(days=3)
    world.sweep()
    assert paid(world) == {"A": 4_00}
    recount = world.store.get(Recount, order.id)
    assert recount is not None
    assert (recount.awaiting, recount.stale) == (NOTHING, ())


def test_what_happens_before_the_end_of_a_period_needs_no_recount() -> None:
    world = a_world()
    order = world.paid(50_00)
    world.april(minutes=-16)
    world.refund(order, 10_00)

    assert world.store.all(Recount) == []


def test_late_facts_of_a_rule_that_a_plan_replaced_at_once_are_dropped() -> None:
    world = a_world()
    order = world.paid(50_00)
    world.approve(2, volume(id="other"))
    world.april()
    world.sweep()
    world.refund(order, 10_00)
    (recount,) = world.store.all(Recount)
    assert recount.stale[0].rule == "volume"
    world.sweep()

    assert world.store.all(PeriodAward) == []
    assert world.store.all(Recount)[0].awaiting == NOTHING


def test_what_is_not_due_is_left_alone() -> None:
    world = a_world()
    order = world.paid(50_00)
    world.april()
    world.sweep()
    world.refund(order, 10_00)
    world.sweep()
    award, recount = world.award(), world.store.get(Recount, order.id)

    assert advance_award(world.ports, award.key) == award
    assert advance_recount(world.ports, order.id) == recount
    assert advance_evaluation(world.ports, KEY) == evaluation(world)


@pytest.mark.parametrize("advance", [advance_evaluation, advance_award, advance_recount])
def test_what_is_not_there_is_a_fault(advance: Any) -> None:
    with pytest.raises(LookupError):
        advance(a_world().ports, "nobody/2025-03/volume")


def test_every_entry_keeps_what_it_follows_from() -> None:
    world = a_world()
    order = world.paid(120_00)
    world.april()
    world.sweep()
    world.refund(order, 60_00)
    world.sweep()

    reasons = {
        r.sequence: (r.facts.subject.sales, r.share.rate_bp) for r in world.store.all(Reckoning)
    }
    assert reasons == {1: (120_00, 2000), 2: (60_00, 1000)}


def test_an_order_of_the_longest_chain_is_pointed_to_in_one_transaction() -> None:
    world = a_world(volume(subject="team", pays_on="own"))
    above = "B"
    for n in range(TEAM_DEPTH + 5):
        enrol(world.ports, world.command(f"enrol {n}"), f"N{n}", above)
        above = f"N{n}"
    bind_buyer(world.ports, world.command("bind Y"), "Y", above)
    order = world.paid(50_00, "Y")

    assert len(order.chain) == TEAM_DEPTH
    assert len([s for s in world.store.all(CountedSale) if s.order == order.id]) == TEAM_DEPTH
    world.april()
    world.sweep()
    world.refund(order, 10_00)
    (recount,) = world.store.all(Recount)
    assert len(recount.stale[0].people) == TEAM_DEPTH
    world.sweep()
    awards = world.store.all(PeriodAward)
    assert [award.facts.subject.sales for award in awards] == [40_00] * TEAM_DEPTH
    assert list(paid(world)) == [above]


def test_everything_that_waits_is_found_by_the_due_index() -> None:
    world = a_world()
    order = world.paid(50_00)
    world.april()
    world.sweep()
    world.refund(order, 10_00)

    assert Due(APRIL, Recount, order.id) in world.store.due(APRIL)
    advance_recount(world.ports, order.id)
    assert Due(APRIL, PeriodAward, "A/2025-03/volume") in world.store.due(APRIL)
    assert Due(MARCH, Order, order.id) not in world.store.due(APRIL)


def test_awards_on_account_are_looked_at_before_the_final_one_and_move_it_afterwards() -> None:
    monthly = volume(id="monthly")
    final = volume(period="quarter", less=["monthly"])
    world = a_world(monthly, final)
    order = world.paid(120_00)
    world.april()
    world.sweep()
    assert paid(world) == {"A": 24_00}
    assert world.store.get(PeriodAward, "A/2025-Q1/volume") is None

    world.april(hours=1)
    world.sweep()
    assert world.award(period="2025-Q1").target_fen == 0
    world.refund(order, 60_00)
    world.sweep()
    assert world.award(rule="monthly").target_fen == 6_00
    assert world.award(period="2025-Q1").facts.on_account_fen == 6_00
