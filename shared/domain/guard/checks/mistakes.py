"""Rules that do not do what whoever wrote them seems to mean.

They harm nobody, so they are warnings: a level nobody has, rates that never count, rules that never
pay or pay twice, tiers that pay less for more.
"""

from collections.abc import Iterator, Sequence

from shared.domain.guard.checks.never import never_pays
from shared.domain.guard.checks.totals import listed
from shared.domain.guard.findings import Finding, finding
from shared.domain.plans.document import Plan
from shared.domain.plans.levels import LEVELS, levels_of
from shared.domain.plans.rules import (
    AnyRule,
    OrderTierRule,
    OverrideRule,
    PercentRule,
    PerPieceRule,
    RestockRule,
    TierRule,
)
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import Validity


def mistakes(plan: Plan) -> Iterator[Finding]:
    """Find what is probably not meant."""
    for number, rule in enumerate(plan.rules):
        for level in sorted(levels_of([rule]) - set(LEVELS)):
            yield finding("level_unknown", "rules", number, level=level, known=", ".join(LEVELS))
        for why, why_zh in never_pays(plan, number):
            yield finding(
                "rule_never_applies", "rules", number, rule=rule.id, why=why, why_zh=why_zh
            )
        yield from _beyond_depth(plan, number)
        yield from _stacked(plan, number)
        if _falls(rule):
            yield finding("falling_rate", "rules", number)
        yield from _without_price(plan, number)


def _beyond_depth(plan: Plan, number: int) -> Iterator[Finding]:
    rates = max((_reach(row) for row in _rows(plan.rules[number])), default=0)
    if rates > plan.pay_depth:
        yield finding("rates_beyond_depth", "rules", number, rates=rates, depth=plan.pay_depth)


def _rows(rule: AnyRule) -> Iterator[Sequence[int]]:
    match rule:
        case PercentRule():
            for terms in (rule, *rule.products.values(), *rule.categories.values()):
                yield from terms.rates_bp.values()
                yield from terms.per_piece.values()
        case RestockRule():
            yield from rule.rates_bp.values()
        case OverrideRule():
            # Its first rate is for the upline of whoever earns, who stands at depth 1 or higher.
            yield (1, *rule.rates_bp)


def _reach(row: Sequence[int]) -> int:
    return max((depth for depth, paid in enumerate(row, start=1) if paid), default=0)


def _stacked(plan: Plan, number: int) -> Iterator[Finding]:
    """Find a dated percent rule that pays beside an earlier one which it seems to stand for."""
    rule = plan.rules[number]
    if not isinstance(rule, PercentRule) or rule.valid == Validity():
        return
    for other in plan.rules[:number]:
        if isinstance(other, PercentRule) and _meet(rule, other) and other.id not in rule.replaces:
            yield finding("rules_overlap", "rules", number, rule=rule.id, other=other.id)


def _meet(one: PercentRule, other: PercentRule) -> bool:
    return (
        _at_once(one.valid, other.valid)
        and bool(set(one.orders) & set(other.orders))
        and _for_the_same(one, other)
    )


def _at_once(one: Validity, other: Validity) -> bool:
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Validity, other: Validity) -> bool:
    return one.from_ is None or other.until is None or one.from_ < other.until


def _for_the_same(one: Rule, other: Rule) -> bool:
    return one.levels is None or other.levels is None or bool(set(one.levels) & set(other.levels))


def _falls(rule: AnyRule) -> bool:
    match rule:
        case PerPieceRule():
            return _falling([rule.per_piece, *(step.per_piece for step in rule.steps)])
        case OrderTierRule() | TierRule():
            entries = (rule.tiers.bands or rule.tiers.steps).values()
            rates = ([each.rate_bp for each in entry] for entry in entries)
            sums = ([each.amount for each in entry] for entry in entries)
            return any(map(_falling, rates)) or any(map(_falling, sums))
    return False


def _falling(paid: list[int]) -> bool:
    return paid != sorted(paid)


def _without_price(plan: Plan, number: int) -> Iterator[Finding]:
    rule = plan.rules[number]
    if not isinstance(rule, PerPieceRule) or not rule.unified_price_only:
        return
    priced = {sku for sku, product in plan.products.items() if product.price}
    unknown = [sku for sku in rule.skus or plan.products if sku not in priced]
    if unknown or not priced:
        skus = listed(unknown) or "any product"
        skus_zh = listed(unknown) or "任何商品"
        yield finding("unified_price_unknown", "rules", number, skus=skus, skus_zh=skus_zh)
