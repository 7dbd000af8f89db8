"""The rates that a two-level plan usually pays: said where a plan pays others, never refused.

Source: A063, A099.
"""

from collections.abc import Iterator

from shared.domain.guard.findings import Finding, finding
from shared.domain.money import percent
from shared.domain.plans.document import Plan
from shared.domain.rules.bounds import Usual

TWO_LEVELS = 2


def unusual_rates(plan: Plan) -> Iterator[Finding]:
    """Find the rates of a two-level plan that lie outside what such plans usually pay."""
    if plan.pay_depth != TWO_LEVELS:
        return
    for number, rule in enumerate(plan.rules):
        if usual := rule.beside_usual():
            yield from _outside(number, usual)


def _outside(number: int, usual: Usual) -> Iterator[Finding]:
    """A rate of 0 pays nothing and is no rate."""
    least, most = usual.limits.min_bp, usual.limits.max_bp
    unusual = sorted({rate for rate in usual.rates if rate and not least <= rate <= most})
    if unusual:
        yield finding(
            "rate_unusual",
            "rules",
            number,
            usual.where,
            rates=", ".join(map(percent, unusual)),
            least=percent(least),
            most=percent(most),
        )
