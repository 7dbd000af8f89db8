"""Rows that stand in a file twice, as where exports that overlap were put together."""

from collections.abc import Iterator, Sequence
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.columns import Column
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Header
from shared.domain.histories.mistakes import Mistakes

_SAME: Final[tuple[Column, ...]] = ("price", "amount", "discount")
"""Which amounts of a row no later export changes."""


def require_once(header: Header, entries: Sequence[Entry], mistakes: Mistakes) -> Sequence[Entry]:
    """Give the rows without those that stand there again, each of which is told."""
    if "order" not in header.places:
        return entries
    if header.layout.one_row:
        return [*_orders_once(entries, mistakes)]
    return [*_rows_once(entries, mistakes)]


def _orders_once(entries: Sequence[Entry], mistakes: Mistakes) -> Iterator[Entry]:
    seen: dict[str | None, int] = {}
    for each in entries:
        if each.order in seen:
            told = Fault("history_order_twice", order=each.number, line=seen[each.order])
            mistakes.add(each.line, told)
            continue
        seen[each.order] = each.line
        yield each


def _rows_once(entries: Sequence[Entry], mistakes: Mistakes) -> Iterator[Entry]:
    """Rows of an order that are alike may be two of its lines only where they stand together.

    Even there one that was given back may be the other, as it is by now.
    """
    seen: dict[tuple[object, ...], tuple[tuple[int, bool], int]] = {}
    together, last = 0, None
    for each in entries:
        together += (each.order, each.part) != last
        last = each.order, each.part
        key = (each.order, each.sku, each.qty, each.at, *map(each.amounts.get, _SAME))
        there = together, each.status == "given_back"
        where, line = seen.setdefault(key, (there, each.line))
        if where != there:
            told = Fault("history_row_twice", order=each.number, line=line)
            mistakes.add(each.line, told)
            continue
        yield each
