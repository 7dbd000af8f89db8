"""Goods that all rules of a plan treat alike: the guard asks the engine about one of each group.

A rule sees of a product what it says of the product or its category, whether its price is known,
whether it has a margin, and the levels of those who are paid. How high price and margin are makes
no difference to what is paid of each.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from shared.domain.commission.facts import LineFacts
from shared.domain.plans.document import Plan
from shared.domain.plans.levels import levels_of
from shared.domain.rules.order_rule import OrderRule, order_rules
from shared.domain.terms.parts import DEFAULT_LEVEL, MAX_PAY_DEPTH

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
        seen = tuple(tuple(rule.looked_up(line, level) for rule in rules) for level in levels)
        groups[seen, _is_priced(line), _has_margin(line)].append(line)
    return [
        Alike(
            lines, _different(rules, lines[0], levels), _is_priced(lines[0]), _has_margin(lines[0])
        )
        for lines in groups.values()
    ]


def _lines(plan: Plan) -> Iterator[LineFacts]:
    rules = order_rules(plan.rules)
    skus = dict.fromkeys([*plan.products, *(sku for rule in rules for sku in rule.own_products)])
    categories = dict.fromkeys(name for rule in rules for name in rule.own_categories)
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


def _different(rules: Sequence[OrderRule], line: LineFacts, levels: Sequence[str]) -> Sequence[str]:
    """Give one level of those that all rules treat alike; more where two must not be the same."""
    of_each = MAX_PAY_DEPTH if any(rule.compares_levels for rule in rules) else 1
    kinds: defaultdict[Hashable, list[str]] = defaultdict(list)
    for level in levels:
        kinds[tuple(rule.looked_up(line, level) for rule in rules)].append(level)
    kept = {level for alike in kinds.values() for level in alike[:of_each]}
    return [level for level in levels if level in kept]
