"""What of an order went back: in columns of its rows, of the order, by status, or as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.columns import Column
from shared.domain.histories.entry import Amounts, Entry, Sold
from shared.domain.histories.header import Header
from shared.domain.histories.past_order import PastRefund
from shared.domain.histories.refund_words import both_ways, require_none_said
from shared.domain.money import spread, yuan


@dataclass
class Refunds:
    """What went back of each row that is a sale, and of the freight and tax beside them."""

    header: Header
    sold: Sequence[Sold]
    freight: int
    by_row: list[int] = field(init=False)
    of_freight: int = 0

    def __post_init__(self) -> None:
        self.by_row = [0] * len(self.sold)

    @property
    def open_fen(self) -> int:
        """What is asked for and not decided."""
        return sum(map(_open, self.sold, self.by_row))

    @property
    def whole(self) -> int:
        """All that went back."""
        return sum(self.by_row) + self.of_freight

    def take(self, column: Column, fen: int, places: Sequence[int], line: int) -> None:
        """Divide what went back by what is left of some rows; what is more is of the freight.

        Errors: Fault for more than is left, at the line that says it.
        """
        left = [self.sold[place].fen - self.by_row[place] for place in places]
        goods = min(fen, sum(left))
        if fen - goods > self._freight_left:
            raise Fault(
                "history_refund_above",
                column=self.header.name(column),
                written=quoted(yuan(fen)),
                most_fen=sum(left) + self._freight_left,
            ).at(line)
        for place, part in zip(places, spread(goods, left), strict=True):
            self.by_row[place] += part
        self.of_freight += fen - goods

    def take_of_order(self, fen: int) -> None:
        """Take what the order says, which holds what its rows say. Errors: Fault."""
        if not self.whole:
            self.take("order_refunded", fen, range(len(self.sold)), self.sold[0].entry.line)
        elif 0 <= fen - self.whole <= self._freight_left:
            self.of_freight += fen - self.whole
        else:
            raise Fault("history_refunds_differ", rows_fen=self.whole, order_fen=fen)

    def take_all(self, place: int) -> None:
        """Let a status say that all of a row went back, where no amount says how much."""
        gone, fen = self.by_row[place], self.sold[place].fen
        if gone not in (0, fen):
            raise Fault("history_given_back_unlike", refunded_fen=gone, paid_fen=fen)
        self.by_row[place] = fen

    def rows_of(self, refund: Entry) -> Sequence[int]:
        """Give the row of a refund's goods, or all."""
        alike = [n for n, each in enumerate(self.sold) if each.entry.sku == refund.sku]
        return alike if refund.sku and len(alike) == 1 else range(len(self.sold))

    @property
    def _freight_left(self) -> int:
        return self.freight - self.of_freight


def refunds_of(
    header: Header, sold: Sequence[Sold], entries: Sequence[Entry], sums: Amounts
) -> Refunds:
    """Add up what went back. Errors: Fault for more than was paid, or what contradicts itself."""
    refunds = Refunds(header, sold, sums.beside)
    for place, each in enumerate(sold):
        if fen := _by_row(header, each):
            refunds.take("refunded", fen, [place], each.entry.line)
    if sums["order_refunded"]:
        refunds.take_of_order(sums["order_refunded"])
    _take_rows(refunds, [each for each in entries if each.is_refund])
    for place, each in enumerate(sold):
        if each.status == "given_back":
            refunds.take_all(place)
    if not refunds.whole:
        require_none_said(header, sold)
    return refunds


def _take_rows(refunds: Refunds, rows: Sequence[Entry]) -> None:
    """Take the rows that are refunds, which no column may say as well. Errors: Fault."""
    if rows and refunds.whole:
        raise both_ways(refunds.header, rows, refunds.whole)
    for row in rows:
        refunds.take("amount", -row.amounts["amount"], refunds.rows_of(row), row.line)


def dated(sold: Sequence[Sold], entries: Sequence[Entry]) -> Iterator[PastRefund]:
    """Give what went back on a day that the file says."""
    for each in sold:
        at, fen = each.entry.refunded_at, each.entry.amounts["refunded"]
        if at and fen and not each.is_open:
            yield PastRefund(at, fen)
    for row in entries:
        if row.is_refund and row.at:
            yield PastRefund(row.at, -row.amounts["amount"])


def _by_row(header: Header, sold: Sold) -> int:
    """Give what went back of a row, as its status and that of its refund allow."""
    fen, state = sold.entry.amounts["refunded"], sold.entry.refund
    if {"refunded", "refund_status"} <= header.places.keys() and (
        (state == "none" and fen) or (state == "given_back" and sold.fen and not fen)
    ):
        raise Fault("history_refund_unlike", fen=fen, state=state).at(sold.entry.line)
    return 0 if sold.is_open else fen


def _open(sold: Sold, back: int) -> int:
    """Give what is asked for of a row; where no amount says it, all that is left."""
    if not sold.is_open:
        return 0
    return sold.entry.amounts["refunded"] or (sold.fen - back if sold.status == "open" else 0)
