"""What of an order went back: in columns of its rows, of the order, by status, or as rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Heads
from shared.domain.histories.layout import Class, Column
from shared.domain.histories.past_order import PastRefund
from shared.domain.histories.refund_words import Kept, both_ways, require_none_said
from shared.domain.histories.sums import Sums
from shared.domain.money import spread, yuan


class Refunded(NamedTuple):
    """What went back of each row, of the freight, and what is asked for and not decided."""

    by_row: list[int]
    freight_fen: int
    open_fen: int
    dated: tuple[PastRefund, ...]


def refunded(heads: Heads, kept: Kept, entries: Sequence[Entry], sums: Sums) -> Refunded:
    """Add up what went back. Errors: Fault for more than was paid, or what contradicts itself."""
    if not _is_any(kept, entries, sums):
        return Refunded([0] * len(kept), 0, 0, ())
    freight = sums.beside
    paid = [fen for _, fen, _ in kept]
    back = [0 if said == "open" else _by_row(heads, each) for each, _, said in kept]
    over = sum(max(gone - fen, 0) for gone, fen in zip(back, paid, strict=True))
    _require_paid(heads, "refunded", over - freight, sum(back), sum(paid) + freight)
    gone = [min(each, fen) for each, fen in zip(back, paid, strict=True)]
    over += _of_order(heads, gone, paid, sums, freight - over)
    rows = [each for each in entries if each.is_refund]
    if rows and sum(gone) + over:
        raise both_ways(heads, rows, sum(gone) + over)
    over += sum(_of_refund_row(heads, each, kept, gone, paid, freight - over) for each in rows)
    _require_given_back(kept, gone)
    if sum(gone) + over == 0:
        require_none_said(heads, kept)
    open_fen = sum(_open(*each, back) for each, back in zip(kept, gone, strict=True))
    return Refunded(gone, over, open_fen, (*_dated(kept, rows),))


def _dated(kept: Kept, rows: Sequence[Entry]) -> Iterator[PastRefund]:
    """Give what went back on a day that the file says."""
    for each, _, _ in kept:
        if each.refunded_at and each.fen("refunded"):
            yield PastRefund(each.refunded_at, each.fen("refunded"))
    for each in rows:
        if each.at:
            yield PastRefund(each.at, -each.fen("amount"))


def _is_any(kept: Kept, entries: Sequence[Entry], sums: Sums) -> bool:
    """Tell whether anything of an order speaks of a refund: of most nothing does."""
    return (
        bool(sums.fen("order_refunded"))
        or any(
            said != "sale" or each.refund != "none" or each.refunded_at or each.fen("refunded")
            for each, _, said in kept
        )
        or (len(entries) > 1 and any(each.is_refund for each in entries))
    )


def _by_row(heads: Heads, entry: Entry) -> int:
    """Give what went back of a row, as its refund's status allows."""
    fen = entry.fen("refunded")
    if "refund_status" not in heads.places or not heads.places.keys() & {"refunded"}:
        return fen
    if (entry.refund == "none" and fen) or (entry.refund == "given_back" and not fen):
        raise Fault("history_refund_unlike", fen=fen, state=entry.refund).at(entry.line)
    return 0 if entry.refund == "open" else fen


def _open(entry: Entry, paid: int, said: Class, back: int) -> int:
    """Give what is asked for; where no amount says it, all that is left."""
    if entry.refund != "open" and said != "open":
        return 0
    return entry.fen("refunded") or (paid - back if said == "open" else 0)


def _of_order(heads: Heads, gone: list[int], paid: list[int], sums: Sums, freight: int) -> int:
    """Take what the order says went back beyond its rows; give what of it was freight."""
    whole = sums.fen("order_refunded")
    if not whole:
        return 0
    if "refunded" in heads.places and any(gone):
        if whole not in range(sum(gone), sum(gone) + freight + 1):
            raise Fault("history_refunds_differ", rows_fen=sum(gone), order_fen=whole)
        return whole - sum(gone)
    return _taken(heads, "order_refunded", whole, gone, paid, freight)


def _of_refund_row(
    heads: Heads, entry: Entry, kept: Kept, gone: list[int], paid: list[int], freight: int
) -> int:
    """Take a row that says a refund: of the row of its goods, or of all."""
    alike = [n for n, (each, _, _) in enumerate(kept) if entry.sku and each.sku == entry.sku]
    places = alike if len(alike) == 1 else range(len(kept))
    some, some_paid = [gone[n] for n in places], [paid[n] for n in places]
    try:
        over = _taken(heads, "amount", -entry.fen("amount"), some, some_paid, freight)
    except Fault as fault:
        raise fault.at(entry.line) from None
    for place, fen in zip(places, some, strict=True):
        gone[place] = fen
    return over


def _taken(
    heads: Heads, column: Column, whole: int, gone: list[int], paid: list[int], freight: int
) -> int:
    """Divide what went back by what is left; give what is more than that, of the freight."""
    left = [fen - each for fen, each in zip(paid, gone, strict=True)]
    _require_paid(heads, column, whole - sum(left) - freight, whole, sum(left) + freight)
    goods = min(whole, sum(left))
    for place, fen in enumerate(spread(goods, left) if goods else []):
        gone[place] += fen
    return whole - goods


def _require_paid(heads: Heads, column: Column, over: int, fen: int, most: int) -> None:
    if over > 0:
        written = quoted(yuan(fen))
        raise Fault(
            "history_refund_above", column=heads.name(column), written=written, most_fen=most
        )


def _require_given_back(kept: Kept, gone: list[int]) -> None:
    """Let a status say that all went back, where no amount says how much."""
    for place, (_, fen, said) in enumerate(kept):
        if said != "given_back" or gone[place] == fen:
            continue
        if gone[place]:
            raise Fault("history_given_back_unlike", refunded_fen=gone[place], paid_fen=fen)
        gone[place] = fen
