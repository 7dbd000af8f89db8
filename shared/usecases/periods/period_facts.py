"""What an award follows from.

Source: A080, A076; rules.md, Snapshot.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.civil_periods import last_second, shorter_periods
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.network.people import Distributor, ProfileChange
from shared.domain.periods.awards import PeriodAward, Person, award_key, person_at_end
from shared.domain.periods.count_so_far import CountSoFar
from shared.ports import Lists, Store
from shared.usecases.network.histories import change_at, last_violation

if TYPE_CHECKING:
    from shared.domain.rules.periodic_rule import PeriodicRule


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
