"""What was paid for each row of an order: said by the row, or divided from what the order says.

Where a file says both, they have to agree to the fen.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Heads
from shared.domain.histories.layout import OF_THE_ORDER, Column
from shared.domain.money import spread


class Sums(NamedTuple):
    """What the rows say of their order as a whole; what none of them says is not there."""

    of: Mapping[Column, int]

    def fen(self, column: Column) -> int:
        """Give an amount, 0 where none stands."""
        return self.of.get(column, 0)

    @property
    def beside(self) -> int:
        """What was paid beside the goods, where prices hold no tax: freight, tax, fees."""
        return self.fen("freight") + self.fen("tax") + self.fen("fee")


def sums_of(entries: Sequence[Entry]) -> Sums:
    """Read what stands in the first of an order's rows, or in each. Errors: Fault if it differs."""
    found = {}
    for column in OF_THE_ORDER:
        said = {each.amounts[column] for each in entries if column in each.amounts}
        # Some write what is not repeated as 0.00.
        if len(said - {0}) > 1:
            one, other = sorted(said - {0})[:2]
            raise Fault(
                "history_order_sums_differ", order=_order(entries), one_fen=one, other_fen=other
            )
        if said:
            found[column] = max(said)
    return Sums(found)


def paid_by_row(heads: Heads, entries: Sequence[Entry], sums: Sums) -> list[int]:
    """Give what was paid for each row's goods. Errors: Fault where amounts do not agree."""
    whole = goods_of(heads, entries, sums)
    if whole is not None and "amount" not in heads.places:
        _require_like(heads, entries, sums, whole)
        return _divided(whole, entries, sums)
    _require_within_prices(heads, entries)
    rows = [_said(each) - each.fen("discount") for each in entries]
    paid = _less(rows, sums.fen("order_discount"), entries)
    _require_sum(heads, entries, sums, sum(paid))
    return paid


def goods_of(heads: Heads, entries: Sequence[Entry], sums: Sums) -> int | None:
    """Give what was paid for all goods, as the order says it."""
    if "goods" in sums.of:
        _require_sum(heads, entries, sums, sums.of["goods"])
        return sums.of["goods"]
    if "order_amount" in sums.of:
        return sums.of["order_amount"] - sums.beside
    return None


def _require_within_prices(heads: Heads, entries: Sequence[Entry]) -> None:
    """Refuse a row that was paid more than its price: some repeat what the whole order was paid."""
    for each in entries:
        pieces = each.fen("price") * each.qty
        if 0 < pieces < each.fen("amount"):
            raise Fault(
                "history_row_above_price",
                order=_order(entries),
                amount_fen=each.fen("amount"),
                pieces_fen=pieces,
                column=heads.name("price"),
            ).at(each.line)


def _said(entry: Entry) -> int:
    if "amount" in entry.amounts:
        return entry.fen("amount")
    return entry.fen("price") * entry.qty


def _less(rows: list[int], discount: int, entries: Sequence[Entry]) -> list[int]:
    if min(rows) < 0 or discount > sum(rows):
        off_rows = sum(each.fen("discount") for each in entries)
        goods, off_all = sum(rows) + off_rows, off_rows + discount
        order = _order(entries)
        raise Fault("history_discount_above", order=order, goods_fen=goods, discount_fen=off_all)
    off = spread(discount, rows) if discount else [0] * len(rows)
    return [row - each for row, each in zip(rows, off, strict=True)]


def _divided(whole: int, entries: Sequence[Entry], sums: Sums) -> list[int]:
    weights = [max(_said(each) - each.fen("discount"), 0) for each in entries]
    if whole < 0:
        beside, order = sums.beside, _order(entries)
        total = sums.fen("order_amount")
        raise Fault("history_total_below", order=order, total_fen=total, freight_fen=beside)
    return spread(whole, weights if any(weights) else [max(each.qty, 1) for each in entries])


def prices_fit(entries: Sequence[Entry], sums: Sums, whole: int) -> bool:
    """Tell whether prices less discounts come to what was paid for an order's goods.

    What an order was reduced by may hold its rows' reductions, be of its freight, or be taken off
    the prices already, which are then rounded to a fen a piece.
    """
    prices, by_order = sum(map(_said, entries)), sums.fen("order_discount")
    by_row = sum(each.fen("discount") for each in entries)
    rounded = sum(each.qty for each in entries) // 2
    possible = (prices - by_order, prices - by_row - by_order, prices - by_row)
    return any(abs(whole - each) <= rounded for each in possible)


def _require_like(heads: Heads, entries: Sequence[Entry], sums: Sums, whole: int) -> None:
    """Hold the order's goods against prices and discounts, where the file has both."""
    if "order_discount" not in sums.of or not all("price" in each.amounts for each in entries):
        return
    if not prices_fit(entries, sums, whole):
        raise Fault(
            "history_prices_unlike",
            order=_order(entries),
            goods_fen=whole,
            prices_fen=sum(map(_said, entries)),
            discount_fen=sums.fen("order_discount"),
            column=heads.name("order_discount"),
        )


def _require_sum(heads: Heads, entries: Sequence[Entry], sums: Sums, paid: int) -> None:
    if sums.of.get("goods", paid) != paid:
        raise _unlike(heads, "goods", entries, sums, paid)
    wholes = (paid + sums.beside, paid + sums.beside - sums.fen("tax"))
    if sums.of.get("order_amount", wholes[0]) not in wholes:
        raise _unlike(heads, "order_amount", entries, sums, paid)


def _unlike(heads: Heads, column: Column, entries: Sequence[Entry], sums: Sums, paid: int) -> Fault:
    return Fault(
        "history_rows_unlike",
        order=_order(entries),
        rows_fen=paid,
        freight_fen=sums.fen("freight") if column == "order_amount" else 0,
        total_fen=sums.of[column],
        column=heads.name(column),
    )


def _order(entries: Sequence[Entry]) -> str:
    return next((each.order for each in entries if each.order), "") or "?"
