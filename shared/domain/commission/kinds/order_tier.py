"""The seller's rate by what this one order is: its goods, its profit, its margin, its pieces.

The tier's rate is always of the order's goods, a fixed sum is for the whole order; both are spread
over the lines by what was paid for them. With a cost unknown nobody knows profit or margin: the
tier is not reached. Source: A071-A073; faults W42, W43.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.domain.commission.earnings import UNITS, Earning, LinePart, Strategy, Tier
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.commission.kinds.paying import earns
from shared.domain.commission.tiering import Measures, band_at, measures_of, parts_of, step_at
from shared.domain.money import spread
from shared.domain.plans.bands import Band, Bands, Step, Tiers
from shared.domain.plans.document import Plan
from shared.domain.plans.parts import of_level
from shared.domain.plans.rules import OrderTierRule

Amount = tuple[int, int]
"""Fen of goods, and the rate that they have."""

SELLER = 1
"""The depth of the one who sold."""


class _Reached(NamedTuple):
    """What the tier pays: a rate on each part of the order's goods, and a fixed sum, in fen."""

    by_rate: Sequence[Amount]
    fixed_fen: int = 0


_NOT_REACHED = _Reached(())


def strategy(rule: OrderTierRule, _plan: Plan) -> Strategy:
    """Make the strategy: one payee, the seller."""

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        if not facts.chain:
            return []
        seller = facts.chain[0]
        parts = _parts(facts, _reached(rule.tiers, seller.level, measured(facts)))
        earned = earns(rule, rule.kind, seller, SELLER, parts)
        return [each._replace(tier=_tier(rule, seller.level)) for each in earned]

    return calculate


def measured(facts: OrderFacts) -> Measures:
    """Measure one order."""
    sales = sum(line.base_fen for line in facts.lines)
    costs = [line.cost_fen for line in facts.lines if line.cost_fen is not None]
    profit = sales - sum(costs) if len(costs) == len(facts.lines) else None
    return measures_of(sales, profit, pieces=sum(line.qty for line in facts.lines), orders=1)


def _reached(tiers: Tiers, level: str, measures: Measures) -> _Reached:
    sales = measures["sales"]
    if not sales:
        return _NOT_REACHED
    if tiers.mode == "marginal":
        return _Reached(parts_of(_rates(of_level(tiers.bands, level)), sales))
    found: Band | Step | None
    if tiers.bands:
        found = band_at(of_level(tiers.bands, level), measures.get(tiers.measure))
    else:
        found = step_at(of_level(tiers.steps, level), measures)
    return _Reached([(sales, found.rate_bp)], found.amount) if found else _NOT_REACHED


def _parts(facts: OrderFacts, reached: _Reached) -> list[LinePart]:
    if not reached.by_rate:
        return []
    bases = [line.base_fen for line in facts.lines]
    sums = spread(reached.fixed_fen, bases)
    amounts = _by_line(bases, reached.by_rate)
    parts = map(_part, facts.lines, amounts, sums)
    return [part for part in parts if part.weight]


def _by_line(bases: Sequence[int], by_rate: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Give each line its part of every amount: both lines and amounts come out whole."""
    left, rates = [fen for fen, _ in by_rate], [rate_bp for _, rate_bp in by_rate]
    for base in bases:
        taken = spread(base, left) if base else [0] * len(left)
        left = [fen - gone for fen, gone in zip(left, taken, strict=True)]
        yield [(fen, rate_bp) for fen, rate_bp in zip(taken, rates, strict=True) if fen]


def _part(line: LineFacts, amounts: Sequence[Amount], fixed_fen: int) -> LinePart:
    (on_fen, rate_bp), *others = amounts or [(0, 0)]
    weight = sum(fen * rate for fen, rate in amounts) + fixed_fen * UNITS
    return LinePart(line.line, weight, rate_bp, on_fen, fixed_fen, also=tuple(others))


def _tier(rule: OrderTierRule, level: str) -> Tier | None:
    if rule.on_refund == "booked_rate":
        return None
    bands = _rates(of_level(rule.tiers.bands, level))
    return Tier(bands, marginal=rule.tiers.mode == "marginal")


def _rates(bands: Bands) -> tuple[tuple[int, int], ...]:
    return tuple((band.from_, band.rate_bp) for band in bands)
