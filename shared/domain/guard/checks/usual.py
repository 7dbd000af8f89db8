"""The rates that a two-level plan usually pays: said where a plan pays others, never refused.

The seller 5-30 % of an order, his upline 3-10 % of his sales in a period. Source: A063, A099.
"""

from collections.abc import Iterable, Iterator

from shared.domain.guard.findings import Finding, finding
from shared.domain.money import percent
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import PercentRule, TierRule
from shared.domain.terms.parts import Limits

TWO_LEVELS = 2
OF_AN_ORDER = Limits(min_bp=500, max_bp=3000)
OF_A_PERIOD = Limits(min_bp=300, max_bp=1000)


def unusual_rates(plan: Plan) -> Iterator[Finding]:
    """Find the rates of a two-level plan that lie outside what such plans usually pay."""
    if plan.pay_depth != TWO_LEVELS:
        return
    for number, rule in enumerate(plan.rules):
        if isinstance(rule, PercentRule):
            sellers = [row[0] for row in rule.rates_bp.values()]
            yield from _outside(number, "rates_bp", sellers, OF_AN_ORDER)
        elif isinstance(rule, TierRule) and rule.subject == "direct":
            entries = (rule.tiers.bands or rule.tiers.steps).values()
            rates = [each.rate_bp for entry in entries for each in entry]
            yield from _outside(number, "tiers", rates, OF_A_PERIOD)


def _outside(number: int, where: str, rates: Iterable[int], usual: Limits) -> Iterator[Finding]:
    """A rate of 0 pays nothing and is no rate."""
    unusual = sorted({rate for rate in rates if rate and not _within(rate, usual)})
    if unusual:
        yield finding(
            "rate_unusual",
            "rules",
            number,
            where,
            rates=", ".join(map(percent, unusual)),
            least=percent(usual.min_bp),
            most=percent(usual.max_bp),
        )


def _within(rate_bp: int, usual: Limits) -> bool:
    return usual.min_bp <= rate_bp <= usual.max_bp
