"""Pieces of exports that count only those left: how many were sold follows from what was paid."""

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.errors import Fault
from shared.domain.histories.entry import Amounts, Entry
from shared.domain.histories.header import Header
from shared.domain.histories.sums import goods_of, prices_fit


def with_all_pieces(header: Header, entries: Sequence[Entry], sums: Amounts) -> Sequence[Entry]:
    """Give an order's rows with the pieces that were sold. Errors: Fault where nothing tells."""
    if "qty" in header.places or "qty_left" not in header.places or not sums["order_refunded"]:
        return entries
    goods = goods_of(header, entries, sums)
    if goods is None or prices_fit(entries, sums, goods):
        return entries
    for sold in _possible(entries, goods, goods + sums["order_discount"]):
        if prices_fit(sold, sums, goods):
            return sold
    column = header.name("qty_left")
    raise Fault("history_pieces_left", order=entries[0].number, column=column)


def _possible(entries: Sequence[Entry], *sums: int) -> list[list[Entry]]:
    """Give one row with each number of pieces that its price may have been paid for."""
    price = entries[0].amounts["price"]
    if len(entries) > 1 or not price:
        return []
    pieces = ((fen + price // 2) // price for fen in sums)
    return [[replace(entries[0], qty=each)] for each in pieces if each > 0]
