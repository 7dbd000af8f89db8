"""Level difference: each upline gets what his level's rate is above the highest rate met below him.

Nobody's difference is negative, so that all of them together never pass the ladder's highest rate.
A same-level award goes once to the first upline of the level that holds the highest rate: within
the ladder's highest rate, or on top of it. Source: A083, A084; fault W21.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from shared.domain.commission.earnings import Earning, Strategy, of_goods
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.documents.part import Part
from shared.domain.money import BasisPoints
from shared.domain.rules.order_rule import InPlan, OrderRule, WhyNot
from shared.domain.rules.reasons import always
from shared.domain.rules.rule import Document
from shared.domain.terms.parts import RateOfLevel, of_level
from shared.domain.terms.product import Product


class SameLevel(Part):
    """What the first upline of the level that holds the highest rate gets.

    `top_up` is on top of the ladder, `within_cap` only what is left below its highest rate.
    """

    rate_bp: BasisPoints
    """Basis points of the base (A084)."""
    mode: Literal["top_up", "within_cap"] = "within_cap"
    """On top of the ladder, or only what is left below its highest rate."""


class LevelDifferenceRule(OrderRule):
    """Each upline gets what his level's rate is above the highest met below him (A083, A084)."""

    example: ClassVar[Document] = {
        "name": "ladder",
        "pay_depth": 3,
        "rules": [
            {
                "id": "ladder",
                "kind": "level_difference",
                "rates_bp": {"default": 500, "gold": 800, "diamond": 1200},
                "same_level": {"rate_bp": 100, "mode": "top_up"},
            }
        ],
    }

    kind: Literal["level_difference"]
    rates_bp: RateOfLevel
    """Basis points of the base by level, `default` for all others (A083)."""
    same_level: SameLevel | None = None
    """What the first upline of the same level gets; left out: nothing (A084)."""

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: the chain is climbed from the seller on."""
        earns = self.earner()

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            earnings: list[Earning] = []
            met = Met()
            for depth, payee in enumerate(facts.chain, start=1):
                rate_bp, met = _climb(self, met, payee.level)
                earnings += earns(payee, depth, of_goods(facts.lines, rate_bp))
            return earnings

        return calculate

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Whoever gets nothing stands above somebody of as high a rate."""
        return always("below_highest_rate")

    def named_levels(self) -> Iterator[str]:
        """Give the levels of the ladder, too."""
        yield from super().named_levels()
        yield from self.rates_bp

    def looked_up(self, line: LineFacts, level: str) -> Hashable:
        """Give whether a level is paid, and its rate."""
        return self.pays_level(level), of_level(self.rates_bp, level)

    @property
    def compares_levels(self) -> bool:
        """Whether it pays for the same level."""
        return self.same_level is not None

    def pays_anything(self) -> bool:
        """Tell whether any rate is more than zero."""
        return any(self.rates_bp.values()) or bool(self.same_level and self.same_level.rate_bp)


class Met(NamedTuple):
    """The highest rate met on the way up, and the level that holds it; None: its award is taken."""

    rate_bp: int = 0
    holder: str | None = None


def _climb(rule: LevelDifferenceRule, met: Met, level: str) -> tuple[int, Met]:
    """Give what the next upline is paid, in basis points, and what is met above him."""
    own_bp = of_level(rule.rates_bp, level)
    if own_bp > met.rate_bp:
        return own_bp - met.rate_bp, Met(own_bp, level)
    if own_bp == met.rate_bp and level == met.holder:
        return _same_level(rule, met)
    return 0, met


def _same_level(rule: LevelDifferenceRule, met: Met) -> tuple[int, Met]:
    award = rule.same_level
    if award is None:
        return 0, met
    if award.mode == "top_up":
        return award.rate_bp, Met(met.rate_bp)
    left_bp = max(rule.rates_bp.values()) - met.rate_bp
    paid_bp = min(award.rate_bp, left_bp)
    return paid_bp, Met(met.rate_bp + paid_bp)
