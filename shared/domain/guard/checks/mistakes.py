"""Rules that do not do what whoever wrote them seems to mean.

They harm nobody, so they are warnings: a level nobody has, rates that never count, rules that never
pay or pay twice, tiers that pay less for more.
"""

from collections.abc import Iterator, Sequence

from shared.domain.errors import Clause
from shared.domain.guard.checks.never import never_pays
from shared.domain.guard.findings import Finding, finding, named
from shared.domain.plans.document import Plan
from shared.domain.plans.levels import LEVELS, levels_of


def mistakes(plan: Plan) -> Iterator[Finding]:
    """Find what is probably not meant."""
    for number, rule in enumerate(plan.rules):
        for level in sorted(levels_of([rule]) - set(LEVELS)):
            yield finding("level_unknown", "rules", number, level=level, known=", ".join(LEVELS))
        for why in never_pays(plan, number):
            yield finding("rule_never_applies", "rules", number, rule=rule.id, why=why)
        yield from _beyond_depth(plan, number)
        yield from _stacked(plan, number)
        if any(map(_falls, rule.ladders())):
            yield finding("falling_rate", "rules", number)
        yield from _without_price(plan, number)


def _beyond_depth(plan: Plan, number: int) -> Iterator[Finding]:
    rates = max((_reach(row) for row in plan.rules[number].rows()), default=0)
    if rates > plan.pay_depth:
        yield finding("rates_beyond_depth", "rules", number, rates=rates, depth=plan.pay_depth)


def _reach(row: Sequence[int]) -> int:
    return max((depth for depth, paid in enumerate(row, start=1) if paid), default=0)


def _stacked(plan: Plan, number: int) -> Iterator[Finding]:
    """Find a rule that pays beside an earlier one which it seems to stand for."""
    rule = plan.rules[number]
    for other in plan.rules[:number]:
        if rule.seems_instead_of(other):
            yield finding("rules_overlap", "rules", number, rule=rule.id, other=other.id)


def _falls(ladder: Sequence[int]) -> bool:
    return list(ladder) != sorted(ladder)


def _without_price(plan: Plan, number: int) -> Iterator[Finding]:
    asked = plan.rules[number].unified_prices(plan.products)
    if asked is None:
        return
    priced = {sku for sku, product in plan.products.items() if product.price}
    unknown = [sku for sku in asked if sku not in priced]
    if unknown or not priced:
        skus = named(unknown) if unknown else Clause("any_product")
        yield finding("unified_price_unknown", "rules", number, skus=skus)
