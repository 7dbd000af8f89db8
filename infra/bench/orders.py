"""The sample of the bench: the same orders on every machine, with no dice.

Order `n` has 1 + n mod 3 lines and three people above its buyer, out of 997, 499 and 97 people. A
line has one of 50 products, 1 to 3 pieces, and between 1.00 and 500.00 was paid for it.
"""

from collections.abc import Iterator
from typing import NamedTuple

RATES_BP = (1000, 500, 200)
"""The plan `depth-10-5-2`: depth 1, 2 and 3."""

PRESET = "depth-10-5-2"
UNITS = 10_000
ORDERS = 333_334
"""A little over a million commissions: three an order."""


class SampleLine(NamedTuple):
    """One line: `base_fen` was paid for all its pieces."""

    line: int
    product: int
    qty: int
    base_fen: int


class SampleOrder(NamedTuple):
    """One order; `chain` are the numbers of the people above its buyer, nearest first."""

    number: int
    chain: tuple[int, int, int]
    lines: tuple[SampleLine, ...]


def sample(orders: int) -> Iterator[SampleOrder]:
    """Give the first orders of the sample."""
    for number in range(orders):
        chain = (number * 7919 % 997, 1000 + number * 104_729 % 499, 2000 + number * 31 % 97)
        lines = tuple(_line(number, line) for line in range(1, 2 + number % 3))
        yield SampleOrder(number, chain, lines)


def _line(order: int, line: int) -> SampleLine:
    product = (order * 13 + line * 7) % 50
    base_fen = 100 + (order * 7919 + line * 104_729) % 49_901
    return SampleLine(line, product, 1 + (order + line) % 3, base_fen)
