"""Pieces of exports that count only those left: how many were sold follows from what was paid."""

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.errors import Fault
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Heads
from shared.domain.histories.sums import Sums, goods_of


def with_all_pieces(heads: Heads, entries: Sequence[Entry], sums: Sums) -> Sequence[Entry]:
    """Give an order's rows with the pieces that were sold. Errors: Fault where nothing tells."""
    if "qty" in heads.places or "qty_left" not in heads.places or not sums.fen("order_refunded"):
        return entries
    goods = goods_of(heads, entries, sums)
    asked = (goods or 0) + sums.fen("order_discount")
    if sum(each.fen("price") * each.qty for each in entries) == asked:
        return entries
    price = entries[0].fen("price")
    if len(entries) > 1 or not price or asked % price or not asked:
        column = heads.names[heads.places["qty_left"][0]]
        raise Fault("history_pieces_left", order=entries[0].order or "?", column=column)
    return [replace(entries[0], qty=asked // price)]
