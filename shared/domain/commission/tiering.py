"""What a tier pays on an amount: the whole at the band's rate, or each part at its own band's.

Bands are `[from, next from)`: rising starts with their rates, the first of them from 0 or above.
What nobody could measure (None) reaches no band and no condition. Source: A070-A074; faults W42,
W43.
"""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from shared.domain.commission.in_band import InBand, parts_of, weight_in
from shared.domain.money import FULL_RATE
from shared.domain.terms.bands import AllOf, AnyOf, Band, Condition, Measure, Step, Tiers
from shared.domain.terms.parts import of_level
from shared.domain.terms.tier_words import condition_words

MAX_CONDITION = 80
"""How many characters of a step's condition stand with what it paid: every line repeats them."""

Measures = Mapping[Measure, int | None]
"""What was measured: fen, basis points, pieces or orders; None for what nobody knows."""


def measures_of(sales: int, profit: int | None, pieces: int, orders: int) -> Measures:
    """Measure what was sold; its margin rate is in basis points of the sales, rounded down.

    Recruits are never counted (A075).
    """
    margin_rate = None if profit is None or not sales else profit * FULL_RATE // sales
    return {
        "sales": sales,
        "profit": profit,
        "margin_rate": margin_rate,
        "pieces": pieces,
        "orders": orders,
    }


def weight_of(bands: Sequence[tuple[int, int]], marginal: bool, amount: int) -> int:
    """Give the weight (amount x basis points) that rising bands `(from, rate_bp)` pay on it."""
    if marginal:
        return weight_in(parts_of(bands, amount))
    rates = [rate_bp for begins, rate_bp in bands if begins <= amount]
    return amount * rates[-1] if rates else 0


def whole_in(tiers: Tiers, level: str, measures: Measures, amount: int) -> InBand | None:
    """Give the band or step that pays on a whole amount; None where none is reached."""
    if tiers.bands:
        band = band_at(of_level(tiers.bands, level), measures.get(tiers.measure))
        return _in_band(tiers.measure, band, amount) if band else None
    step = step_at(of_level(tiers.steps, level), measures)
    return _in_step(step, amount) if step else None


def _in_band(measure: Measure, band: Band, amount: int) -> InBand:
    rate_bp, fixed_fen = band.rate_bp, band.amount
    return InBand(measure, band.from_, band.to, amount, rate_bp, fixed_fen=fixed_fen)


def _in_step(step: Step, amount: int) -> InBand:
    said = shorten(condition_words(step.if_), MAX_CONDITION, placeholder=" …")
    fixed_fen = step.amount
    return InBand("sales", None, None, amount, step.rate_bp, fixed_fen=fixed_fen, condition=said)


def band_at(bands: Sequence[Band], value: int | None) -> Band | None:
    """Give the band that a value lies in; none for a value below them all, or for no value."""
    if value is None:
        return None
    return next((band for band in reversed(bands) if band.from_ <= value), None)


def step_at(steps: Sequence[Step], measures: Measures) -> Step | None:
    """Give the last step whose condition holds, if any does."""
    return next((step for step in reversed(steps) if holds(step.if_, measures)), None)


def holds(condition: Condition, measures: Measures) -> bool:
    """Tell whether what was measured fulfils a condition."""
    if isinstance(condition, AllOf):
        return all(holds(each, measures) for each in condition.all)
    if isinstance(condition, AnyOf):
        return any(holds(each, measures) for each in condition.any)
    value = measures.get(condition.measure)
    return value is not None and value >= condition.at_least
