"""What a file says of refunds in words, or in two ways, held against its amounts."""

from collections.abc import Sequence

from shared.domain.errors import Fault
from shared.domain.histories.columns import Column
from shared.domain.histories.entry import Entry, Sold
from shared.domain.histories.header import Header


def require_none_said(header: Header, sold: Sequence[Sold]) -> None:
    """Refuse a word for a refund of which no amount says how much."""
    for entry, fen, status in sold:
        if status == "part_back":
            raise _unsaid(header, "status", entry)
        if entry.refund == "given_back" and fen:
            raise _unsaid(header, "refund_status", entry)
        if entry.refunded_at:
            raise _unsaid(header, "refunded_at", entry)


def both_ways(header: Header, rows: Sequence[Entry], fen: int) -> Fault:
    """Say that what the order has given back may be the same money as its rows of refunds."""
    columns: tuple[Column, ...] = ("refunded", "order_refunded")
    column = next(each for each in columns if each in header.places)
    rows_fen = -sum(each.amounts["amount"] for each in rows)
    order, name = rows[0].number, header.name(column)
    return Fault("history_refund_both_ways", order=order, rows_fen=rows_fen, column=name, fen=fen)


def _unsaid(header: Header, column: Column, entry: Entry) -> Fault:
    return Fault("history_refund_unsaid", order=entry.number, column=header.name(column))
