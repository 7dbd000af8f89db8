"""Pay that makes a scheme of a plan: for depth, for heads, for joining, for sharing, for teams.

Source: rules.md, Compliance guard; A075, A095-A098, A120; features 50, 77.
"""

from collections.abc import Iterator

from shared.domain.errors import Clause
from shared.domain.guard.findings import Finding, finding
from shared.domain.money import yuan
from shared.domain.plans.document import Plan
from shared.domain.rules.order_rule import order_rules
from shared.domain.terms.parts import MAX_PAY_DEPTH, OrderKind

SAFER_DEPTH = 2

OWN: frozenset[OrderKind] = frozenset({"sale", "pickup"})
"""The orders in which one who buys for himself may be depth 1; a restock is his upline's."""


def inducements(plan: Plan) -> Iterator[Finding]:
    """Find pay that the law forbids, or watches."""
    yield from _of_depth(plan)
    if plan.joining_fee:
        yield finding("joining_fee", "joining_fee", amount=yuan(plan.joining_fee))
    for number, rule in enumerate(plan.rules):
        for code, place, facts in rule.inducements():
            yield finding(code, "rules", number, *place, **facts)
    yield from _entry_by_own_purchase(plan)


def _entry_by_own_purchase(plan: Plan) -> Iterator[Finding]:
    """Find awards for newcomers where what they buy for themselves counts as their sale."""
    if not plan.self_purchase:
        return
    for number, rule in enumerate(plan.rules):
        if any(each.newcomer_days and OWN & {*each.orders} for each in order_rules([rule])):
            advice = Clause("no_self_purchase", {"rule": rule.id})
            yield finding("entry_purchase", "rules", number, advice=advice)


def _of_depth(plan: Plan) -> Iterator[Finding]:
    if plan.pay_depth > MAX_PAY_DEPTH:
        yield finding("pay_depth_above_three", "pay_depth", depth=plan.pay_depth)
    elif plan.pay_depth == MAX_PAY_DEPTH:
        yield finding("depth_three", "pay_depth")
    elif plan.pay_depth == SAFER_DEPTH:
        yield finding("no_safe_harbour", "pay_depth")
