"""An order of a shop's past: what was paid for it, and what of that was given back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

MOST_LINES = 100
"""How many lines an order has, here as everywhere."""


@dataclass(frozen=True, slots=True)
class PastLine:
    """One product of an order: fen for all its pieces, freight and discounts left out."""

    sku: str | None
    qty: int
    paid_fen: int
    refunded_fen: int = 0


class PastRefund(NamedTuple):
    """Money that went back, on the day that the file says."""

    at: datetime
    fen: int


@dataclass(frozen=True, slots=True)
class PastOrder:
    """A paid order. `number` counts the orders of the file from 1, `line` is where it stands.

    What was paid for freight, and what of it went back, is no part of its lines.
    """

    number: int
    line: int
    order: str | None
    buyer: str
    at: datetime
    lines: Sequence[PastLine]
    freight_fen: int = 0
    discount_fen: int = 0
    freight_refunded_fen: int = 0
    open_refund_fen: int = 0
    refunds: Sequence[PastRefund] = field(default=())

    @property
    def goods_fen(self) -> int:
        """What was paid for the goods."""
        return sum(line.paid_fen for line in self.lines)

    @property
    def refunded_fen(self) -> int:
        """What of it was given back."""
        return sum(line.refunded_fen for line in self.lines)


class NoSale(NamedTuple):
    """An order of the file that was never paid, or is not any more."""

    number: int
    line: int
    status: str
    fen: int
