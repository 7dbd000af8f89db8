"""What tiers pay at most, and whether they pay less for more."""

from collections.abc import Iterator, Mapping, Sequence

from shared.domain.documents.fault import fault_at
from shared.domain.terms.bands import Band, Step, Tiers, pays_amounts


def entries_of(tiers: Tiers) -> Mapping[str, Sequence[Band | Step]]:
    """Give the bands, or the steps, by level."""
    return tiers.bands or tiers.steps


def highest_by_level(tiers: Tiers) -> dict[str, int]:
    """Give the highest rate of each level, in basis points."""
    entries = entries_of(tiers).items()
    return {level: max(each.rate_bp for each in entry) for level, entry in entries}


def ladders_of(tiers: Tiers) -> Iterator[Sequence[int]]:
    """Give by level the rates, and then the sums, from the lowest entry on."""
    for entry in entries_of(tiers).values():
        yield [each.rate_bp for each in entry]
        yield [each.amount for each in entry]


def require_rates_where_marginal(tiers: Tiers) -> None:
    """Refuse sums where each part of an amount is paid at its own rate. Errors: ValueError."""
    if tiers.mode == "marginal" and pays_amounts(tiers):
        raise fault_at(("tiers",), "marginal_pays_rates")
