"""The rounding rule as one would write it down at first: bare integers, nothing explained."""

from collections.abc import Sequence

from infra.bench.orders import RATES_BP, UNITS, SampleOrder

Row = tuple[int, int, int, int]
"""Order, payee, line, fen."""


def pay(orders: Sequence[SampleOrder]) -> list[Row]:
    """Pay every order: floor once a payee, largest remainder over the lines, ties first."""
    rows = []
    for number, chain, lines in orders:
        for payee, rate_bp in zip(chain, RATES_BP, strict=True):
            weights = [base * rate_bp for _, _, _, base in lines]
            whole = sum(weights)
            fen = whole // UNITS
            parts = [fen * weight // whole for weight in weights]
            rest = fen - sum(parts)
            if rest:
                nearest = sorted((-(fen * w % whole), place) for place, w in enumerate(weights))
                for _, place in nearest[:rest]:
                    parts[place] += 1
            for line, part in zip(lines, parts, strict=True):
                rows.append((number, payee, line[0], part))
    return rows
