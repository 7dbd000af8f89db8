"""The seller's rate by what this one order is: its goods, its profit, its margin, its pieces.

The tier's rate is always of the order's goods, a fixed sum is for the whole order; both are spread
over the lines by what was paid for them. With a cost unknown nobody knows profit or margin: the
tier is not reached. Source: A071-A073; faults W42, W43.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from shared.domain.commission.earnings import Earning, LinePart, Strategy, Tier, Whole
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.commission.in_band import InBand, parts_of, weight_in
from shared.domain.commission.kinds.paying import earns
from shared.domain.commission.tiering import Measures, measures_of, whole_in
from shared.domain.money import UNITS, spread
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import OrderTierRule
from shared.domain.terms.bands import Bands, Tiers
from shared.domain.terms.parts import of_level
from shared.domain.terms.tier_words import mode_words, tier_words

SELLER = 1
"""The depth of the one who sold."""


def strategy(rule: OrderTierRule, _plan: Plan) -> Strategy:
    """Make the strategy: one payee, the seller."""

    @cache
    def said(level: str) -> str:
        return terms_of(rule, level)

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        if not facts.chain:
            return []
        seller = facts.chain[0]
        measures = measured(facts)
        bands = reached(rule.tiers, seller.level, measures)
        earned = earns(rule, rule.kind, seller, SELLER, _parts(facts, bands))
        whole = Whole(weight_in(bands), measures["sales"] or 0)
        tier, terms = _tier(rule, seller.level), said(seller.level)
        return [each._replace(tier=tier, terms=terms, whole=whole) for each in earned]

    return calculate


def measured(facts: OrderFacts) -> Measures:
    """Measure one order; pieces that cost nothing are none."""
    sales = sum(line.base_fen for line in facts.lines)
    costs = [line.cost_fen for line in facts.lines if line.cost_fen is not None]
    profit = sales - sum(costs) if len(costs) == len(facts.lines) else None
    pieces = sum(line.qty for line in facts.lines if line.base_fen)
    return measures_of(sales, profit, pieces, orders=1)


def terms_of(rule: OrderTierRule, level: str) -> str:
    """Say in words what the tier pays a seller of a level."""
    return f"{tier_words(rule.tiers, level)} ({mode_words(rule.tiers.mode)})"


def reached(tiers: Tiers, level: str, measures: Measures) -> list[InBand]:
    """Give the bands that pay on what was sold: the parts of it, or the one band of it all."""
    sales = measures["sales"]
    if not sales:
        return []
    if tiers.mode == "marginal":
        return list(parts_of(_rates(of_level(tiers.bands, level)), sales))
    band = whole_in(tiers, level, measures, sales)
    return [band] if band else []


def _parts(facts: OrderFacts, bands: Sequence[InBand]) -> list[LinePart]:
    if not weight_in(bands):
        return []
    bases = [line.base_fen for line in facts.lines]
    sums = spread(sum(band.fixed_fen for band in bands) * UNITS, bases)
    of_lines = zip(facts.lines, _by_line(bases, bands), sums, strict=True)
    return [_part(line, parts, fixed) for line, parts, fixed in of_lines if line.base_fen]


def _by_line(bases: Sequence[int], bands: Sequence[InBand]) -> Iterator[list[InBand]]:
    """Give each line its part of every band: both lines and bands come out whole."""
    left = [band.on for band in bands]
    for base in bases:
        taken = spread(base, left) if base else [0] * len(left)
        left = [fen - gone for fen, gone in zip(left, taken, strict=True)]
        yield [band._replace(on=fen) for band, fen in zip(bands, taken, strict=True) if fen]


def _part(line: LineFacts, bands: Sequence[InBand], fixed: int) -> LinePart:
    """Give a line's part: of every band, and of the sum, in units of 1/10,000 fen."""
    fen, rest = divmod(fixed, UNITS)
    bands = tuple(band._replace(fixed_fen=fen, fixed_rest=rest) for band in bands)
    (on_fen, rate_bp), *others = [(band.on, band.rate_bp) for band in bands]
    part = LinePart(line.line, weight_in(bands), rate_bp, on_fen, fen, fixed_rest=rest)
    return part._replace(also=tuple(others), bands=bands)


def _tier(rule: OrderTierRule, level: str) -> Tier | None:
    if rule.on_refund == "booked_rate":
        return None
    bands = _rates(of_level(rule.tiers.bands, level))
    return Tier(bands, marginal=rule.tiers.mode == "marginal")


def _rates(bands: Bands) -> tuple[tuple[int, int], ...]:
    return tuple((band.from_, band.rate_bp) for band in bands)
