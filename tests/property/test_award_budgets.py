"""Orders and awards together never pass a budget, whatever happens and whoever comes first."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.memory.store import MemoryStore
from infra.scenarios.play import let_time_pass
from infra.scenarios.stage import Stage
from shared.domain.civil_periods import last_second, period_of
from shared.domain.orders.budgets import BudgetSlice
from shared.domain.orders.commissions import Share
from shared.domain.orders.holds import with_closed_hold
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward
from shared.domain.plans.document import read_plan
from shared.domain.records import NOTHING
from shared.usecases.budgets import fund_award
from shared.usecases.reading import load_balance
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.played import scenario_of, staged, steps

BEGINNING = datetime.fromisoformat("2025-03-22T10:00:00+08:00")
BUDGET = 2_00

BANDS = [{"to": "50.00", "rate_bp": 100}, {"from": "50.00", "rate_bp": 400}]
FALLING = [{"to": 2, "amount": "0.50"}, {"from": 2, "amount": "0.10"}]
RULES = [
    {"id": "relation", "kind": "percent", "rates_bp": {"default": [100]}},
    {"id": "own", "kind": "tier", "period": "month", "tiers": {"bands": {"default": BANDS}}},
    {
        "id": "team",
        "kind": "tier",
        "period": "month",
        "subject": "team",
        "counted": "paid",
        "form": "points",
        "tiers": {"measure": "orders", "bands": {"default": FALLING}},
    },
    {
        "id": "quarter",
        "kind": "tier",
        "period": "quarter",
        "counted": "paid",
        "on_refund": "booked_rate",
        "less": ["own"],
        "tiers": {"mode": "marginal", "bands": {"default": BANDS}},
    },
    {
        "id": "pieces",
        "kind": "per_piece",
        "per_piece": "0.05",
        "counted": "month",
        "steps": [{"above": 3, "per_piece": "0.30"}],
    },
    {"id": "best", "kind": "ranking", "period": "month", "places": [{"amount": "0.80"}]},
]


def _plan(budget: str | None, period: str = "month") -> dict[str, Any]:
    limit = {"budget": {"amount": budget, "period": period}} if budget else {}
    return {"name": "limited", "pay_depth": 1, "rules": RULES, **limit}


def _played(history: list[dict[str, Any]], plan: dict[str, Any]) -> Iterator[Stage]:
    scenario = scenario_of(history, BEGINNING, plan=plan)
    stage = staged(scenario)
    for _ in steps(stage, scenario):
        yield stage
    for days in (0, 45):
        let_time_pass(stage, stage.clock.now() + timedelta(days=days))
        yield stage


@settings(max_examples=100)
@given(histories(), st.sampled_from(("month", "quarter", "year")))
def test_orders_and_awards_hold_all_that_is_promised_and_never_more_than_the_budget(
    history: list[dict[str, Any]], period: str
) -> None:
    for stage in _played(history, _plan("2.00", period)):
        check_books(stage.store)
        held: Counter[str] = Counter()
        for order in stage.store.all(Order):
            held.update({each.slice: each.fen for each in order.budget})
        for award in stage.store.all(PeriodAward):
            if award.plan:
                _check_award(stage, award, period)
                assert award.funds is not None
                held.update({each.slice: each.fen for each in award.funds.held})
        slices = stage.store.all(BudgetSlice)
        assert held == Counter({each.key: each.reserved for each in slices})
        _check_sums(slices)


def _check_award(stage: Stage, award: PeriodAward, period: Any) -> None:
    assert award.funds is not None
    budget = f"limited/{period_of(period, last_second(award.period))}/"
    assert all(each.slice.startswith(budget) for each in award.funds.held)
    assert 0 <= award.target_fen <= award.promised_fen <= max(award.funds.asked, award.due_fen)
    assert award.target_fen + award.budget_cut_fen == award.due_fen
    if award.awaiting == NOTHING:
        share = with_closed_hold(award.share, load_balance(stage.store, award.purse))
        assert share.recognised - share.forfeited <= award.promised_fen


def _check_sums(slices: list[BudgetSlice]) -> None:
    promised: Counter[str] = Counter()
    for each in slices:
        promised[each.period] += each.reserved
    assert all(fen <= BUDGET for fen in promised.values())


@settings(max_examples=50)
@given(histories())
def test_a_budget_that_is_never_reached_changes_no_award(history: list[dict[str, Any]]) -> None:
    *_, free = _played(history, _plan(None))
    *_, ample = _played(history, _plan("1000000.00"))

    assert _targets(ample) == _targets(free)


def _targets(stage: Stage) -> dict[str, int]:
    return {award.key: award.target_fen for award in stage.store.all(PeriodAward)}


LIMITED = read_plan(_plan("2.00"))
DUES = st.lists(st.integers(0, 1_50), min_size=1, max_size=6)


def _award(payee: str) -> PeriodAward:
    return PeriodAward(payee=payee, rule="own", period="2025-03")


def _funded(store: MemoryStore, award: PeriodAward, due_fen: int) -> PeriodAward:
    """Let an award hold what it may come to, and store what that changes."""
    found = fund_award(store, LIMITED, award, due_fen)
    store.commit(found.slices)
    weight = due_fen * 10_000
    share = Share(line=0, weight=weight)
    return award.changed(funds=found.funds, share=share)


@given(DUES, st.randoms(use_true_random=False))
def test_who_is_evaluated_first_may_change_who_is_cut_and_never_the_sum(
    dues: list[int], chance: Any
) -> None:
    order = list(enumerate(dues))
    chance.shuffle(order)
    store = MemoryStore()

    awards = [_funded(store, _award(f"P{number}"), due) for number, due in order]

    assert sum(each.target_fen for each in awards) == min(sum(dues), BUDGET)
    assert sum(each.reserved for each in store.all(BudgetSlice)) == min(sum(dues), BUDGET)


@given(DUES, DUES)
def test_an_award_asks_again_only_for_what_it_grows_by(mine: list[int], others: list[int]) -> None:
    store = MemoryStore()
    other, award, asked = _award("O"), _award("A"), 0
    for due, his in zip(mine, others, strict=False):
        other = _funded(store, other, his)
        room = BUDGET - other.promised_fen - award.promised_fen
        before, award = award, _funded(store, award, due)
        grown = max(0, due - asked)
        assert award.promised_fen == min(due, before.promised_fen + min(grown, room))
        assert award.target_fen <= before.target_fen + grown
        asked = due
