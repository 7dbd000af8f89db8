"""A history of orders as a replay has it: who bought how much on which day, in time order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fenrun.histories.told import mistakes_told
from shared.domain.errors import Fault
from shared.domain.histories.history import History
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.past_order import PastLine, PastOrder

FOUNDER = "_"
"""How the names of those begin whom the brand enrols itself, and no buyer's."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order of the history; `row` counts from 1, the amount is fen for all pieces together."""

    row: int
    buyer: str
    day: date
    qty: int
    amount_fen: int
    # A replay makes up its own refunds and goods: what it is does not depend on these.
    refunded_fen: int = field(default=0, repr=False)
    lines: Sequence[PastLine] = field(default=(), repr=False, compare=False)


def purchases(path: Path, history: History) -> list[Purchase]:
    """Give a file's sales in time order. Errors: HistoryError for names that founders have."""
    with mistakes_told(path):
        _require_no_founder(history)
    return sorted(map(_purchase, history.orders), key=lambda each: each.day)


def to_replay(path: Path, history: History, limit: int | None) -> list[Purchase]:
    """Give the first sales of a file. Errors: HistoryError where it has none, as `purchases`."""
    bought = purchases(path, history)[:limit]
    with mistakes_told(path):
        if not bought:
            raise Fault("history_no_sale")
    return bought


def _require_no_founder(history: History) -> None:
    mistakes = Mistakes()
    for order in history.orders:
        if order.buyer.startswith(FOUNDER):
            written = repr(order.buyer)
            mistakes.add(order.line, Fault("history_founder", written=written, founder=FOUNDER))
    mistakes.refuse()


def _purchase(order: PastOrder) -> Purchase:
    return Purchase(
        row=order.number,
        buyer=order.buyer,
        day=order.at.date(),
        qty=sum(line.qty for line in order.lines),
        amount_fen=order.goods_fen,
        refunded_fen=order.refunded_fen,
        lines=order.lines,
    )
