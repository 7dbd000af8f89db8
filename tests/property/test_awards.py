"""Awards follow from the orders alone, whatever happened in whatever order before or after."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings

from infra.scenarios.document import Scenario
from infra.scenarios.happen import happen
from infra.scenarios.play import let_time_pass
from infra.scenarios.stage import Stage
from shared.domain.civil_periods import bounds
from shared.domain.ledger.journal import JournalEntry
from shared.domain.money import yuan
from shared.domain.orders.holds import with_closed_hold
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import EVALUATION, Evaluation
from shared.domain.times import SHANGHAI
from shared.usecases.reading import load_balance
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.played import TIME, scenario_of, staged, steps

BEGINNING = datetime.fromisoformat("2025-03-22T10:00:00+08:00")
LOW, HIGH, FROM = 50, 123, 5000
"""The rates of the tiers below, and where the higher one begins."""

BANDS = [{"to": "50.00", "rate_bp": LOW}, {"from": "50.00", "rate_bp": HIGH}]
PLAN = {
    "name": "periods",
    "pay_depth": 1,
    "rules": [
        {"id": "relation", "kind": "percent", "rates_bp": {"default": [300]}},
        {"id": "own", "kind": "tier", "period": "month", "tiers": {"bands": {"default": BANDS}}},
        {
            "id": "team",
            "kind": "tier",
            "period": "month",
            "subject": "team",
            "counted": "paid",
            "form": "points",
            "tiers": {"mode": "marginal", "bands": {"default": BANDS}},
        },
        {
            "id": "booked",
            "kind": "tier",
            "period": "quarter",
            "subject": "direct",
            "on_refund": "booked_rate",
            "close_after_days": 3,
            "tiers": {
                "measure": "orders",
                "bands": {"default": [{"to": 2}, {"from": 2, "amount": "7.77"}]},
            },
        },
        {
            "id": "pieces",
            "kind": "per_piece",
            "per_piece": "0.10",
            "steps": [{"above": 3, "per_piece": "0.35"}],
            "unified_price_only": False,
        },
        {
            "id": "contest",
            "kind": "ranking",
            "period": "month",
            "measure": "pieces",
            "places": [{"amount": "5.00"}, {"amount": "3.01"}],
        },
    ],
}


def _scenario(history: list[dict[str, Any]]) -> Scenario:
    return scenario_of(history, BEGINNING, plan=PLAN)


def _played(history: list[dict[str, Any]]) -> Iterator[Stage]:
    """Play a history and stop wherever nothing is due any more."""
    scenario = _scenario(history)
    stage = staged(scenario)
    for step in steps(stage, scenario):
        if step.cause == TIME:
            yield stage
    for days in (0, 45):
        let_time_pass(stage, stage.clock.now() + timedelta(days=days))
        yield stage


def _month(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m")


def _released_in(line: Line) -> str | None:
    return _month(line.released_at - timedelta(seconds=1)) if line.released_at else None


def _own_sales(orders: list[Order]) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for order in orders:
        for line in order.lines:
            month = _released_in(line)
            if month and order.chain and order.chain[0] not in order.inactive:
                sums[order.chain[0], month] += line.base_fen - line.refunded_fen
    return sums


def _team_sales(orders: list[Order]) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for order in orders:
        for person in order.chain:
            if order.paid_at and person not in order.inactive:
                net = sum(line.base_fen - line.refunded_fen for line in order.lines)
                sums[person, _month(order.paid_at)] += net
    return sums


def _pieces(orders: list[Order]) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for order in orders:
        for line in order.lines:
            month = _released_in(line)
            for each in order.commissions:
                if month and each.rule == "pieces" and not each.out and line.base_fen:
                    kept = line.base_fen - line.refunded_fen
                    sums[each.payee, month] += (
                        line.qty * kept + line.base_fen - 1
                    ) // line.base_fen
    return sums


def _whole(sales: int) -> int:
    return sales * (HIGH if sales >= FROM else LOW) // 10_000


def _marginal(sales: int) -> int:
    return (min(sales, FROM) * LOW + max(0, sales - FROM) * HIGH) // 10_000


def _extra(pieces: int) -> int:
    return 25 * max(0, pieces - 3)


def _targets(stage: Stage, rule: str) -> Counter[tuple[str, str]]:
    awards = [award for award in stage.store.all(PeriodAward) if award.rule == rule]
    return Counter({(a.payee, a.period): a.target_fen for a in awards if a.target_fen})


def _expected(
    stage: Stage, counted: Counter[tuple[str, str]], pay: Any
) -> Counter[tuple[str, str]]:
    over = {k: pay(n) for k, n in counted.items() if bounds(k[1]).end <= stage.clock.now()}
    return Counter({key: fen for key, fen in over.items() if fen})


@settings(max_examples=60)
@given(histories())
def test_awards_are_at_any_time_what_the_orders_come_to(history: list[dict[str, Any]]) -> None:
    for stage in _played(history):
        check_books(stage.store)
        orders = stage.store.all(Order)
        assert _targets(stage, "own") == _expected(stage, _own_sales(orders), _whole)
        assert _targets(stage, "team") == _expected(stage, _team_sales(orders), _marginal)
        assert _targets(stage, "pieces") == _expected(stage, _pieces(orders), _extra)


@settings(max_examples=40)
@given(histories())
def test_when_all_goods_are_refunded_no_award_is_left(history: list[dict[str, Any]]) -> None:
    *_, stage = _played(history)
    for order in stage.store.all(Order):
        remaining = sum(line.remaining_fen for line in order.lines)
        if order.paid_at and remaining:
            event = {"do": "refunded", "order": order.id, "amount": yuan(remaining), "after": 0}
            happen(stage, _scenario([event]).events[0], 1_000_000)
    let_time_pass(stage, stage.clock.now())
    for award in stage.store.all(PeriodAward):
        share = with_closed_hold(award.share, load_balance(stage.store, award.purse))
        assert award.target_fen == 0
        assert share.recognised == share.forfeited
    check_books(stage.store)


@settings(max_examples=40)
@given(histories())
def test_a_period_that_is_evaluated_again_pays_nothing_again(history: list[dict[str, Any]]) -> None:
    *_, stage = _played(history)
    entries = len(stage.store.all(JournalEntry))
    for done in stage.store.all(Evaluation):
        if done.finished_at:
            anew = Evaluation(period=done.period, rule=done.rule, version=done.version)
            stage.store.commit([anew.changed(**anew.waits(EVALUATION, BEGINNING))])
    let_time_pass(stage, stage.clock.now())
    assert len(stage.store.all(JournalEntry)) == entries


@settings(max_examples=40)
@given(histories())
def test_the_prizes_of_a_ranking_are_never_more_than_its_places(
    history: list[dict[str, Any]],
) -> None:
    *_, stage = _played(history)
    won: Counter[str] = Counter()
    for award in stage.store.all(PeriodAward):
        if award.rule == "contest":
            won[award.period] += award.prize.amount_fen if award.prize else 0
            assert award.target_fen in (0, award.prize.amount_fen if award.prize else 0)
    assert all(fen <= 801 for fen in won.values())
