"""Goods that all rules of a plan treat alike: the guard asks the engine about one of each group.

A rule sees of a product what it says of the product or its category, whether its price is known,
whether it has a margin, and the levels of those who are paid. How high price and margin are makes
no difference to what is paid of each.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from shared.domain.commission.facts import LineFacts
from shared.domain.plans.document import Plan
from shared.domain.plans.levels import levels_of
from shared.domain.plans.rules import (
    LevelDifferenceRule,
    OrderRule,
    PercentRule,
    PerPieceRule,
    ReferralRule,
    RestockRule,
)
from shared.domain.terms.parts import DEFAULT_LEVEL, MAX_PAY_DEPTH, Terms, of_level

UNPRICED_FEN = 10**8
"""The base of goods whose price nobody knows; sums count nothing beside it."""


class Alike(NamedTuple):
    """Goods, and the levels that make a difference to what they pay, one of each kind."""

    lines: Sequence[LineFacts]
    levels: Sequence[str]
    priced: bool
    has_margin: bool


def alike(plan: Plan, rules: Sequence[OrderRule]) -> list[Alike]:
    """Group the products and categories that the plan names, and any other, by what rules see."""
    levels = [DEFAULT_LEVEL, *sorted(levels_of(plan.rules))]
    groups: defaultdict[Hashable, list[LineFacts]] = defaultdict(list)
    for line in _lines(plan):
        seen = tuple(tuple(_seen(rule, line, level) for rule in rules) for level in levels)
        groups[seen, _pieces(rules, line), _is_priced(line), _has_margin(line)].append(line)
    return [
        Alike(
            lines, _different(rules, lines[0], levels), _is_priced(lines[0]), _has_margin(lines[0])
        )
        for lines in groups.values()
    ]


def _lines(plan: Plan) -> Iterator[LineFacts]:
    percents = [rule for rule in plan.rules if isinstance(rule, PercentRule)]
    skus = dict.fromkeys([*plan.products, *(sku for rule in percents for sku in rule.products)])
    categories = dict.fromkeys(name for rule in percents for name in rule.categories)
    products = [(sku, None) for sku in skus] + [("", name) for name in [*categories, None]]
    for number, (sku, category) in enumerate(products, start=1):
        known = plan.products.get(sku)
        price = (known.price if known else None) or 0
        yield LineFacts(
            line=number,
            sku=sku,
            qty=1,
            price_fen=price,
            base_fen=price or UNPRICED_FEN,
            cost_fen=known.cost if known and price else None,
            category=known.category if known else category,
        )


def _is_priced(line: LineFacts) -> bool:
    return line.price_fen > 0


def _has_margin(line: LineFacts) -> bool:
    return line.cost_fen is not None and line.cost_fen < line.base_fen


def _pieces(rules: Sequence[OrderRule], line: LineFacts) -> Hashable:
    pieces = [rule for rule in rules if isinstance(rule, PerPieceRule)]
    return tuple(rule.skus is None or line.sku in rule.skus for rule in pieces)


def _seen(rule: OrderRule, line: LineFacts, level: str) -> Hashable:
    """Give all that a rule looks up for a level: whether it is paid, and how much."""
    is_paid = rule.levels is None or level in rule.levels
    match rule:
        case PercentRule():
            terms = _terms(rule, line)
            return is_paid, _of(terms.rates_bp, level), _of(terms.per_piece, level)
        case LevelDifferenceRule() | RestockRule():
            return is_paid, of_level(rule.rates_bp, level)
    return is_paid


def _terms(rule: PercentRule, line: LineFacts) -> Terms:
    return rule.products.get(line.sku) or rule.categories.get(line.category or "", rule)


def _of(table: Mapping[str, tuple[int, ...]], level: str) -> tuple[int, ...]:
    return of_level(table, level) if table else ()


def _different(rules: Sequence[OrderRule], line: LineFacts, levels: Sequence[str]) -> Sequence[str]:
    """Give one level of those that all rules treat alike; more where two must not be the same."""
    of_each = MAX_PAY_DEPTH if any(map(_tells_same_from_other, rules)) else 1
    kinds: defaultdict[Hashable, list[str]] = defaultdict(list)
    for level in levels:
        kinds[tuple(_seen(rule, line, level) for rule in rules)].append(level)
    kept = {level for alike in kinds.values() for level in alike[:of_each]}
    return [level for level in levels if level in kept]


def _tells_same_from_other(rule: OrderRule) -> bool:
    if isinstance(rule, LevelDifferenceRule):
        return rule.same_level is not None
    return isinstance(rule, ReferralRule) and rule.kind == "peer_referral_award"
