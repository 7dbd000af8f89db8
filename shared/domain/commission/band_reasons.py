"""What each band of a tier paid: its bounds, its rate or sum, what lay in it, its raw amount.

Source: A070-A074, A089.
"""

from collections.abc import Iterable
from typing import Self

from shared.domain.commission.in_band import InBand
from shared.domain.exactly import exact_yuan, sum_yuan
from shared.domain.money import percent, yuan
from shared.domain.records import Value
from shared.domain.terms.tier_words import bound_words


class BandWhy(Value):
    """A band `[lo, hi)` of a measure: `base` x `rate`, or `pieces` x `per_piece`, and `fixed`.

    `hi` null: it has no end. A step has a `condition` instead of bounds. `raw` is exact.
    """

    measure: str
    lo: str | None
    hi: str | None
    condition: str | None
    base: str | None
    pieces: int | None
    rate: str
    per_piece: str
    fixed: str
    raw: str

    @classmethod
    def of(cls, band: InBand) -> Self:
        """Explain one band."""
        return cls(
            measure=band.measure,
            lo=None if band.lo is None else bound_words(band.lo, band.measure),
            hi=None if band.hi is None else bound_words(band.hi, band.measure),
            condition=band.condition or None,
            base=None if band.of_pieces else yuan(band.on),
            pieces=band.on if band.of_pieces else None,
            rate=percent(band.rate_bp),
            per_piece=yuan(band.per_piece),
            fixed=sum_yuan(band.fixed_fen, band.fixed_rest),
            raw=exact_yuan(band.weight),
        )


def explain_bands(bands: Iterable[InBand]) -> tuple[BandWhy, ...]:
    """Explain bands, the lowest first."""
    return tuple(BandWhy.of(band) for band in bands)
