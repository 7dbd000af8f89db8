"""Exact amounts for people: yuan to the last 1/10,000 fen. Source: A089."""

from shared.domain.money import UNITS, yuan

_YUAN_IN_RAW = 100 * UNITS


def sum_yuan(fen: int, rest: int) -> str:
    """Write fen and 1/10,000 fen beside them as yuan: with two decimals where there are none."""
    return exact_yuan(fen * UNITS + rest) if rest else yuan(fen)


def exact_yuan(raw: int) -> str:
    """Write units of 1/10,000 fen as yuan, to the last fraction."""
    sign = "-" if raw < 0 else ""
    whole, rest = divmod(abs(raw), _YUAN_IN_RAW)
    return f"{sign}{whole}.{rest:06d}"
