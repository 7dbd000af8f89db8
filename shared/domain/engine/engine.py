"""The engine: a plan, compiled once, tells what an order earns whom, and why.

Every kind of rule brings its strategy; the engine applies what they share: which orders and payees
a rule counts for, which rules it replaces, how many are paid, and the limits. The same engine
serves orders, what-if and tests. Source: rules.md, Base and Depth.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from shared.domain.commission.earnings import LINE, Earning
from shared.domain.commission.facts import OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaid
from shared.domain.engine.limits import limiter_of
from shared.domain.engine.passed_over import Ask, asker_of
from shared.domain.plans.document import Plan
from shared.domain.rules.order_rule import InPlan, OrderRule, order_rules
from shared.domain.terms.parts import MAX_PAY_DEPTH


class Engine:
    """A compiled plan; `earnings` is pure and may be asked as often as wanted."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._pay_depth = min(plan.pay_depth, MAX_PAY_DEPTH)
        self._limit = limiter_of(plan)
        seen = InPlan(plan.products, self._limit)
        self._steps = [_compiled(rule, seen) for rule in order_rules(plan.rules)]

    def earnings(self, facts: OrderFacts) -> list[Earning]:
        """Say what everybody earns by every rule, after all limits, in the plan's order.

        An agent's entry purchase earns nobody anything, by whatever rule (A098).
        """
        if facts.first_purchase:
            return []
        if len(facts.chain) > self._pay_depth:
            facts = facts._replace(chain=facts.chain[: self._pay_depth])
        earned: list[Earning] = []
        for step in self._steps:
            earned = step(facts, earned)
        return self._limit(facts, earned)

    def not_paid(self, facts: OrderFacts, earned: Sequence[Earning]) -> tuple[NotPaid, ...]:
        """Say who is paid nothing by which rule, and why, given what all rules pay."""
        return self._ask(facts, earned)

    @cached_property
    def _ask(self) -> Ask:
        return asker_of(self.plan)


def _compiled(
    rule: OrderRule, plan: InPlan
) -> Callable[[OrderFacts, list[Earning]], list[Earning]]:
    calculate = rule.strategy(plan)
    plain, covers = rule.is_for_all, rule.valid.covers
    kinds, replaced = frozenset(rule.orders), frozenset(rule.replaces)

    def step(facts: OrderFacts, earned: list[Earning]) -> list[Earning]:
        if facts.kind not in kinds or not covers(facts.at):
            return earned
        new = calculate(facts, earned)
        if not plain:
            qualified = {p.id for p in _people(facts) if not rule.disqualified(p, facts.at)}
            new = [earning for earning in new if earning.payee in qualified]
        if replaced:
            earned = _without(earned, replaced, new)
        return [*earned, *new]

    return step


def _people(facts: OrderFacts) -> list[Upline]:
    picker = [facts.picker] if facts.picker else []
    return [*picker, *facts.chain, *facts.agents]


def _without(earned: list[Earning], rules: frozenset[str], new: list[Earning]) -> list[Earning]:
    """Take the lines that new earnings pay for out of the earnings of replaced rules."""
    lines = {part[LINE] for earning in new for part in earning.bare}
    kept = []
    for earning in earned:
        if earning.rule in rules:
            parts = [part for part in earning.bare if part[LINE] not in lines]
            if not parts:
                continue
            earning = earning._replace(bare=parts)
        kept.append(earning)
    return kept
