"""Evaluate the rules of periods once a period is over: everybody, page by page.

Every step can be repeated and resumed; the place is stored with each page. Source: A080.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeVar

from shared.domain.commission.prizes import Prize, Ranked
from shared.domain.ledger.balances import PAYEES
from shared.domain.periods.awards import (
    PeriodAward,
)
from shared.domain.periods.count_so_far import CountSoFar
from shared.domain.periods.evaluations import (
    Decided,
    Evaluation,
    closing,
    deciding,
    next_evaluation,
)
from shared.domain.rules.periodic_rule import Contest, PeriodicRule
from shared.ports import Due, Ports, Store
from shared.usecases.periods.count_orders import count_some
from shared.usecases.periods.evaluate_award import evaluate_award, outdate
from shared.usecases.periods.period_facts import person_of
from shared.usecases.reading import versions_of
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
    awards: Sequence[PeriodAward]
    failed: Sequence[Failure]

    def tallied(self, evaluation: Evaluation, counted: int) -> Evaluation:
        """Add what they get, and for how many of them something counted that was not before."""
        awarded = [each.target_fen for each in self.awards]
        return evaluation.tallied(
            counted, awarded, sum(each.budget_cut_fen for each in self.awards)
        )


def advance_evaluation(ports: Ports, key: str) -> Evaluation:
    """Evaluate a whole period. Errors: what failed for single payees, all together at the end."""
    step = evaluate_page(ports, key)
    failed = [*step.failed]
    while step.evaluation.is_due(ports.clock.now()):
        step = evaluate_page(ports, key)
        failed += step.failed
    if failed:
        raise ExceptionGroup(f"{key} left awards behind", [error for _, error in failed])
    return step.evaluation


def evaluate_page(ports: Ports, key: str, may_go_on: MayGoOn = lambda: True) -> Step:
    """Look at one payee, and at the others of a page while there is time; store the place.

    One with many orders takes several turns.
    """
    return retried(partial(_step, ports, key, may_go_on))


def _step(ports: Ports, key: str, may_go_on: MayGoOn) -> Step:
    evaluation = ports.store.get(Evaluation, key)
    if evaluation is None:
        raise LookupError(f"{key} was never to be evaluated")
    if not evaluation.is_due(ports.clock.now()):
        return Step(evaluation)
    versions = versions_of(ports.store, "plan")
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
    contest = decided.rule.contest
    if not evaluation.looked_at_all:
        if contest:
            return _rank_page(ports.store, evaluation, decided.rule, contest, may_go_on)
        return _look_at_page(ports, evaluation, decided, may_go_on)
    won = contest.prizes(evaluation.ranked) if contest else {}
    if evaluation.prized < len(won):
        return _give_prizes(ports, evaluation, decided, won, may_go_on)
    return None


def _finish(ports: Ports, evaluation: Evaluation, plan: str | None) -> Evaluation:
    """End an evaluation; that of the period that follows begins to wait, if it does not yet."""
    done = evaluation.finish(plan, ports.clock.now())
    following = next_evaluation(versions_of(ports.store, "plan"), evaluation)
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
    return Step(looked.tallied(new, len(looked.awards)), looked.failed)


def _rank_page(
    store: Store, evaluation: Evaluation, rule: PeriodicRule, contest: Contest, may_go_on: MayGoOn
) -> Step:
    """Rank some more people; who cannot be counted holds it up, as he may be among the best."""
    payees = _page(store, evaluation)
    looked, found, ranking = 0, list[Ranked](), None
    for payee in _in_time(payees, may_go_on):
        count = evaluation.count_of(payee)
        count = count_some(store, rule, payee, evaluation.period, count)
        if not count.is_done(rule):
            ranking = payee, count
            break
        looked += 1
        found += _ranked(store, rule, contest, payee, evaluation.period, count)
    new = _behind(evaluation, payees, looked).tallied(len(found), [])
    best = contest.best([*evaluation.ranked, *found])
    return Step(new.changed(ranked=best, ranking=ranking))


def _page(store: Store, evaluation: Evaluation) -> Sequence[str]:
    part, after = str(evaluation.shard), evaluation.after
    return store.waiting(PAYEES, part, after=after, limit=PAGE).items


def _behind(evaluation: Evaluation, page: Sequence[str], looked_at: int) -> Evaluation:
    """Go on behind whom of a page was looked at last; behind the last of all in the next shard.

    Where one with many orders is still being counted, nobody may have been.
    """
    if looked_at == len(page) < PAGE:
        return evaluation.moved_on(None)
    return evaluation.moved_on(page[looked_at - 1]) if looked_at else evaluation


def _in_time(each_of: Iterable[T], may_go_on: MayGoOn) -> Iterator[T]:
    """Give the first in any case, so that every step gets on, and others while there is time."""
    for number, each in enumerate(each_of):
        if number and not may_go_on():
            return
        yield each


def _ranked(
    store: Store,
    rule: PeriodicRule,
    contest: Contest,
    payee: str,
    period: str,
    count: CountSoFar,
) -> Iterator[Ranked]:
    reached = contest.reached(count.now.subject)
    if reached is not None and person_of(store, rule, payee, period).qualified:
        yield Ranked(payee=payee, reached=reached)


def _give_prizes(
    ports: Ports,
    evaluation: Evaluation,
    decided: Decided,
    won: Mapping[str, Prize],
    may_go_on: MayGoOn,
) -> Step:
    page = dict(islice(won.items(), evaluation.prized, evaluation.prized + PAGE))
    looked = _evaluate_some(ports, decided, evaluation.period, page, may_go_on)
    new = evaluation.changed(prized=evaluation.prized + looked.people)
    return Step(looked.tallied(new, 0), looked.failed)


def _evaluate_some(
    ports: Ports,
    decided: Decided,
    period: str,
    people: Mapping[str, Prize | None],
    may_go_on: MayGoOn,
) -> Looked:
    """Evaluate people while there is time; whose award fails is left to the sweeper alone."""
    number, awards, failed = 0, list[PeriodAward](), list[Failure]()
    for payee, prize in _in_time(people.items(), may_go_on):
        try:
            award, done = evaluate_award(ports, decided, payee, period, prize)
        except Exception as error:  # noqa: BLE001 - the one place where all become problems
            at = closing(decided, period)
            due = retried(partial(outdate, ports, payee, period, decided.rule.id, at, prize))
            failed.append((due, error))
        else:
            if not done:
                break
            awards += [award] if award else []
        number += 1
    return Looked(number, awards, failed)
