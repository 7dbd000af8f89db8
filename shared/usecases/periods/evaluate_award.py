"""Evaluate one payee's award for a period: for the first time, and again whenever its facts change.

An award is stored over the version that was read before its facts were counted; a recount writes
the awards that it concerns, so that an award which follows from older facts cannot be stored
after it. Source: A080.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from shared.domain.civil_periods import bounds, longer_periods
from shared.domain.commands import BY_TIME
from shared.domain.commission.prizes import Prize
from shared.domain.moments import Occasion
from shared.domain.orders.budgets import BudgetSlice
from shared.domain.periods.awards import PeriodAward, award_key, evaluated, outdated
from shared.domain.periods.count_so_far import CountSoFar
from shared.domain.periods.evaluations import (
    Decided,
    Evaluation,
    budgeting,
    closing,
    decided_by,
    deciding,
)
from shared.domain.periods.recounts import LONGEST_TRANSACTION
from shared.domain.periods.settling import settle
from shared.domain.periods.telling import telling
from shared.ports import Due, Ports, Store
from shared.usecases.budgets import fund_award
from shared.usecases.ledger.purses import Balances
from shared.usecases.lists import all_of
from shared.usecases.periods.count_orders import count_some
from shared.usecases.periods.period_facts import Seen, facts_of, person_of
from shared.usecases.reading import versions_of
from shared.usecases.retrying import retried


class Turn(NamedTuple):
    """What a turn with a payee came to; not `done`: not all of his orders are counted yet."""

    award: PeriodAward | None
    done: bool = True


def advance_award(ports: Ports, key: str) -> PeriodAward:
    """Evaluate an award again whose facts have changed; not before its period is evaluated.

    One with many orders is counted in turns, and stays due until all were.
    """
    return retried(partial(_reevaluate, ports, key))


def evaluate_award(
    ports: Ports, decided: Decided, payee: str, period: str, prize: Prize | None = None
) -> Turn:
    """Evaluate a payee for the first time; nothing where nothing counts for him.

    Of one with many orders a turn counts a part; the next goes on there.
    """

    def attempt() -> Turn:
        award = _load(ports.store, payee, period, decided.rule.id)
        if award.plan and award.prize == prize:
            return Turn(award)
        counted = _counted_on(ports.store, award, decided)
        if not counted.is_done(decided.rule):
            return Turn(_keep(ports, award, counted), done=False)
        facts = facts_of(ports.store, decided.rule, payee, period, counted)
        if not award.version and not prize and facts.now.nothing:
            return Turn(None)
        at = closing(decided, period)
        return Turn(_store(ports, award.changed(counting=counted), decided, facts, at, prize))

    return retried(attempt)


def outdate(
    ports: Ports, payee: str, period: str, rule: str, at: datetime, prize: Prize | None = None
) -> Due:
    """Let an award be evaluated again as of an instant, with the prize that it was to get."""
    award = _load(ports.store, payee, period, rule)
    prized = award.changed(prize=award.prize or prize)
    new = outdated(prized, at)
    ports.store.commit([new])
    return Due(new.due_at, PeriodAward, new.key)


def _reevaluate(ports: Ports, key: str) -> PeriodAward:
    award = ports.store.get(PeriodAward, key)
    if award is None:
        raise LookupError(f"there is no award {key}")
    now = ports.clock.now()
    if not award.is_due(now):
        return award
    versions = versions_of(ports.store, "plan")
    decided = (
        decided_by(versions, award.number, award.rule)
        if award.plan
        else deciding(versions, award.rule, award.period)
    )
    if decided is None:
        raise LookupError(f"no plan says what {key} pays")
    counted = _counted_on(ports.store, award, decided)
    if not counted.is_done(decided.rule):
        return _keep(ports, award, counted)
    facts = facts_of(ports.store, decided.rule, award.payee, award.period, counted)
    at = award.due_at if award.plan else closing(decided, award.period)
    return _store(ports, award.changed(counting=counted), decided, facts, at)


def _counted_on(store: Store, award: PeriodAward, decided: Decided) -> CountSoFar:
    so_far = award.counting or CountSoFar()
    return count_some(store, decided.rule, award.payee, award.period, so_far)


def _keep(ports: Ports, award: PeriodAward, counted: CountSoFar) -> PeriodAward:
    """Keep how far an award's orders were counted, over the version that it was read with."""
    counting = award.changed(counting=counted)
    ports.store.commit([counting])
    return counting


def _store(
    ports: Ports,
    award: PeriodAward,
    decided: Decided,
    facts: Seen,
    at: datetime,
    prize: Prize | None = None,
) -> PeriodAward:
    """Let an award and its money follow the facts, over the version read before they were."""
    now = ports.clock.now()
    new, slices = _reckon(ports.store, award, decided, facts, now, prize)
    balances = Balances(ports.store)
    settled = settle(new, balances, at, now, BY_TIME)
    told = telling(award, settled, at, Occasion(now, BY_TIME))
    moved = told.target_fen != award.target_fen
    final = _final_awards(ports, award, at, now) if moved else []
    ports.store.commit([told, *balances.changed, *settled.records, *final, *slices])
    return told


def _reckon(
    store: Store,
    award: PeriodAward,
    decided: Decided,
    facts: Seen,
    now: datetime,
    prize: Prize | None,
) -> tuple[PeriodAward, list[BudgetSlice]]:
    """Evaluate an award within its budget, which holds what a dispute may bring back to it now."""
    person = person_of(store, decided.rule, award.payee, award.period)
    new = evaluated(award, decided, person, facts.now, now, prize)
    won = evaluated(new, decided, person, facts.undisputed, now)
    plan = budgeting(versions_of(store, "plan"), decided, award.period)
    funded = fund_award(store, plan, new, max(new.due_fen, won.due_fen))
    return new.changed(funds=funded.funds), funded.slices


def _final_awards(
    ports: Ports, award: PeriodAward, at: datetime, now: datetime
) -> list[PeriodAward]:
    """Outdate the awards of longer periods that this one was paid on account of."""
    return [
        outdated(_load(ports.store, award.payee, period, rule), max(at, closes))
        for period in longer_periods(award.period)
        if now + LONGEST_TRANSACTION >= bounds(period).end
        for rule, closes in _final_rules(ports.store, award.rule, period)
        if now + LONGEST_TRANSACTION >= closes
    ]


def _final_rules(store: Store, rule: str, period: str) -> Iterator[tuple[str, datetime]]:
    """Give the rules that a rule pays on account of in a period, and when each is evaluated."""
    for evaluation in all_of(store, Evaluation, period):
        decided = deciding(versions_of(store, "plan"), evaluation.rule, period)
        if decided and rule in decided.rule.on_account:
            yield evaluation.rule, closing(decided, period)


def _load(store: Store, payee: str, period: str, rule: str) -> PeriodAward:
    """Load an award; a new one where nobody has looked yet."""
    award = store.get(PeriodAward, award_key(payee, period, rule))
    return award or PeriodAward(payee=payee, period=period, rule=rule)
