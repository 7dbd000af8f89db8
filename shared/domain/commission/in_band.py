"""What of an amount lies in one band of a tier, and what the band pays for it.

A band is `[lo, hi)` of its measure: fen of sales or profit, basis points of margin, pieces, orders.
Source: A070-A074, A089.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shared.domain.money import UNITS
from shared.domain.terms.bands import Measure


class InBand(NamedTuple):
    """So many fen at a rate, or so many pieces at a sum each, and a sum for the whole band.

    `hi` None: the band has no end. A step has no bounds but a `condition`, in words. `of_pieces`:
    it is pieces that lie in it. `fixed_rest` is what the sum has beyond whole fen, in 1/10,000 fen.
    """

    measure: Measure
    lo: int | None
    hi: int | None
    on: int
    rate_bp: int = 0
    per_piece: int = 0
    fixed_fen: int = 0
    condition: str = ""
    of_pieces: bool = False
    fixed_rest: int = 0

    @property
    def weight(self) -> int:
        """What the band pays, in units of 1/10,000 fen."""
        fixed = self.fixed_fen * UNITS + self.fixed_rest
        return self.on * (self.rate_bp + self.per_piece * UNITS) + fixed


def weight_in(bands: Iterable[InBand]) -> int:
    """Give what all bands together pay, in units of 1/10,000 fen."""
    return sum(band.weight for band in bands)


def parts_of(starts: Sequence[tuple[int, int]], amount: int) -> Iterator[InBand]:
    """Give the parts of an amount of sales by rising bands `(from, rate_bp)`; they sum to it.

    What lies below the first band has no rate.
    """
    for lo, hi, inside, rate_bp in _spans(starts, amount):
        yield InBand("sales", lo, hi, inside, rate_bp=rate_bp)


def pieces_in(starts: Sequence[tuple[int, int]], pieces: int) -> Iterator[InBand]:
    """Give the parts of a number of pieces by rising steps `(above, fen a piece)`."""
    for lo, hi, inside, per_piece in _spans(starts, pieces):
        yield piece_band(lo, hi, inside, per_piece)


def piece_band(lo: int, hi: int | None, pieces: int, per_piece: int) -> InBand:
    """Give a band of pieces, each paid so many fen."""
    return InBand("pieces", lo, hi, pieces, per_piece=per_piece, of_pieces=True)


def _spans(
    starts: Sequence[tuple[int, int]], amount: int
) -> Iterator[tuple[int, int | None, int, int]]:
    begun = [(0, 0), *starts]
    ends = [*(lo for lo, _ in starts), None]
    for (lo, pays), hi in zip(begun, ends, strict=True):
        inside = (amount if hi is None else min(hi, amount)) - lo
        if inside > 0:
            yield lo, hi, inside, pays
