"""Level difference: each upline gets what his level's rate is above the highest rate met below him.

Nobody's difference is negative, so that all of them together never pass the ladder's highest rate.
A same-level award goes once to the first upline of the level that holds the highest rate: within
the ladder's highest rate, or on top of it. Source: A083, A084; fault W21.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.commission.earnings import Earning, Strategy
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.kinds.paying import earns, of_goods
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import LevelDifferenceRule
from shared.domain.terms.parts import of_level


class Met(NamedTuple):
    """The highest rate met on the way up, and the level that holds it; None: its award is taken."""

    rate_bp: int = 0
    holder: str | None = None


def strategy(rule: LevelDifferenceRule, _plan: Plan) -> Strategy:
    """Make the strategy."""

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        earnings: list[Earning] = []
        met = Met()
        for depth, payee in enumerate(facts.chain, start=1):
            rate_bp, met = _climb(rule, met, payee.level)
            parts = of_goods(facts.lines, rate_bp)
            earnings += earns(rule, rule.kind, payee, depth, parts)
        return earnings

    return calculate


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
