"""A trade bill of WeChat Pay: what buyers paid and got back, held against its own totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from shared.domain.documents.fault_hints import listed
from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.days import day
from shared.domain.histories.entry import Row
from shared.domain.histories.marks import bare
from shared.domain.histories.mistakes import Mistake, Mistakes, Unreadable
from shared.domain.histories.numbers import amount
from shared.domain.reconciling import bill_columns as columns
from shared.domain.reconciling.bill_totals import BillRow, require_totals

SUCCESS, REFUND = "SUCCESS", "REFUND"
_NEEDED: Final = (columns.AT, columns.NUMBER, columns.STATE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A payment of the bill, by our number of it; a refund where `refund` says its number."""

    line: int
    number: str
    at: datetime
    fen: int
    refund: str | None = None


@dataclass(frozen=True)
class TradeBill:
    """All of a bill; it may be of payments alone, or of refunds."""

    entries: Sequence[Entry]
    tells_payments: bool
    tells_refunds: bool

    @property
    def payments(self) -> list[Entry]:
        """What buyers paid."""
        return [each for each in self.entries if each.refund is None]

    @property
    def refunds(self) -> list[Entry]:
        """What they got back."""
        return [each for each in self.entries if each.refund is not None]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it tells of."""
        days = [each.at.date() for each in self.entries]
        return min(days), max(days)


def read_bill(rows: Sequence[Row]) -> TradeBill:
    """Read a bill whole. Errors: Unreadable, all that is wrong with it."""
    rows = [row for row in rows if any(map(bare, row.cells))]
    names = [bare(each) for each in rows[0].cells] if rows else []
    if missing := [each for each in _NEEDED if each not in names]:
        raise Unreadable([Mistake(1, Fault("bill_no_header", names=listed(missing)))])
    mistakes = Mistakes()
    body, totals = _divided(rows[1:], mistakes)
    tables = [_named(names, row, mistakes) for row in body]
    entries = [each for row in tables if row and (each := _entry(row, mistakes))]
    if not body:
        mistakes.add(0, Fault("bill_empty"))
    mistakes.refuse()
    require_totals(totals, [row for row in tables if row], mistakes)
    mistakes.refuse()
    has_refunds = columns.REFUND_NUMBER in names
    return TradeBill(entries, columns.OF_REFUNDS_ALONE not in names, has_refunds)


def _divided(rows: Sequence[Row], mistakes: Mistakes) -> tuple[Sequence[Row], Sequence[Row]]:
    place = next((n for n, row in enumerate(rows) if bare(row.cells[0]) == columns.COUNT), None)
    if place is None or rows[place + 1 :] != rows[-1:]:
        mistakes.add(0, Fault("bill_no_totals", name=columns.COUNT))
        mistakes.refuse()
    return rows[:place], rows[place:]


def _named(names: Sequence[str], row: Row, mistakes: Mistakes) -> BillRow | None:
    if len(row.cells) != len(names):
        cells, begins = len(row.cells), quoted(bare(row.cells[0]))
        mistakes.add(
            row.line, Fault("history_row_short", cells=cells, columns=len(names), begins=begins)
        )
        return None
    return BillRow(row.line, dict(zip(names, map(bare, row.cells), strict=True)))


def _entry(row: BillRow, mistakes: Mistakes) -> Entry | None:
    return mistakes.tried(row.line, lambda: _made(row))


def _made(row: BillRow) -> Entry:
    state, currency = row.cell(columns.STATE), row.cell(columns.CURRENCY)
    if state.text not in (SUCCESS, REFUND):
        raise Fault("bill_state_unknown", column=state.column, written=state.written)
    if currency.text not in ("", "CNY"):
        raise Fault("history_currency", column=currency.column, written=currency.written)
    is_refund = state.text == REFUND
    fen = amount(row.cell(*(columns.REFUNDED if is_refund else columns.PAID)), ".")
    return Entry(
        line=row.line,
        number=row.cell(columns.NUMBER).text,
        at=day(row.cell(columns.AT)),
        fen=fen,
        refund=row.cell(columns.REFUND_NUMBER).text if is_refund else None,
    )
