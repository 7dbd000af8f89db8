"""What an order's transaction adds for the period rules, and what an evaluation counts from it.

Nothing is ever summed up in a shared place: an evaluation counts the orders themselves. Source:
A080, A076; rules.md, Snapshot.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.civil_periods import bounds, last_second, shorter_periods
from shared.domain.commission.counted import NOTHING_COUNTED, Counted
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.network.conduct import Violation
from shared.domain.network.people import Distributor, ProfileChange
from shared.domain.orders.budgets import with_disputes_won
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward, Person, award_key, person_at_end
from shared.domain.periods.counting import concerned, counts, months_in
from shared.domain.periods.evaluations import closing, deciding
from shared.domain.periods.recounts import LONGEST_TRANSACTION, Recount, Stale, made_stale
from shared.domain.periods.sales import CountedSale, new_sales
from shared.domain.records import Record
from shared.domain.rules.period_ref import Role
from shared.domain.times import latest_at
from shared.ports import PAGE, Lists, Store
from shared.usecases.lists import all_of, every_within
from shared.usecases.reading import versions_of

if TYPE_CHECKING:
    from shared.domain.rules.periodic_rule import PeriodicRule

FIRST_MONTH = "2000-01"
"""Where a lifetime begins."""


def period_records(store: Store, before: Order, after: Order, now: datetime) -> list[Record]:
    """Give what belongs into the transaction that changes an order, for the rules of periods."""
    if not after.period_rules:
        return []
    return [*new_sales(before, after), *_recount(store, before, after, now)]


class Seen(NamedTuple):
    """What an award follows from: as it is now, and as it will be if every dispute is won."""

    now: PeriodFacts
    undisputed: PeriodFacts


def facts_of(store: Store, rule: "PeriodicRule", payee: str, period: str) -> Seen:
    """Count what a payee's award follows from."""
    found = [each for role in rule.roles for each in _counts(store, rule, payee, role, period)]
    own = [*_counts(store, rule, payee, "own", period)] if rule.pays_own_sales else []
    earlier = [*_earlier_awards(store, rule, payee, period)]
    now = _facts([each.now for each in found], [each.now for each in own], rule, period)
    won = _facts([each.won for each in found], [each.won for each in own], rule, period)
    return Seen(
        now._replace(on_account_fen=sum(each.target_fen for each in earlier)),
        won._replace(on_account_fen=sum(each.promised_fen for each in earlier)),
    )


def person_of(store: Lists, rule: "PeriodicRule", payee: str, period: str) -> Person:
    """Give a payee as he was when the period ended, and whether the rule counts for him."""
    profile = latest_at(all_of(store, ProfileChange, payee), last_second(period)) or store.get(
        Distributor, payee
    )
    violations = all_of(store, Violation, payee) if rule.no_violation_days else ()
    level = profile.level if profile else ""
    return person_at_end(rule, level, (each.at for each in violations), period)


ByPeriod = Mapping[str, Counted]
"""What an order counts in which period."""


class _Order(NamedTuple):
    """What an order counts: now, and if its disputes are won."""

    now: ByPeriod
    won: ByPeriod


def _counts(
    store: Store, rule: "PeriodicRule", payee: str, role: Role, period: str
) -> Iterator[_Order]:
    """Give what each order counts for a payee by a rule."""
    first, last = months_in(period)
    first = FIRST_MONTH if rule.is_lifetime else first
    for order in _counted_orders(store, f"{payee}/{role}", first, last):
        for ref in order.period_rules:
            named = (ref.rule, ref.cadence) == (rule.id, rule.cadence)
            # The order was found by what any rule counts in it: this one may not.
            if named and (payee, role) in concerned(order, ref):
                now, won = counts(order, ref, payee), with_disputes_won(order)
                yield _Order(now, now if won is order else counts(won, ref, payee))


def _counted_orders(store: Store, whose: str, first: str, last: str) -> Iterator[Order]:
    """Give the orders that count for somebody in a role, each once, from one month to another.

    Strongly consistent: no order is missing that was stored before.
    """
    sales = every_within(store, CountedSale, whose, first, last)
    orders = iter(dict.fromkeys(sale.order for sale in sales))
    while page := list(islice(orders, PAGE)):
        yield from store.get_all(Order, page, exact=True)


def _facts(
    found: Sequence[ByPeriod], own: Sequence[ByPeriod], rule: "PeriodicRule", period: str
) -> PeriodFacts:
    now = _sum(each[period] for each in found if period in each)
    if rule.is_lifetime:
        earlier = (counted for each in found for at, counted in each.items() if at < period)
        return PeriodFacts(now, before=_sum(earlier))
    return PeriodFacts(now, own=_sum(each[period] for each in own if period in each))


def _earlier_awards(
    store: Store, rule: "PeriodicRule", payee: str, period: str
) -> Iterator[PeriodAward]:
    """Give what shorter periods were awarded on account."""
    for name in rule.on_account:
        for each in shorter_periods(period):
            if award := store.get(PeriodAward, award_key(payee, each, name)):
                yield award


def _sum(counted: Iterable[Counted]) -> Counted:
    return reduce(Counted.plus, counted, NOTHING_COUNTED)


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
