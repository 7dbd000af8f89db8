"""An order made of the rows that bear its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.agreed import buyer_of, paid_on
from shared.domain.histories.entry import Amounts, Entry, Sold
from shared.domain.histories.header import Header
from shared.domain.histories.layout import Class
from shared.domain.histories.left_pieces import with_all_pieces
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.past_order import (
    MOST_LINES,
    NoSale,
    PastLine,
    PastOrder,
    PastRefund,
)
from shared.domain.histories.refunds import dated, refunds_of
from shared.domain.histories.sums import paid_by_row, sums_of

NO_PIECES: Final = "0"
"""What is said of an order of no pieces."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Makes orders under a header; what is wrong with one is kept, with its line."""

    header: Header
    mistakes: Mistakes

    def made(self, number: int, entries: Sequence[Entry]) -> PastOrder | NoSale | None:
        """Make an order of its rows, or None where something is wrong with it."""
        line = entries[0].line
        return self.mistakes.tried(line, lambda: self._made(number, entries))

    def _made(self, number: int, entries: Sequence[Entry]) -> PastOrder | NoSale:
        rows = _rows_of_goods(entries)
        classes = self._classes(rows)
        sums = sums_of(entries)
        rows = with_all_pieces(self.header, rows, sums)
        paid = self._paid(rows, classes, sums)
        sold = [
            each
            for each in map(Sold, rows, paid, classes)
            if each.status != "no_sale" and not _is_nothing(each)
        ]
        if not sold or any(each.cancelled for each in entries):
            fen = sum(paid) or sums["goods"] or sums["order_amount"]
            return NoSale(number, entries[0].line, self._why(entries), fen)
        return self._order(number, entries, sold, sums)

    def _order(
        self, number: int, entries: Sequence[Entry], sold: Sequence[Sold], sums: Amounts
    ) -> PastOrder:
        _require_few(sold)
        refunds = refunds_of(self.header, sold, entries, sums)
        at, back = paid_on(self.header, entries), tuple(dated(sold, entries))
        _require_later(entries[0].number, at, back)
        return PastOrder(
            number=number,
            line=entries[0].line,
            order=entries[0].order,
            buyer=buyer_of(self.header, entries),
            at=at,
            lines=list(map(_line, sold, refunds.by_row)),
            freight_fen=sums["freight"],
            discount_fen=_discount(sold, sums),
            freight_refunded_fen=refunds.of_freight,
            open_refund_fen=refunds.open_fen,
            refunds=back,
        )

    def _classes(self, rows: Sequence[Entry]) -> list[Class]:
        """Tell of each row what its status says, or the first that the order has."""
        if "status" not in self.header.places:
            if "paid_at" in self.header.places and not any(each.is_paid for each in rows):
                raise Fault("history_unpaid_unknown", order=rows[0].number)
            return ["sale"] * len(rows)
        first = next((each.status for each in rows if each.status), None)
        if first is None:
            column = self.header.name("status")
            raise Fault("history_status_unknown", column=column, written="''")
        return [each.status or first for each in rows]

    def _paid(self, rows: Sequence[Entry], classes: Sequence[Class], sums: Amounts) -> list[int]:
        """Give what was paid for each row; what the order says may leave out closed ones."""
        open_ = [each for each, said in zip(rows, classes, strict=True) if said != "no_sale"]
        if not open_:
            return [each.amounts["amount"] for each in rows]
        try:
            return paid_by_row(self.header, rows, sums)
        except Fault:
            paid = iter(paid_by_row(self.header, open_, sums))
            return [0 if said == "no_sale" else next(paid) for said in classes]

    def _why(self, entries: Sequence[Entry]) -> str:
        """Give what the file says of an order that is none: its status, or a column filled in."""
        said = [each.status_text for each in entries if each.status == "no_sale"]
        if not said and any(each.cancelled for each in entries):
            said = [self.header.name("cancelled")]
        return next(iter(said), NO_PIECES)


def _rows_of_goods(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Give the rows of an order that are no refunds. Errors: Fault for none."""
    rows = [each for each in entries if not each.is_refund]
    if not rows:
        raise Fault("history_refund_alone", order=entries[0].number)
    return rows


def _is_nothing(sold: Sold) -> bool:
    """Tell whether a row is of no pieces, which is right where nothing is left of it."""
    qty, fen = sold.entry.qty, sold.fen
    if qty > 0:
        return False
    if qty < 0 or fen - sold.entry.amounts["refunded"]:
        raise Fault("history_pieces", qty=qty, fen=fen).at(sold.entry.line)
    return True


def _require_few(sold: Sequence[Sold]) -> None:
    """Refuse more lines than an order has anywhere, before anything is divided by them."""
    if len(sold) > MOST_LINES:
        number = sold[0].entry.number
        raise Fault("history_lines", order=number, lines=len(sold), most=MOST_LINES)


def _line(sold: Sold, refunded_fen: int) -> PastLine:
    return PastLine(sold.entry.sku, sold.entry.qty, sold.fen, refunded_fen)


def _discount(sold: Sequence[Sold], sums: Amounts) -> int:
    return sums["order_discount"] + sum(each.amounts["discount"] for each, _, _ in sold)


def _require_later(number: str, at: datetime, refunds: Sequence[PastRefund]) -> None:
    """Refuse money that went back on a day before it was paid."""
    paid, back = at.date(), min((each.at.date() for each in refunds), default=at.date())
    if back < paid:
        first, last = back.isoformat(), paid.isoformat()
        raise Fault("history_refund_before", order=number, paid=last, back=first)
