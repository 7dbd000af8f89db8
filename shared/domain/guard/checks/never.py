"""Why a rule of a plan can never pay, in English and Chinese."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from shared.domain.plans.document import Plan
from shared.domain.plans.levels import LEVELS
from shared.domain.plans.rules import (
    AnyRule,
    LevelDifferenceRule,
    OrderRule,
    OrderTierRule,
    OverrideRule,
    PercentRule,
    PerPieceRule,
    RankingRule,
    ReferralRule,
    RestockRule,
    TierRule,
)
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import DEFAULT_LEVEL, Terms, Validity

Why = tuple[str, str]


def never_pays(plan: Plan, number: int) -> Iterator[Why]:
    """Give every reason for which a rule can never pay."""
    rule = plan.rules[number]
    if _is_over(plan, rule.valid):
        yield "it ends before it begins", "生效期已结束或为空"
    if rule.levels is not None and not set(rule.levels) & set(LEVELS):
        yield "nobody has a level that it is for", "没有人属于其适用的等级"
    if not _pays(rule):
        yield "all its rates and sums are zero", "所有费率与金额均为零"
    if plan.pay_depth == 1 and isinstance(rule, OverrideRule | ReferralRule):
        yield "pay_depth 1 pays no upline of the seller", "pay_depth 为 1，不向销售者的上级计酬"
    yield from _replaced(plan, number)


def _is_over(plan: Plan, valid: Validity) -> bool:
    begins = max((at for at in (valid.from_, plan.effective_from) if at is not None), default=None)
    return begins is not None and valid.until is not None and valid.until <= begins


def _pays(rule: AnyRule) -> bool:
    amounts = _AMOUNTS.get(type(rule))
    return amounts is None or any(amounts(rule))


def _of_percent(rule: PercentRule) -> Iterator[int]:
    for terms in _all_terms(rule):
        for row in (*terms.rates_bp.values(), *terms.per_piece.values()):
            yield from row
    # A link's rate stands only for one that is paid: what is exempt stays exempt.
    if rule.lines is not None:
        yield rule.lines.max_bp


def _of_level_difference(rule: LevelDifferenceRule) -> Iterator[int]:
    yield from rule.rates_bp.values()
    if rule.same_level is not None:
        yield rule.same_level.rate_bp


def _of_tiers(rule: OrderTierRule | TierRule) -> Iterator[int]:
    for entry in (rule.tiers.bands or rule.tiers.steps).values():
        for each in entry:
            yield from (each.rate_bp, each.amount)


_AMOUNTS: Mapping[type[Rule], Callable[[Any], Iterable[int]]] = {
    PercentRule: _of_percent,
    PerPieceRule: lambda rule: [rule.per_piece, *(step.per_piece for step in rule.steps)],
    LevelDifferenceRule: _of_level_difference,
    OverrideRule: lambda rule: rule.rates_bp,
    ReferralRule: lambda rule: [rule.rate_bp, rule.amount],
    RestockRule: lambda rule: [paid for row in rule.rates_bp.values() for paid in row],
    OrderTierRule: _of_tiers,
    TierRule: _of_tiers,
    RankingRule: lambda rule: [place.amount for place in rule.places],
}
"""The rates and sums that a rule of a kind pays."""


def _replaced(plan: Plan, number: int) -> Iterator[Why]:
    rule = plan.rules[number]
    if not isinstance(rule, OrderRule):
        return
    for later in plan.rules[number + 1 :]:
        if isinstance(later, PercentRule) and rule.id in later.replaces and _covers(later, rule):
            yield f"{later.id!r} always replaces it", f"始终被 {later.id!r} 取代"


def _covers(later: PercentRule, rule: OrderRule) -> bool:
    """Tell whether a percent rule surely pays depth 1 of whatever the other rule pays."""
    return (
        set(rule.orders) <= set(later.orders)
        and _is_for_all(later)
        and _lasts_as_long(later.valid, rule.valid)
        and later.base == "goods"
        and all(_pays_depth_1(each) for each in _all_terms(later))
    )


def _is_for_all(rule: Rule) -> bool:
    return rule.levels is None and rule.no_violation_days is None


def _lasts_as_long(later: Validity, rule: Validity) -> bool:
    begins = later.from_ is None or (rule.from_ is not None and later.from_ <= rule.from_)
    ends = later.until is None or (rule.until is not None and rule.until <= later.until)
    return begins and ends


def _all_terms(rule: PercentRule) -> Iterator[Terms]:
    yield from (rule, *rule.products.values(), *rule.categories.values())


def _pays_depth_1(terms: Terms) -> bool:
    return DEFAULT_LEVEL in terms.rates_bp and all(row[0] for row in terms.rates_bp.values())
