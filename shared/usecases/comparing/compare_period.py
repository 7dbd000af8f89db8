"""Compare plans on the paid orders of a period, page by page; each page says where it ended.

A page reads only so much that it is answered well within a request's time. Nothing is written.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from shared.domain.civil_periods import bounds
from shared.domain.comparing.comparison import Comparison
from shared.domain.comparing.period_counts import rules_of
from shared.domain.engine.engine import Engine
from shared.domain.errors import Refused
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import PAID_LISTS, PaidPlace
from shared.domain.periods.evaluations import deciding
from shared.domain.plans.document import Plan
from shared.domain.rulebook.versions import policy_in_force
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.domain.times import local_day
from shared.ports import Ports, Store
from shared.usecases.comparing.compare_plans import Plans, compare
from shared.usecases.comparing.past_people import Histories, PastPeople
from shared.usecases.orders.order_lists import paid_orders
from shared.usecases.reading import versions_of

PAGE_ORDERS = 100
PAGE_LISTS = 128
"""How many orders, and how many lists of a day, a page looks at."""


class Page(NamedTuple):
    """The sums of some orders, and behind which place the next page begins, if there is one."""

    plans: Plans
    sums: Comparison
    next: PaidPlace | None


def compare_period(
    ports: Ports, old: Plan | None, new: Plan, period: str, after: PaidPlace | None = None
) -> Page:
    """Compare the next orders that were paid in a period.

    Without an old plan, with what they keep, and what decided their periods then. Errors: invalid.
    """
    plans = Plans.of(old, new) if old else _against_what_was_kept(ports.store, new)
    orders, behind = _page(ports.store, _lists(period, after, ports.clock.now()))
    policies, histories = versions_of(ports.store, "policy"), Histories(ports.store)
    sums = Comparison()
    for order in orders:
        policy = policy_in_force(policies, order.created_at)
        compare(sums, order, PastPeople(histories, order), plans, policy)
    return Page(plans, sums, behind)


def _against_what_was_kept(store: Store, new: Plan) -> Plans:
    versions = versions_of(store, "plan")

    @cache
    def rule_of(rule: str, period: str) -> PeriodicRule | None:
        decided = deciding(versions, rule, period)
        return decided.rule if decided else None

    return Plans(None, Engine(new), rule_of, rules_of(new))


def _page(store: Store, lists: Sequence[PaidPlace]) -> tuple[list[Order], PaidPlace | None]:
    orders: list[Order] = []
    for place in lists[:PAGE_LISTS]:
        room = PAGE_ORDERS - len(orders)
        found, behind = paid_orders(store, place, room)
        orders += found
        if behind is not None:
            return orders, behind
    return orders, lists[PAGE_LISTS] if len(lists) > PAGE_LISTS else None


def _lists(period: str, after: PaidPlace | None, now: datetime) -> list[PaidPlace]:
    """Give all lists of a period up to now, from a place on."""
    start, end = bounds(period)
    first, last = local_day(start), local_day(min(end - timedelta(seconds=1), now))
    lists = [PaidPlace(day, shard, "") for day in _days(first, last) for shard in range(PAID_LISTS)]
    if after is None:
        return lists
    here = [number for number, each in enumerate(lists) if each[:2] == after[:2]]
    if not here:
        raise Refused("invalid", "after_outside_period", period=period)
    return [after, *lists[here[0] + 1 :]]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
