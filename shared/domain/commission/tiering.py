"""What a tier pays on an amount: the whole at the band's rate, or each part at its own band's.

Bands are `[from, next from)`: rising starts with their rates, the first of them from 0 or above.
What nobody could measure (None) reaches no band and no condition. Source: A070-A074; faults W42,
W43.
"""

from collections.abc import Mapping, Sequence

from shared.domain.money import FULL_RATE
from shared.domain.plans.bands import AllOf, AnyOf, Band, Condition, Measure, Step

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
        return sum(fen * rate_bp for fen, rate_bp in parts_of(bands, amount))
    rates = [rate_bp for begins, rate_bp in bands if begins <= amount]
    return amount * rates[-1] if rates else 0


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


def parts_of(bands: Sequence[tuple[int, int]], amount: int) -> list[tuple[int, int]]:
    """Give the parts of an amount, in fen, each with the rate of its own band; they sum to it.

    What lies below the first band has no rate.
    """
    begun = [(0, 0), *((begins, rate_bp) for begins, rate_bp in bands if begins < amount)]
    ends = [*(begins for begins, _ in begun[1:]), amount]
    parts = zip(begun, ends, strict=True)
    return [(end - begins, rate_bp) for (begins, rate_bp), end in parts if end > begins]
