"""A row of a file as what it says of an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shared.domain.histories.layout import Class, Column, RefundClass


class Row(NamedTuple):
    """A row of a table, with the line of the file on which it begins.

    `part` counts the headers above it, but for the first.
    """

    line: int
    cells: tuple[str, ...]
    part: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says; what it leaves open, the order's other rows say, or nobody."""

    line: int
    order: str | None
    buyer: str | None
    at: datetime | None
    is_paid: bool
    sku: str | None
    qty: int
    amounts: Mapping[Column, int]
    status: Class | None
    status_text: str
    refund: RefundClass
    refunded_at: datetime | None
    cancelled: bool
    part: int = 0

    def fen(self, column: Column) -> int:
        """Give an amount, 0 where none stands."""
        return self.amounts.get(column, 0)

    @property
    def is_refund(self) -> bool:
        """Whether the row says that money went back."""
        return self.fen("amount") < 0
