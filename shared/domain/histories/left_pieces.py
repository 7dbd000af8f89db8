"""Pieces of exports that count only those left: how many were sold follows from what was paid."""

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.errors import Fault
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Heads
from shared.domain.histories.sums import Sums, goods_of, prices_fit


def with_all_pieces(heads: Heads, entries: Sequence[Entry], sums: Sums) -> Sequence[Entry]:
    """Give an order's rows with the pieces that were sold. Errors: Fault where nothing tells."""
    if "qty" in heads.places or "qty_left" not in heads.places or not sums.fen("order_refunded"):
        return entries
    goods = goods_of(heads, entries, sums)
    if goods is None or prices_fit(entries, sums, goods):
        return entries
    for sold in _possible(entries, goods, goods + sums.fen("order_discount")):
        if prices_fit(sold, sums, goods):
            return sold
    column = heads.name("qty_left")
    raise Fault("history_pieces_left", order=entries[0].order or "?", column=column)


def _possible(entries: Sequence[Entry], *sums: int) -> list[list[Entry]]:
    """Give one row with each number of pieces that its price may have been paid for."""
    price = entries[0].fen("price")
    if len(entries) > 1 or not price:
        return []
    pieces = ((fen + price // 2) // price for fen in sums)
    return [[replace(entries[0], qty=each)] for each in pieces if each > 0]
