"""What a file says of refunds in words, or in two ways, held against its amounts."""

from collections.abc import Sequence

from shared.domain.errors import Fault
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Heads
from shared.domain.histories.layout import Class, Column

Kept = Sequence[tuple[Entry, int, Class]]
"""The rows that are sales, with what was paid for each, and what its status says."""


def require_none_said(heads: Heads, kept: Kept) -> None:
    """Refuse a word for a refund of which no amount says how much."""
    for entry, _, said in kept:
        if said == "part_back":
            raise _unsaid(heads, "status", entry)
        if entry.refund == "given_back":
            raise _unsaid(heads, "refund_status", entry)
        if entry.refunded_at:
            raise _unsaid(heads, "refunded_at", entry)


def both_ways(heads: Heads, rows: Sequence[Entry], fen: int) -> Fault:
    """Say that what the order has given back may be the same money as its rows of refunds."""
    columns: tuple[Column, ...] = ("refunded", "order_refunded", "status")
    column = next(each for each in columns if each in heads.places)
    rows_fen = -sum(each.fen("amount") for each in rows)
    order = rows[0].order or "?"
    name = heads.name(column)
    return Fault("history_refund_both_ways", order=order, rows_fen=rows_fen, column=name, fen=fen)


def _unsaid(heads: Heads, column: Column, entry: Entry) -> Fault:
    return Fault("history_refund_unsaid", order=entry.order or "?", column=heads.name(column))
