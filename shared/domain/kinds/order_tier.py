"""The seller's rate by what this one order is: its goods, its profit, its margin, its pieces.

The tier's rate is always of the order's goods, a fixed sum is for the whole order; both are spread
over the lines by what was paid for them. With a cost unknown nobody knows profit or margin: the
tier is not reached. Source: A071-A073; faults W42, W43.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import ClassVar, Literal

from pydantic import model_validator

from shared.domain.commission.earnings import Earning, LinePart, Strategy, Tier, Whole
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.in_band import InBand, parts_of, weight_in
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.commission.tiering import Measures, measures_of, whole_in
from shared.domain.documents.fault import fault_at
from shared.domain.kinds.percent import PercentRule
from shared.domain.money import UNITS, spread
from shared.domain.rules.order_rule import InPlan, OrderRule, Place, WhyNot
from shared.domain.rules.rule import Document, Rule
from shared.domain.rules.tiered import TieredRule
from shared.domain.terms import bands
from shared.domain.terms.bands import Bands, Tiers, pays_amounts
from shared.domain.terms.parts import OnRefund, of_level
from shared.domain.terms.product import Product
from shared.domain.terms.tier_bounds import highest_by_level, require_rates_where_marginal
from shared.domain.terms.tier_words import bound_words, mode_words, tier_words

SELLER = 1
"""The depth of the one who sold."""


class OrderTierRule(OrderRule, TieredRule):
    """The seller's rate depends on this one order: its goods, profit or margin (A071-A073)."""

    example: ClassVar[Document] = {
        "name": "order-tier",
        "pay_depth": 1,
        "rules": [
            {
                "id": "size",
                "kind": "order_tier",
                "tiers": {
                    "bands": {
                        "default": [
                            {"to": "100.00", "rate_bp": 200},
                            {"from": "100.00", "rate_bp": 300},
                        ]
                    }
                },
            }
        ],
    }

    kind: Literal["order_tier"]
    tiers: Tiers
    """What opens which rate (A071-A073)."""
    on_refund: OnRefund = "booked_rate"
    """Whether a refund looks the tier up anew, or keeps the rate that was booked."""

    @model_validator(mode="after")
    def _fits_one_order(self) -> "OrderTierRule":
        if "orders" in bands.measures_of(self.tiers):
            raise fault_at(("tiers",), "order_is_one_order")
        if self.tiers.mode == "marginal" and self.tiers.measure != "sales":
            raise fault_at(("tiers", "measure"), "marginal_of_sales")
        require_rates_where_marginal(self.tiers)
        if self.is_looked_up_anew:
            _require_recomputable(self.tiers)
        return self

    # What it pays

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: one payee, the seller."""
        said, earns = cache(self.order_terms), self.earner()

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            if not facts.chain:
                return []
            seller = facts.chain[0]
            measures = _measured(facts)
            reached = _reached(self.tiers, seller.level, measures)
            earned = earns(seller, SELLER, _parts(facts, reached))
            whole = Whole(weight_in(reached), measures["sales"] or 0)
            tier, terms = self._kept(seller.level), said(seller.level)
            return [each._replace(tier=tier, terms=terms, whole=whole) for each in earned]

        return calculate

    def looks_at(self, facts: OrderFacts) -> list[Place]:
        """Give the seller."""
        return super().looks_at(facts)[:SELLER]

    @property
    def is_looked_up_anew(self) -> bool:
        """Whether a refund looks the tier up anew."""
        return self.on_refund == "recompute"

    def _kept(self, level: str) -> Tier | None:
        """Give the bands that a refund looks up anew, if it does."""
        if not self.is_looked_up_anew:
            return None
        rates = _rates(of_level(self.tiers.bands, level))
        return Tier(rates, marginal=self.tiers.mode == "marginal")

    # What it asks for, and why it pays nothing

    def order_terms(self, level: str) -> str:
        """Say in words what the tier pays a seller of a level."""
        return f"{tier_words(self.tiers, level)} ({mode_words(self.tiers.mode)})"

    def measured_words(self, facts: OrderFacts) -> str:
        """Say what an order came to by the measures that the tier asks for."""
        measures = _measured(facts)
        asked = sorted(bands.measures_of(self.tiers))
        return ", ".join(_measured_words(each, measures) for each in asked)

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Make what tells what the order did not reach."""
        wants_cost = bool(bands.measures_of(self.tiers) & {"profit", "margin_rate"})

        def ask(
            facts: OrderFacts, line: LineFacts, _depth: int, payee: Upline
        ) -> NotPaidFor | None:
            measures = _measured(facts)
            reached = _reached(self.tiers, payee.level, measures)
            if reached:
                return None if weight_in(reached) and line.base_fen else "no_rate"
            if wants_cost and measures["profit"] is None:
                return "cost_unknown"
            return "band_not_reached" if self.tiers.bands else "condition_not_met"

        return ask

    # What it pays at most

    def at_its_most(self) -> Rule:
        """Give the percent rule that pays each level's highest rate of any order."""
        shared = {name: getattr(self, name) for name in OrderRule.model_fields}
        rates: dict[str, tuple[int, ...]] = {
            level: (rate_bp,) for level, rate_bp in highest_by_level(self.tiers).items()
        }
        return PercentRule.model_construct(kind="percent", rates_bp=rates, **shared)


def _require_recomputable(tiers: Tiers) -> None:
    """Refuse a tier that a refund could not look up anew from what remains of the order's goods."""
    if tiers.steps or tiers.measure != "sales" or pays_amounts(tiers):
        raise fault_at(("on_refund",), "not_looked_up_anew")
    for joined in tiers.bands.values():
        rates = [band.rate_bp for band in joined]
        if rates != sorted(rates):
            raise fault_at(("on_refund",), "refund_would_raise_the_rate")


def _measured(facts: OrderFacts) -> Measures:
    """Measure one order; pieces that cost nothing are none."""
    sales = sum(line.base_fen for line in facts.lines)
    costs = [line.cost_fen for line in facts.lines if line.cost_fen is not None]
    profit = sales - sum(costs) if len(costs) == len(facts.lines) else None
    pieces = sum(line.qty for line in facts.lines if line.base_fen)
    return measures_of(sales, profit, pieces, orders=1)


def _measured_words(measure: bands.Measure, measures: Measures) -> str:
    value = measures.get(measure)
    return f"{measure} {'?' if value is None else bound_words(value, measure)}"


def _reached(tiers: Tiers, level: str, measures: Measures) -> list[InBand]:
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


def _rates(bands: Bands) -> tuple[tuple[int, int], ...]:
    return tuple((band.from_, band.rate_bp) for band in bands)
