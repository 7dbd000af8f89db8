"""Count the orders that an award follows from, in turns: however many there are, a turn is short.

Nothing is ever summed up in a shared place: an evaluation counts the orders themselves. Source:
A080, A076; rules.md, Snapshot.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from shared.domain.orders.budgets import with_disputes_won
from shared.domain.orders.order import Order
from shared.domain.periods.count_so_far import CountSoFar, OrderCount, lists_of
from shared.domain.periods.counting import concerned, counts, months, months_in
from shared.domain.periods.sales import CountedSale
from shared.domain.rules.period_ref import Role
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.ports import PAGE, Page, Store

FIRST_MONTH = "2000-01"
"""Where a lifetime begins."""

ORDERS_A_TURN: Final = 1_000
"""How many orders one turn counts at the most."""


def count_some(
    store: Store, rule: PeriodicRule, payee: str, period: str, count: CountSoFar
) -> CountSoFar:
    """Count some more orders for somebody, on from where a count has stopped.

    Strongly consistent: no order is missing that was stored before.
    """
    room = ORDERS_A_TURN
    while room > 0 and not count.is_done(rule):
        role = lists_of(rule)[count.lists].role
        page = _sales(store, rule, f"{payee}/{role}", period, count.after, room)
        for order in _counts(store, rule, payee, role, period, page.items):
            count = count.plus(rule, order, period)
        count = count.moved_on(page.next)
        room -= len(page.items)
    return count


def _sales(
    store: Store, rule: PeriodicRule, whose: str, period: str, after: str, room: int
) -> Page[CountedSale]:
    first, last = _months(rule, period)
    return store.listed(
        CountedSale, whose, after=after, since=first, until=last, limit=min(PAGE, room)
    )


def _counts(
    store: Store,
    rule: PeriodicRule,
    payee: str,
    role: Role,
    period: str,
    sales: Sequence[CountedSale],
) -> Iterator[OrderCount]:
    """Give what the orders of a page of sales count for a payee by a rule."""
    month_of = {sale.order: sale.month for sale in reversed(sales)}
    first, last = _months(rule, period)
    for order in store.get_all(Order, month_of, exact=True):
        if month_of[order.id] == _first_month(order, payee, role, first, last):
            yield from _counts_of(order, rule, payee, role)


def _counts_of(order: Order, rule: PeriodicRule, payee: str, role: Role) -> Iterator[OrderCount]:
    for ref in order.period_rules:
        named = (ref.rule, ref.cadence) == (rule.id, rule.cadence)
        # The order was found by what any rule counts in it: this one may not.
        if named and (payee, role) in concerned(order, ref):
            now, won = counts(order, ref, payee), with_disputes_won(order)
            yield OrderCount(now, now if won is order else counts(won, ref, payee))


def _first_month(order: Order, payee: str, role: Role, first: str, last: str) -> str | None:
    """Give by which of the months an order is counted that stands in several: by the first."""
    refs = (ref for ref in order.period_rules if (payee, role) in concerned(order, ref))
    found = (month for ref in refs for month in months(order, ref))
    return min((month for month in found if first <= month <= last), default=None)


def _months(rule: PeriodicRule, period: str) -> tuple[str, str]:
    first, last = months_in(period)
    return FIRST_MONTH if rule.is_lifetime else first, last
