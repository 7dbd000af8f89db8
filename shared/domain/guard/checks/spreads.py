"""Prices that agents buy at, beside what the goods cost, what customers pay, and commission.

A delivered spread is trade in goods, so these are warnings. Source: rules.md, Compliance guard.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shared.domain.guard.findings import Finding, FindingCode, finding, named
from shared.domain.guard.worst_case import Worst
from shared.domain.guard.worst_orders import instants
from shared.domain.money import UNITS, yuan
from shared.domain.plans.document import Plan
from shared.domain.rules.order_rule import OrderRule, order_rules


def odd_grade_prices(plan: Plan) -> Iterator[Finding]:
    """Find the prices of grades that lie below the cost, or above what customers pay."""
    for number, rule in enumerate(plan.rules):
        for each in order_rules([rule]):
            for grade, prices in each.grade_prices.items():
                for code, skus in _odd(plan, prices):
                    place = ("rules", number, "price_lists", grade)
                    yield finding(code, *place, grade=grade, skus=named(skus))


def _odd(plan: Plan, prices: Mapping[str, int]) -> Iterator[tuple[FindingCode, list[str]]]:
    known = [(sku, fen, plan.products[sku]) for sku, fen in prices.items() if sku in plan.products]
    if below := [sku for sku, fen, product in known if fen < (product.cost or 0)]:
        yield "grade_price_below_cost", below
    if above := [sku for sku, fen, product in known if 0 < (product.price or 0) < fen]:
        yield "grade_price_above_retail", above


def spreads_above_price(plan: Plan, worst: Sequence[Worst]) -> Iterator[Finding]:
    """Find goods of which spread and commission together may pay more than their price."""
    for each in worst:
        spread, commission = _most_spread(plan, each), _most_commission(plan, each)
        if spread and spread + commission > each.line.base_fen:
            yield finding(
                "spread_above_price",
                "products",
                each.line.sku,
                sku=each.line.sku,
                price=yuan(each.line.base_fen),
                spread=yuan(spread),
                commission=yuan(commission),
                paid=yuan(spread + commission),
            )


def _most_spread(plan: Plan, worst: Worst) -> int:
    """Give the most that agents keep of a piece, in fen: all that lies above their lowest price."""
    line = worst.line
    if not line.price_fen:
        return 0
    return max(_spread_at(plan, at, line.sku, line.price_fen) for at in instants(plan))


def _spread_at(plan: Plan, at: datetime, sku: str, price_fen: int) -> int:
    rules = (rule for rule in order_rules(plan.rules) if rule.valid.covers(at))
    return min(price_fen, sum(_spread(rule, sku, price_fen) for rule in rules))


def _spread(rule: OrderRule, sku: str, price_fen: int) -> int:
    prices = (prices[sku] for prices in rule.grade_prices.values() if sku in prices)
    return max(0, price_fen - min(prices, default=price_fen))


def _most_commission(plan: Plan, worst: Worst) -> int:
    """Give the most commission of a piece, in fen, rounded up, of orders as the margin guard cuts.

    What a period pays comes on top of what the margin guard lets through.
    """
    line, by_orders = worst.line, worst.weight - worst.by_periods
    if plan.margin_guard and line.cost_fen is not None:
        by_orders = min(by_orders, max(0, line.base_fen - line.cost_fen) * UNITS)
    return -(-(by_orders + worst.by_periods) // UNITS)
