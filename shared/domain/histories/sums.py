"""What was paid for each row of an order: said by the row, or divided from what the order says.

Where a file says both, they have to agree to the fen.
"""

from collections.abc import Sequence

from shared.domain.errors import Fault
from shared.domain.histories.columns import OF_THE_ORDER, Column
from shared.domain.histories.entry import Amounts, Entry
from shared.domain.histories.header import Header
from shared.domain.money import spread


def sums_of(entries: Sequence[Entry]) -> Amounts:
    """Read what stands in the first of an order's rows, or in each. Errors: Fault if it differs."""
    found = Amounts()
    for column in OF_THE_ORDER:
        said = {each.amounts[column] for each in entries if column in each.amounts}
        # Some write what is not repeated as 0.00.
        if len(said - {0}) > 1:
            one, other = sorted(said - {0})[:2]
            number = entries[0].number
            raise Fault("history_order_sums_differ", order=number, one_fen=one, other_fen=other)
        if said:
            found[column] = max(said)
    return found


def paid_by_row(header: Header, entries: Sequence[Entry], sums: Amounts) -> list[int]:
    """Give what was paid for each row's goods. Errors: Fault where amounts do not agree."""
    whole = goods_of(header, entries, sums)
    if whole is not None and "amount" not in header.places:
        _require_like(header, entries, sums, whole)
        return _divided(whole, entries, sums)
    _require_within_prices(header, entries)
    rows = [_said(each) - each.amounts["discount"] for each in entries]
    paid = _less(rows, sums["order_discount"], entries)
    _require_sum(header, entries, sums, sum(paid))
    return paid


def goods_of(header: Header, entries: Sequence[Entry], sums: Amounts) -> int | None:
    """Give what was paid for all goods, as the order says it."""
    if "goods" in sums:
        _require_sum(header, entries, sums, sums["goods"])
        return sums["goods"]
    if "order_amount" in sums:
        return sums["order_amount"] - sums.beside
    return None


def _require_within_prices(header: Header, entries: Sequence[Entry]) -> None:
    """Refuse a row that was paid more than its price: some repeat what the whole order was paid."""
    for each in entries:
        pieces = each.amounts["price"] * each.qty
        if 0 < pieces < each.amounts["amount"]:
            raise Fault(
                "history_row_above_price",
                order=each.number,
                amount_fen=each.amounts["amount"],
                pieces_fen=pieces,
                column=header.name("price"),
            ).at(each.line)


def _said(entry: Entry) -> int:
    return entry.amounts.get("amount", entry.amounts["price"] * entry.qty)


def _less(rows: list[int], discount: int, entries: Sequence[Entry]) -> list[int]:
    if min(rows) < 0 or discount > sum(rows):
        off_rows = sum(each.amounts["discount"] for each in entries)
        raise Fault(
            "history_discount_above",
            order=entries[0].number,
            goods_fen=sum(rows) + off_rows,
            discount_fen=off_rows + discount,
        )
    return [row - off for row, off in zip(rows, spread(discount, rows), strict=True)]


def _divided(whole: int, entries: Sequence[Entry], sums: Amounts) -> list[int]:
    weights = [max(_said(each) - each.amounts["discount"], 0) for each in entries]
    if whole < 0:
        total, number = sums["order_amount"], entries[0].number
        raise Fault("history_total_below", order=number, total_fen=total, freight_fen=sums.beside)
    return spread(whole, weights if any(weights) else [max(each.qty, 1) for each in entries])


def prices_fit(entries: Sequence[Entry], sums: Amounts, whole: int) -> bool:
    """Tell whether prices less discounts come to what was paid for an order's goods.

    What an order was reduced by may hold its rows' reductions, be of its freight, or be taken off
    the prices already, which are then rounded to a fen a piece.
    """
    prices, by_order = sum(map(_said, entries)), sums["order_discount"]
    by_row = sum(each.amounts["discount"] for each in entries)
    rounded = sum(each.qty for each in entries) // 2
    possible = (prices - by_order, prices - by_row - by_order, prices - by_row)
    return any(abs(whole - each) <= rounded for each in possible)


def _require_like(header: Header, entries: Sequence[Entry], sums: Amounts, whole: int) -> None:
    """Hold the order's goods against prices and discounts, where the file has both."""
    if "order_discount" not in sums or not all("price" in each.amounts for each in entries):
        return
    if not prices_fit(entries, sums, whole):
        raise Fault(
            "history_prices_unlike",
            order=entries[0].number,
            goods_fen=whole,
            prices_fen=sum(map(_said, entries)),
            discount_fen=sums["order_discount"],
            column=header.name("order_discount"),
        )


def _require_sum(header: Header, entries: Sequence[Entry], sums: Amounts, paid: int) -> None:
    if sums.get("goods", paid) != paid:
        raise _unlike(header, "goods", entries, sums, paid)
    wholes = (paid + sums.beside, paid + sums.beside - sums["tax"])
    if sums.get("order_amount", wholes[0]) not in wholes:
        raise _unlike(header, "order_amount", entries, sums, paid)


def _unlike(
    header: Header, column: Column, entries: Sequence[Entry], sums: Amounts, paid: int
) -> Fault:
    return Fault(
        "history_rows_unlike",
        order=entries[0].number,
        rows_fen=paid,
        freight_fen=sums["freight"] if column == "order_amount" else 0,
        total_fen=sums[column],
        column=header.name(column),
    )
