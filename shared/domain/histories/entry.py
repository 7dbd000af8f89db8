"""A row of a file as what it says of an order."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shared.domain.histories.columns import Column
from shared.domain.histories.layout import Class, RefundClass


class Amounts(dict[Column, int]):
    """Fen by what they are of; what nothing says is not there, and is 0."""

    def __missing__(self, column: Column) -> int:
        return 0

    @property
    def beside(self) -> int:
        """What was paid beside the goods, where prices hold no tax: freight, tax, fees."""
        return self["freight"] + self["tax"] + self["fee"]


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
    amounts: Amounts
    status: Class | None
    status_text: str
    refund: RefundClass
    refunded_at: datetime | None
    cancelled: bool
    part: int = 0

    @property
    def is_refund(self) -> bool:
        """Whether the row says that money went back."""
        return self.amounts["amount"] < 0

    @property
    def number(self) -> str:
        """The order's number as people are told it."""
        return self.order or "?"


class Sold(NamedTuple):
    """A row that is a sale, what was paid for it, and what its status says."""

    entry: Entry
    fen: int
    status: Class

    @property
    def is_open(self) -> bool:
        """Whether its money is asked back, and has not gone back."""
        return "open" in (self.entry.refund, self.status)
