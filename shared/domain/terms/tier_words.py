"""Tiers in words: what they pay, from which bound on or under which condition. Source: A089."""

from textwrap import shorten

from shared.domain.money import percent, yuan
from shared.domain.terms.bands import MONEY, AllOf, AtLeast, Band, Condition, Measure, Step, Tiers
from shared.domain.terms.parts import of_level

MAX_TERMS = 400
"""How many characters tiers take in words: orders keep them, every reason repeats them."""


def tier_words(tiers: Tiers, level: str) -> str:
    """Say what tiers pay somebody of a level: `2.00% from 0.00 sales, 3.00% from …`.

    Of very many bands or conditions only the first are said.
    """
    if tiers.steps:
        said = ", ".join(_step(step) for step in of_level(tiers.steps, level))
    else:
        said = ", ".join(_band(band, tiers.measure) for band in of_level(tiers.bands, level))
    return shorten(said, MAX_TERMS, placeholder=" …")


def mode_words(mode: str) -> str:
    """Say whether a band pays on the whole amount, or only on the part inside it."""
    return "each part" if mode == "marginal" else "the whole"


def condition_words(condition: Condition) -> str:
    """Say a condition: `(pieces >= 2 and sales >= 1.00)`."""
    if isinstance(condition, AtLeast):
        bound = bound_words(condition.at_least, condition.measure)
        return f"{condition.measure} >= {bound}"
    parts, word = (
        (condition.all, " and ") if isinstance(condition, AllOf) else (condition.any, " or ")
    )
    return f"({word.join(condition_words(part) for part in parts)})"


def bound_words(bound: int, measure: Measure) -> str:
    """Write a bound in the unit of its measure: yuan, percent or a count."""
    if measure in MONEY:
        return yuan(bound)
    if measure == "margin_rate":
        return percent(bound) if bound >= 0 else f"-{percent(-bound)}"
    return str(bound)


def _band(band: Band, measure: Measure) -> str:
    return f"{_pays(band)} from {bound_words(band.from_, measure)} {measure}"


def _step(step: Step) -> str:
    return f"{_pays(step)} if {condition_words(step.if_)}"


def _pays(paying: Band | Step) -> str:
    rate = percent(paying.rate_bp)
    return f"{rate} + {yuan(paying.amount)}" if paying.amount else rate
