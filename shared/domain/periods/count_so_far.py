"""How far somebody's orders were counted for a period: a count goes on where it stopped.

Source: A080; rules.md, Snapshot.
"""

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, Self

from shared.domain.commission.counted import NOTHING_COUNTED, Counted
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.records import Value
from shared.domain.rules.period_ref import Role

if TYPE_CHECKING:
    from shared.domain.rules.periodic_rule import PeriodicRule

ByPeriod = Mapping[str, Counted]
"""What an order counts in which period."""


class OrderCount(NamedTuple):
    """What an order counts: now, and if its disputes are won."""

    now: ByPeriod
    won: ByPeriod


class OrderList(NamedTuple):
    """A list of orders that an award follows from: by how somebody stands to them.

    `beside`: they are his own beside those that the rule is about.
    """

    role: Role
    beside: bool = False


def lists_of(rule: "PeriodicRule") -> tuple[OrderList, ...]:
    """Give the lists of orders that a rule counts for somebody."""
    about = tuple(OrderList(role) for role in rule.roles)
    beside = rule.pays_own_sales and not rule.is_lifetime
    return (*about, OrderList("own", beside=True)) if beside else about


class CountSoFar(Value):
    """What the orders that were counted came to: now, and if every dispute is won.

    `lists` of them are done, of the next all up to `after`. `stale`: what was counted has changed
    since, so that all is counted once more afterwards.
    """

    lists: int = 0
    after: str = ""
    now: PeriodFacts = PeriodFacts()
    won: PeriodFacts = PeriodFacts()
    stale: bool = False

    def is_done(self, rule: "PeriodicRule") -> bool:
        """Tell whether all was counted."""
        return self.lists == len(lists_of(rule))

    def plus(self, rule: "PeriodicRule", order: OrderCount, period: str) -> Self:
        """Add what an order of the present list counts in a period."""
        beside = lists_of(rule)[self.lists].beside
        now = _plus(self.now, rule, order.now, period, beside=beside)
        if order.won is order.now and self.won == self.now:
            return self.changed(now=now, won=now)
        won = _plus(self.won, rule, order.won, period, beside=beside)
        return self.changed(now=now, won=won)

    def moved_on(self, last: str | None) -> Self:
        """Go on behind an order; behind the last of a list with the next list."""
        if last is not None:
            return self.changed(after=last)
        return self.changed(lists=self.lists + 1, after="")


def _plus(
    facts: PeriodFacts, rule: "PeriodicRule", order: ByPeriod, period: str, *, beside: bool
) -> PeriodFacts:
    here = order.get(period, NOTHING_COUNTED)
    if beside:
        return facts._replace(own=facts.own.plus(here))
    facts = facts._replace(subject=facts.subject.plus(here))
    if not rule.is_lifetime:
        return facts
    earlier = (counted for at, counted in order.items() if at < period)
    return facts._replace(before=reduce(Counted.plus, earlier, facts.before))
