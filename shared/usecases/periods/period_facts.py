"""What an order's transaction adds for the period rules, and what an award follows from.

Source: A080, A076; rules.md, Snapshot.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.civil_periods import bounds, last_second, shorter_periods
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.network.people import Distributor, ProfileChange
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward, Person, award_key, person_at_end
from shared.domain.periods.count_so_far import CountSoFar
from shared.domain.periods.evaluations import closing, deciding
from shared.domain.periods.recounts import LONGEST_TRANSACTION, Recount, Stale, made_stale
from shared.domain.periods.sales import new_sales
from shared.domain.records import Record
from shared.ports import Lists, Store
from shared.usecases.network.histories import change_at, last_violation
from shared.usecases.reading import versions_of

if TYPE_CHECKING:
    from shared.domain.rules.periodic_rule import PeriodicRule


def period_records(store: Store, before: Order, after: Order, now: datetime) -> list[Record]:
    """Give what belongs into the transaction that changes an order, for the rules of periods."""
    if not after.period_rules:
        return []
    return [*new_sales(before, after), *_recount(store, before, after, now)]


class Seen(NamedTuple):
    """What an award follows from: as it is now, and as it will be if every dispute is won."""

    now: PeriodFacts
    undisputed: PeriodFacts


def facts_of(
    store: Store, rule: "PeriodicRule", payee: str, period: str, counted: CountSoFar
) -> Seen:
    """Give what a payee's award follows from, once all its orders were counted."""
    earlier = [*_earlier_awards(store, rule, payee, period)]
    return Seen(
        counted.now._replace(on_account_fen=sum(each.target_fen for each in earlier)),
        counted.won._replace(on_account_fen=sum(each.promised_fen for each in earlier)),
    )


def person_of(store: Lists, rule: "PeriodicRule", payee: str, period: str) -> Person:
    """Give a payee as he was when the period ended, and whether the rule counts for him."""
    end = last_second(period)
    profile = change_at(store, ProfileChange, payee, end) or store.get(Distributor, payee)
    violation = last_violation(store, payee, end) if rule.no_violation_days else None
    level = profile.level if profile else ""
    return person_at_end(rule, level, [violation.at] if violation else [], period)


def _earlier_awards(
    store: Store, rule: "PeriodicRule", payee: str, period: str
) -> Iterator[PeriodAward]:
    """Give what shorter periods were awarded on account."""
    for name in rule.on_account:
        for each in shorter_periods(period):
            if award := store.get(PeriodAward, award_key(payee, each, name)):
                yield award


def _recount(store: Store, before: Order, after: Order, now: datetime) -> list[Recount]:
    stale = [each for each in made_stale(before, after) if _is_late(store, each, now)]
    if not stale:
        return []
    recount = store.get(Recount, after.id) or Recount(order=after.id)
    return [recount.also(tuple(stale), now)]


def _is_late(store: Store, stale: Stale, now: datetime) -> bool:
    """Tell whether an evaluation may have read the order before this change of it is stored."""
    soon = now + LONGEST_TRANSACTION
    if soon < bounds(stale.period).end:
        return False
    decided = deciding(versions_of(store, "plan"), stale.rule, stale.period)
    return decided is None or soon >= closing(decided, stale.period)
