"""Pieces of exports that count only those left: how many were sold follows from what was paid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.entry import Amounts, Entry
from shared.domain.histories.header import Header
from shared.domain.histories.sums import goods_of, prices_fit

MOST_TRIED: Final = 2_000
"""How many numbers of pieces are tried before nothing tells."""


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
    if sums["order_refunded"] >= goods:
        # Nothing of it is left, however many pieces it was.
        return [replace(each, qty=max(each.qty, 1)) for each in entries]
    column = header.name("qty_left")
    raise Fault("history_pieces_left", order=entries[0].number, column=column)


def _possible(entries: Sequence[Entry], *sums: int) -> Iterator[Sequence[Entry]]:
    """Give rows with each number of pieces that may have been paid for."""
    for fen in dict.fromkeys(sums):
        if len(entries) == 1:
            yield from _of_one(entries[0], fen)
        else:
            yield from _of_several(entries, fen)


def _of_one(entry: Entry, fen: int) -> Iterator[Sequence[Entry]]:
    price = entry.amounts["price"]
    pieces = (fen + price // 2) // price if price else 0
    if pieces > 0:
        yield [replace(entry, qty=pieces)]


def _of_several(entries: Sequence[Entry], fen: int) -> Iterator[Sequence[Entry]]:
    """Give rows with the pieces that came back, where only one number of each comes to the sum."""
    prices = [each.amounts["price"] for each in entries]
    gone = fen - sum(each.qty * price for each, price in zip(entries, prices, strict=True))
    if gone <= 0 or not all(prices):
        return
    found, more = _ways(prices, gone)
    if len(found) == 1 and not more:
        yield [replace(each, qty=each.qty + n) for each, n in zip(entries, found[0], strict=True)]


def _ways(prices: Sequence[int], gone: int) -> tuple[list[tuple[int, ...]], bool]:
    """Give two ways at most to come to a sum, and whether there are too many to try."""
    found: list[tuple[int, ...]] = []
    waiting: list[tuple[tuple[int, ...], int]] = [((), gone)]
    for _ in range(MOST_TRIED):
        if not waiting or len(found) > 1:
            return found, False
        taken, left = waiting.pop()
        if len(taken) == len(prices):
            found += [taken] if left == 0 else []
            continue
        price = prices[len(taken)]
        waiting += [((*taken, n), left - n * price) for n in range(min(left // price, 999) + 1)]
    return found, True
