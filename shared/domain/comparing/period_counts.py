"""What orders count for the period rules of two plans, and what that pays when all are counted.

Every sale counts in the period of its payment, also where a plan counts releases: so the orders
paid in a period are all that its awards follow from. Source: feature 40; A070-A087.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Literal, NamedTuple

from shared.domain.civil_periods import shorter_periods
from shared.domain.commission.counted import NOTHING_COUNTED, Counted
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.commission.prizes import Ranked
from shared.domain.forms import Form
from shared.domain.money import UNITS
from shared.domain.orders.order import Order
from shared.domain.periods.awards import Person
from shared.domain.periods.counting import concerned, counts
from shared.domain.plans.document import Plan
from shared.domain.rules.period_ref import Role
from shared.domain.rules.periodic_rule import Contest, PeriodicRule, periodic_rules

Side = Literal["old", "new"]

PeriodRules = Callable[[str, str], PeriodicRule | None]
"""Gives the rule of a name as it counts for a period."""


class Place(NamedTuple):
    """For whom something counts, by which rule of which plan, in which period and role."""

    side: Side
    rule: str
    period: str
    payee: str
    role: Role


class Count(NamedTuple):
    """What orders count at a place, and what the payee is at the end of the period."""

    person: Person
    sales: Counted

    def plus(self, other: "Count") -> "Count":
        """Add what other orders count."""
        return Count(other.person, self.sales.plus(other.sales))


class Award(NamedTuple):
    """What a rule pays somebody for a period, in fen."""

    payee: str
    rule: str
    period: str
    kind: str
    form: Form
    fen: int


def counted(order: Order, side: Side) -> Iterator[tuple[Place, Counted]]:
    """Give what a paid order counts, and where."""
    for ref in order.period_rules:
        when_paid = ref.changed(counted="paid")
        for payee, role in concerned(order, when_paid):
            for period, sales in counts(order, when_paid, payee).items():
                yield Place(side, ref.rule, period, payee, role), sales


def rules_of(plan: Plan) -> PeriodRules:
    """Let a plan decide every period."""
    rules = {rule.id: rule for rule in periodic_rules(plan.rules)}
    return lambda rule, _period: rules.get(rule)


def awards(rule_of: PeriodRules, side: Side, found: Mapping[Place, Count]) -> Iterator[Award]:
    """Say what period rules pay for all that was counted on a side."""
    before: dict[tuple[str, str], Counted] = {}
    paid: dict[tuple[str, str, str], int] = {}
    for (period, name), people in sorted(_by_period(found, side).items(), key=_shortest_first):
        rule = rule_of(name, period)
        if rule is None:
            continue
        facts = {
            payee: _facts(rule, roles, before.get((name, payee), NOTHING_COUNTED))
            for payee, roles in people.items()
        }
        able = {payee: roles for payee, roles in people.items() if _person(roles).qualified}
        for payee, fen in _paid(rule, able, facts):
            less = ((payee, r, p) for r in rule.on_account for p in shorter_periods(period))
            if (rest := fen - sum(paid.get(each, 0) for each in less)) > 0:
                paid[payee, name, period] = rest
                yield Award(payee, name, period, rule.kind, rule.form, rest)
        before |= {(name, who): each.subject.plus(each.before) for who, each in facts.items()}


def _shortest_first(counted: tuple[tuple[str, str], object]) -> tuple[int, str, str]:
    """Order periods so that what is paid on account of one comes before it."""
    period, rule = counted[0]
    return len(shorter_periods(period)), period, rule


_Roles = Mapping[Role, Count]
"""What is counted for one payee in one period, by his roles; there is one at least."""


def _by_period(
    found: Mapping[Place, Count], side: Side
) -> dict[tuple[str, str], dict[str, dict[Role, Count]]]:
    """Give what was counted on a side, by period and rule, and there by payee and role."""
    sorted_: dict[tuple[str, str], dict[str, dict[Role, Count]]] = {}
    for place, count in found.items():
        if place.side == side:
            people = sorted_.setdefault((place.period, place.rule), {})
            people.setdefault(place.payee, {})[place.role] = count
    return sorted_


def _person(roles: _Roles) -> Person:
    return next(iter(roles.values())).person


def _facts(rule: PeriodicRule, roles: _Roles, before: Counted) -> PeriodFacts:
    subject = (roles[role].sales for role in rule.roles if role in roles)
    own = roles["own"].sales if "own" in roles else NOTHING_COUNTED
    return PeriodFacts(
        subject=reduce(Counted.plus, subject, NOTHING_COUNTED),
        own=own,
        before=before if rule.is_lifetime else NOTHING_COUNTED,
    )


def _paid(
    rule: PeriodicRule, able: Mapping[str, _Roles], facts: Mapping[str, PeriodFacts]
) -> Iterator[tuple[str, int]]:
    """Give what everybody gets who qualifies, in fen."""
    if contest := rule.contest:
        won = contest.prizes(contest.best(_ranked(contest, {who: facts[who] for who in able})))
        yield from ((payee, prize.amount_fen) for payee, prize in won.items())
        return
    for payee, roles in able.items():
        pay = rule.pay(_person(roles).level, facts[payee])
        if fen := pay.weight // UNITS:
            yield payee, fen


def _ranked(contest: Contest, facts: Mapping[str, PeriodFacts]) -> Iterator[Ranked]:
    for payee, each in facts.items():
        reached = contest.reached(each.subject)
        if reached is not None:
            yield Ranked(payee=payee, reached=reached)
