"""Compare plans on past orders: what each would have paid whom. Nothing is written.

Source: feature 40; rules.md, Snapshot.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, Self

from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import OrderFacts
from shared.domain.comparing.comparison import Comparison, Pay, kept_pay, pay_of
from shared.domain.comparing.period_counts import PeriodRules, Side, counted, rules_of
from shared.domain.engine.engine import Engine
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.snapshot import kept
from shared.domain.periods.awards import Person
from shared.domain.plans.document import Plan
from shared.domain.plans.period_rules import period_refs
from shared.domain.policy.policy import Policy
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.domain.terms.product import Product
from shared.usecases.orders.order_facts import gather
from shared.usecases.orders.order_lists import Sellers


class Then(Sellers, Protocol):
    """The people of a past order: as they were when it was created."""

    def was_out(self, payee: str) -> bool:
        """Tell whether somebody was not active any more when it was paid."""
        ...

    def person(self, rule: PeriodicRule, payee: str, period: str) -> Person:
        """Give a payee as he was when a period ended."""
        ...


class Plans(NamedTuple):
    """The old plan and the new one, with the rules that decide periods.

    Without an old plan, the old side of an order is its own snapshot.
    """

    old: Engine | None
    new: Engine
    old_periods: PeriodRules
    new_periods: PeriodRules

    @classmethod
    def of(cls, old: Plan, new: Plan) -> Self:
        """Compile two plans."""
        return cls(Engine(old), Engine(new), rules_of(old), rules_of(new))


class _Paid(NamedTuple):
    """What a plan pays for an order, and the order as it counts for the plan's periods."""

    pay: list[Pay]
    order: Order


def compare(sums: Comparison, order: Order, then: Then, plans: Plans, policy: Policy) -> None:
    """Add a paid order to the sums."""
    old = _paid(order, then, plans.old, policy) if plans.old else _kept(order)
    new = _paid(order, then, plans.new, policy)
    sums.add(new.order, old.pay, new.pay)
    _count(sums, old.order, then, plans.old_periods, "old")
    _count(sums, new.order, then, plans.new_periods, "new")


def _kept(order: Order) -> _Paid:
    return _Paid(kept_pay(order), order)


def _paid(order: Order, then: Then, engine: Engine, policy: Policy) -> _Paid:
    order = _catalogued(order, engine.plan.products)
    facts = gather(then, order, order.lines, engine.plan, policy, order.created_at)
    earnings = [each for each in engine.earnings(facts) if not then.was_out(each.payee)]
    pay = pay_of(earnings, facts, order.lines)
    return _Paid(pay, _counting(order, then, engine.plan, facts, earnings))


def _counting(
    order: Order, then: Then, plan: Plan, facts: OrderFacts, earnings: Sequence[Earning]
) -> Order:
    """Give the order as the plan's period rules would have counted it."""
    refs = period_refs(plan, order.kind, order.created_at, entry=facts.first_purchase)
    if not refs:
        return order.changed(period_rules=()) if order.period_rules else order
    out = [each.id for each in facts.chain if not each.active or then.was_out(each.id)]
    return order.changed(
        commissions=kept(earnings, facts),
        chain=tuple(each.id for each in facts.chain),
        inactive=tuple(out),
        period_rules=refs,
    )


def _count(sums: Comparison, order: Order, then: Then, rule_of: PeriodRules, side: Side) -> None:
    for place, sales in counted(order, side):
        rule = rule_of(place.rule, place.period)
        if rule is not None:
            sums.count(place, then.person(rule, place.payee, place.period), sales)


def _catalogued(order: Order, products: Mapping[str, Product]) -> Order:
    """Give the order; a plan's catalogue says what it does not, as for a new one."""
    if not products:
        return order
    lines = tuple(_line(line, products.get(line.sku, Product())) for line in order.lines)
    return order.changed(lines=lines)


def _line(line: Line, known: Product) -> Line:
    cost_fen = known.cost if line.cost_fen is None else line.cost_fen
    category = line.category or known.category
    return line.changed(cost_fen=cost_fen, category=category)
