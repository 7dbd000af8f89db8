"""Pay that makes a scheme of a plan: for depth, for heads, for joining, for sharing, for teams.

Source: rules.md, Compliance guard; A075, A095-A098, A120; features 50, 77.
"""

from collections.abc import Iterator

from shared.domain.guard.findings import Finding, finding
from shared.domain.money import yuan
from shared.domain.plans.document import Plan
from shared.domain.terms.parts import MAX_PAY_DEPTH

SAFER_DEPTH = 2


def inducements(plan: Plan) -> Iterator[Finding]:
    """Find pay that the law forbids, or watches."""
    yield from _of_depth(plan)
    if plan.joining_fee:
        yield finding("joining_fee", "joining_fee", amount=yuan(plan.joining_fee))
    for number, rule in enumerate(plan.rules):
        for code, place in rule.inducements():
            yield finding(code, "rules", number, *place)


def _of_depth(plan: Plan) -> Iterator[Finding]:
    if plan.pay_depth > MAX_PAY_DEPTH:
        yield finding("pay_depth_above_three", "pay_depth", depth=plan.pay_depth)
    elif plan.pay_depth == MAX_PAY_DEPTH:
        yield finding("depth_three", "pay_depth")
    elif plan.pay_depth == SAFER_DEPTH:
        yield finding("no_safe_harbour", "pay_depth")
