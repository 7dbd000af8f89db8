"""An order made of the rows that bear its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.agreed import buyer_of, paid_on
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Heads
from shared.domain.histories.layout import Class
from shared.domain.histories.left_pieces import with_all_pieces
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.past_order import MOST_LINES, NoSale, PastLine, PastOrder
from shared.domain.histories.refunds import Refunded, refunded
from shared.domain.histories.sums import Sums, paid_by_row, sums_of

NO_PIECES: Final = "0"
"""What is said of an order of no pieces."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Makes orders under a header; what is wrong with one is kept, with its line."""

    heads: Heads
    mistakes: Mistakes

    def made(self, number: int, entries: Sequence[Entry]) -> PastOrder | NoSale | None:
        """Make an order of its rows, or None where something is wrong with it."""
        line = entries[0].line
        return self.mistakes.tried(line, lambda: self._made(number, entries))

    def _made(self, number: int, entries: Sequence[Entry]) -> PastOrder | NoSale:
        sold: Sequence[Entry] = [each for each in entries if not each.is_refund]
        buyer, at = buyer_of(self.heads, entries), paid_on(self.heads, entries)
        if not sold:
            raise Fault("history_refund_alone", order=entries[0].order or "?")
        classes = self._classes(sold)
        sums = sums_of(entries)
        sold = with_all_pieces(self.heads, sold, sums)
        paid = self._paid(sold, classes, sums)
        kept = [
            (each, fen, said)
            for each, fen, said in zip(sold, paid, classes, strict=True)
            if said != "no_sale" and not _is_nothing(each, fen)
        ]
        if not kept or any(each.cancelled for each in entries):
            fen = sum(paid) or sums.fen("goods") or sums.fen("order_amount")
            return NoSale(number, entries[0].line, self._why(entries), fen)
        back = refunded(self.heads, kept, entries, sums)
        _require_later(entries, at, back)
        return _order(number, entries[0], buyer, at, kept, back, sums)

    def _classes(self, sold: Sequence[Entry]) -> list[Class]:
        """Tell of each row what its status says, or the first that the order has."""
        if "status" not in self.heads.places:
            if "paid_at" in self.heads.places and not any(each.is_paid for each in sold):
                raise Fault("history_unpaid_unknown", order=sold[0].order or "?")
            return ["sale"] * len(sold)
        first = next((each.status for each in sold if each.status), None)
        if first is None:
            column = self.heads.name("status")
            raise Fault("history_status_unknown", column=column, written="''")
        return [each.status or first for each in sold]

    def _paid(self, sold: Sequence[Entry], classes: Sequence[Class], sums: Sums) -> list[int]:
        """Give what was paid for each row; what the order says may leave out closed ones."""
        open_ = [each for each, said in zip(sold, classes, strict=True) if said != "no_sale"]
        if not open_:
            return [each.fen("amount") for each in sold]
        if len(open_) == len(sold):
            return paid_by_row(self.heads, sold, sums)
        try:
            return paid_by_row(self.heads, sold, sums)
        except Fault:
            paid = iter(paid_by_row(self.heads, open_, sums))
            return [0 if said == "no_sale" else next(paid) for said in classes]

    def _why(self, entries: Sequence[Entry]) -> str:
        """Give what the file says of an order that is none: its status, or a column filled in."""
        said = [each.status_text for each in entries if each.status == "no_sale"]
        if not said and any(each.cancelled for each in entries):
            said = [self.heads.name("cancelled")]
        return next(iter(said), NO_PIECES)


def _is_nothing(entry: Entry, fen: int) -> bool:
    """Tell whether a row is of no pieces, which is right where nothing is left of it."""
    if entry.qty > 0:
        return False
    if entry.qty < 0 or fen - entry.fen("refunded"):
        raise Fault("history_pieces", qty=entry.qty, fen=fen).at(entry.line)
    return True


def _order(
    number: int,
    first: Entry,
    buyer: str,
    at: datetime,
    kept: Sequence[tuple[Entry, int, Class]],
    back: Refunded,
    sums: Sums,
) -> PastOrder:
    if len(kept) > MOST_LINES:
        raise Fault("history_lines", order=first.order or "?", lines=len(kept), most=MOST_LINES)
    return PastOrder(
        number=number,
        line=first.line,
        order=first.order,
        buyer=buyer,
        at=at,
        lines=[
            PastLine(each.sku, each.qty, fen, gone)
            for (each, fen, _), gone in zip(kept, back.by_row, strict=True)
        ],
        freight_fen=sums.fen("freight"),
        discount_fen=sums.fen("order_discount") + sum(e.fen("discount") for e, _, _ in kept),
        freight_refunded_fen=back.freight_fen,
        open_refund_fen=back.open_fen,
        refunds=back.dated,
    )


def _require_later(entries: Sequence[Entry], at: datetime, back: Refunded) -> None:
    """Refuse money that went back on a day before it was paid."""
    early = next((each.at for each in back.dated if each.at.date() < at.date()), None)
    if early:
        order = entries[0].order or "?"
        paid, gone = at.date().isoformat(), early.date().isoformat()
        raise Fault("history_refund_before", order=order, paid=paid, back=gone)
