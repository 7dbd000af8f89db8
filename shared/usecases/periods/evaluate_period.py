"""Evaluate the rules of periods: once a period is over, and again whenever its facts change.

Every step can be repeated and resumed. An award is stored over the version that was read before
its facts were counted; a recount writes the awards that it concerns, so that an evaluation which
has counted older facts cannot be stored after it. Source: A080.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeVar

from shared.domain.commands import BY_TIME
from shared.domain.periods.awards import (
    PeriodAward,
    award_key,
    evaluated,
    outdated,
    settle,
)
from shared.domain.periods.calendar import bounds, longer_periods, next_period
from shared.domain.periods.counting import NOTHING_COUNTED
from shared.domain.periods.evaluations import (
    Decided,
    Evaluation,
    closing,
    decided_by,
    deciding,
    next_evaluation,
)
from shared.domain.periods.paying import Facts
from shared.domain.periods.ranking import Prize, Ranked, best, prizes
from shared.domain.periods.recounts import LONGEST_TRANSACTION, Recount, Stale
from shared.domain.plans.rules import RankingRule, on_account
from shared.domain.records import NOTHING, AwaitingRecord
from shared.domain.times import FAR
from shared.ports import Due, Ports, Store
from shared.usecases.periods.period_facts import facts_of, person_of
from shared.usecases.purses import Balances
from shared.usecases.retrying import retried

PAGE = 50
"""How many payees one step looks at, if there is time."""

Failure = tuple[Due, Exception]
"""A record that could not be advanced, and what went wrong."""

MayGoOn = Callable[[], bool]

T = TypeVar("T")


class Step(NamedTuple):
    """How far an evaluation has come, and which awards it had to leave to the sweeper alone."""

    evaluation: Evaluation
    failed: Sequence[Failure] = ()


class Looked(NamedTuple):
    """How many people were looked at, what those get for whom anything counted, and who failed."""

    people: int
    awarded_fen: Sequence[int]
    failed: Sequence[Failure]


def advance_evaluation(ports: Ports, key: str) -> Evaluation:
    """Evaluate a whole period. Errors: what failed for single payees, all together at the end."""
    step = evaluate_page(ports, key)
    failed = [*step.failed]
    while is_due(step.evaluation, ports.clock.now()):
        step = evaluate_page(ports, key)
        failed += step.failed
    if failed:
        raise ExceptionGroup(f"{key} left awards behind", [error for _, error in failed])
    return step.evaluation


def evaluate_page(ports: Ports, key: str, may_go_on: MayGoOn = lambda: True) -> Step:
    """Look at one payee, and at the others of a page while there is time; store the place."""
    return retried(partial(_step, ports, key, may_go_on))


def advance_award(ports: Ports, key: str) -> PeriodAward:
    """Evaluate an award again whose facts have changed; not before its period is evaluated."""
    return retried(partial(_reevaluate, ports, key))


def advance_recount(ports: Ports, order_id: str) -> Recount:
    """Let every award be evaluated again that an order's late facts concern."""
    return retried(partial(_recount, ports, order_id))


def is_due(record: AwaitingRecord, now: datetime) -> bool:
    """Tell whether a record waits for nothing but time, and that is over."""
    return record.awaiting != NOTHING and record.due_at <= now


def _step(ports: Ports, key: str, may_go_on: MayGoOn) -> Step:
    evaluation = ports.store.get(Evaluation, key)
    if evaluation is None:
        raise LookupError(f"{key} was never to be evaluated")
    if not is_due(evaluation, ports.clock.now()):
        return Step(evaluation)
    versions = ports.store.rule_versions("plan")
    decided = deciding(versions, evaluation.rule, evaluation.period)
    if decided is None:
        return Step(_finish(ports, evaluation, None))
    step = _look_further(ports, evaluation, decided, may_go_on)
    if step is None:
        return Step(_finish(ports, evaluation, decided.plan.label))
    ports.store.commit([step.evaluation])
    return step


def _look_further(
    ports: Ports, evaluation: Evaluation, decided: Decided, may_go_on: MayGoOn
) -> Step | None:
    """Look at some more people, the winners last; None where everybody was looked at."""
    ranking = decided.rule if isinstance(decided.rule, RankingRule) else None
    if not evaluation.looked_at_all:
        if ranking:
            return _rank_page(ports.store, evaluation, ranking, may_go_on)
        return _look_at_page(ports, evaluation, decided, may_go_on)
    won = prizes(ranking, evaluation.ranked) if ranking else {}
    if evaluation.prized < len(won):
        return _give_prizes(ports, evaluation, decided, won, may_go_on)
    return None


def _finish(ports: Ports, evaluation: Evaluation, plan: str | None) -> Evaluation:
    """End an evaluation; that of the period that follows begins to wait, if it does not yet."""
    done = evaluation.finish(plan, ports.clock.now())
    following = next_evaluation(ports.store.rule_versions("plan"), evaluation)
    if following is None or ports.store.get(Evaluation, following.key):
        ports.store.commit([done])
    else:
        ports.store.commit([done, following])
    return done


def _look_at_page(
    ports: Ports, evaluation: Evaluation, decided: Decided, may_go_on: MayGoOn
) -> Step:
    payees = _page(ports.store, evaluation)
    looked = _evaluate_some(ports, decided, evaluation.period, dict.fromkeys(payees), may_go_on)
    new = _behind(evaluation, payees, looked.people)
    return Step(new.tallied(len(looked.awarded_fen), looked.awarded_fen), looked.failed)


def _rank_page(store: Store, evaluation: Evaluation, rule: RankingRule, may_go_on: MayGoOn) -> Step:
    """Rank some more people; who cannot be counted holds it up, as he may be among the best."""
    payees = _page(store, evaluation)
    looked = [
        _reached(store, rule, payee, evaluation.period) for payee in _in_time(payees, may_go_on)
    ]
    found = [each for each in looked if each]
    new = _behind(evaluation, payees, len(looked)).tallied(len(found), [])
    return Step(new.model_copy(update={"ranked": best(rule, [*evaluation.ranked, *found])}))


def _page(store: Store, evaluation: Evaluation) -> Sequence[str]:
    return store.payees(evaluation.shard, evaluation.after, PAGE)


def _behind(evaluation: Evaluation, page: Sequence[str], looked_at: int) -> Evaluation:
    """Go on behind whom of a page was looked at last; behind the last of all in the next shard."""
    at_end = looked_at == len(page) < PAGE
    return evaluation.moved_on(None if at_end else page[looked_at - 1])


def _in_time(each_of: Iterable[T], may_go_on: MayGoOn) -> Iterator[T]:
    """Give the first in any case, so that every step gets on, and others while there is time."""
    for number, each in enumerate(each_of):
        if number and not may_go_on():
            return
        yield each


def _reached(store: Store, rule: RankingRule, payee: str, period: str) -> Ranked | None:
    subject = facts_of(store, rule, payee, period).subject
    reached = subject.measures.get(rule.measure) if subject.sales else None
    if reached is None or not person_of(store, rule, payee, period).qualified:
        return None
    return Ranked(payee=payee, reached=reached)


def _give_prizes(
    ports: Ports,
    evaluation: Evaluation,
    decided: Decided,
    won: Mapping[str, Prize],
    may_go_on: MayGoOn,
) -> Step:
    page = dict(islice(won.items(), evaluation.prized, evaluation.prized + PAGE))
    looked = _evaluate_some(ports, decided, evaluation.period, page, may_go_on)
    new = evaluation.model_copy(update={"prized": evaluation.prized + looked.people})
    return Step(new.tallied(0, looked.awarded_fen), looked.failed)


def _evaluate_some(
    ports: Ports,
    decided: Decided,
    period: str,
    people: Mapping[str, Prize | None],
    may_go_on: MayGoOn,
) -> Looked:
    """Evaluate people while there is time; whose award fails is left to the sweeper alone."""
    number, fen, failed = 0, list[int](), list[Failure]()
    for payee, prize in _in_time(people.items(), may_go_on):
        number += 1
        try:
            award = _evaluate(ports, decided, payee, period, prize)
        except Exception as error:  # noqa: BLE001 - told with the step, tried again by the sweeper
            due = retried(partial(_outdate, ports, payee, period, decided.rule.id, prize))
            failed.append((due, error))
        else:
            fen += [award.target_fen] if award else []
    return Looked(number, fen, failed)


def _evaluate(
    ports: Ports, decided: Decided, payee: str, period: str, prize: Prize | None = None
) -> PeriodAward | None:
    """Evaluate a payee for the first time; nothing where nothing counts for him."""

    def attempt() -> PeriodAward | None:
        award = _load(ports.store, payee, period, decided.rule.id)
        if award.plan and award.prize == prize:
            return award
        facts = facts_of(ports.store, decided.rule, payee, period)
        if not award.version and not prize and facts.subject == NOTHING_COUNTED:
            return None
        return _store(ports, award, decided, facts, closing(decided, period), prize)

    return retried(attempt)


def _store(
    ports: Ports,
    award: PeriodAward,
    decided: Decided,
    facts: Facts,
    at: datetime,
    prize: Prize | None = None,
) -> PeriodAward:
    """Let an award and its money follow the facts, over the version read before they were."""
    now = ports.clock.now()
    person = person_of(ports.store, decided.rule, award.payee, award.period)
    balances = Balances(ports.store)
    new = evaluated(award, decided, person, facts, now, prize)
    settled = settle(new, balances, at, now, BY_TIME)
    moved = settled.award.target_fen != award.target_fen
    final = _final_awards(ports, award, now) if moved else []
    ports.store.commit([settled.award, *balances.changed, *settled.records, *final])
    return settled.award


def _final_awards(ports: Ports, award: PeriodAward, now: datetime) -> list[PeriodAward]:
    """Outdate the awards of longer periods that this one was paid on account of."""
    return [
        outdated(_load(ports.store, award.payee, period, rule), closes)
        for period in longer_periods(award.period)
        if now + LONGEST_TRANSACTION >= bounds(period).end
        for rule, closes in _final_rules(ports.store, award.rule, period)
        if now + LONGEST_TRANSACTION >= closes
    ]


def _final_rules(store: Store, rule: str, period: str) -> Iterator[tuple[str, datetime]]:
    """Give the rules that a rule pays on account of in a period, and when each is evaluated."""
    for evaluation in store.evaluations(period):
        decided = deciding(store.rule_versions("plan"), evaluation.rule, period)
        if decided and rule in on_account(decided.rule):
            yield evaluation.rule, closing(decided, period)


def _load(store: Store, payee: str, period: str, rule: str) -> PeriodAward:
    """Load an award; a new one where nobody has looked yet."""
    award = store.get(PeriodAward, award_key(payee, period, rule))
    return award or PeriodAward(payee=payee, period=period, rule=rule)


def _reevaluate(ports: Ports, key: str) -> PeriodAward:
    award = ports.store.get(PeriodAward, key)
    if award is None:
        raise LookupError(f"there is no award {key}")
    now = ports.clock.now()
    if not is_due(award, now):
        return award
    versions = ports.store.rule_versions("plan")
    decided = (
        decided_by(versions, award.number, award.rule)
        if award.plan
        else deciding(versions, award.rule, award.period)
    )
    if decided is None:
        raise LookupError(f"no plan says what {key} pays")
    facts = facts_of(ports.store, decided.rule, award.payee, award.period)
    at = now if award.plan else closing(decided, award.period)
    return _store(ports, award, decided, facts, at)


def _recount(ports: Ports, order_id: str) -> Recount:
    recount = ports.store.get(Recount, order_id)
    if recount is None:
        raise LookupError(f"no late facts of {order_id} are known")
    if not is_due(recount, ports.clock.now()):
        return recount
    later = [(each, due) for each in recount.stale if (due := _work_off(ports, each))]
    new = recount.left([each for each, _ in later], min((due for _, due in later), default=FAR))
    ports.store.commit([new])
    return new


def _work_off(ports: Ports, stale: Stale) -> datetime | None:
    """Outdate what is stale and evaluated already; give when the rest will be, if not yet."""
    now, period = ports.clock.now(), stale.period
    versions = ports.store.rule_versions("plan")
    decided = deciding(versions, stale.rule, period)
    if decided and now < closing(decided, period):
        return closing(decided, period)
    while decided and now >= closing(decided, period):
        for person in stale.people:
            retried(partial(_outdate, ports, person, period, stale.rule))
        period = next_period(period)
        decided = deciding(versions, stale.rule, period) if stale.lifetime else None
    return None


def _outdate(ports: Ports, payee: str, period: str, rule: str, prize: Prize | None = None) -> Due:
    """Let an award be evaluated again, with the prize that it was to get."""
    award = _load(ports.store, payee, period, rule)
    prized = award.model_copy(update={"prize": award.prize or prize})
    new = outdated(prized, ports.clock.now())
    ports.store.commit([new])
    return Due(new.due_at, PeriodAward, new.key)
