"""Exact amounts in words: `1000.50 × 2.00% + 999.50 × 3.00%`, and what of them was rounded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.domain.commission.band_reasons import BandWhy


def short(raw: str) -> str:
    """Leave out the zeros behind the fen: 0.790000 is 0.79, 3.333000 is 3.333."""
    whole, _, rest = raw.partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def is_zero(amount: str) -> bool:
    """Tell whether an amount or a rate is nothing."""
    return not amount.strip("-0.%")


def products(base: str, rate: str) -> Iterator[str]:
    """Write what rates are of; what has no rate is left out."""
    for part, of_part in zip(base.split(" + "), rate.split(" + "), strict=True):
        if not is_zero(of_part):
            yield f"{part} × {of_part}"


def rounded(raw: str, rest: str, amount: str) -> str:
    """Write `0.88921 raw − 0.00921 rest = 0.88`, or `= 0.88`; a rest below zero was given."""
    if is_zero(rest):
        return f"= {amount}"
    sign, size = ("+", rest[1:]) if rest.startswith("-") else ("−", rest)
    return f"{short(raw)} 原值 raw {sign} {short(size)} 尾差 rest = {amount}"


def band_words(band: "BandWhy") -> str:
    """Write what a band paid: `[1000.50, …) sales: 999.50 × 3.00% = 29.985`."""
    return f"{_bounds(band)}: {' + '.join(_paid(band)) or '0.00'} = {short(band.raw)}"


def _bounds(band: "BandWhy") -> str:
    if band.condition:
        return band.condition
    return f"[{band.lo}, {band.hi or '…'}) {band.measure}"


def _paid(band: "BandWhy") -> Iterator[str]:
    if band.pieces is not None:
        yield f"{band.pieces} × {band.per_piece}"
    elif not is_zero(band.rate):
        yield f"{band.base} × {band.rate}"
    if not is_zero(band.fixed):
        yield band.fixed
