"""Rows read cell by cell, so that each wrong one is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.columns import AMOUNTS, Column
from shared.domain.histories.days import day
from shared.domain.histories.entry import Amounts, Entry
from shared.domain.histories.header import Header
from shared.domain.histories.layout import Class, RefundClass
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.names import name, sku
from shared.domain.histories.numbers import DecimalMark, amount, count
from shared.domain.histories.row import Row
from shared.domain.histories.spelling import NOT_SO, YUAN, bare, heading, is_masked, says
from shared.domain.identifiers import composed

EITHER_SIGN: Final[frozenset[Column]] = frozenset(
    {"discount", "refunded", "order_discount", "order_refunded"}
)
"""What some write with a minus and some without: one way in a file."""

_CURRENCIES = frozenset(map(heading, YUAN))

T = TypeVar("T")


@dataclass(slots=True)
class EntryReader:
    """Reads rows under a header. A column that may bear either sign bears one in the file."""

    header: Header
    mark: DecimalMark | None
    mistakes: Mistakes
    _signs: dict[Column, int] = field(default_factory=dict)
    _statuses: dict[str, Class] = field(init=False)
    _refunds: dict[str, RefundClass] = field(init=False)
    _amounts_there: Sequence[Column] = field(init=False)

    def __post_init__(self) -> None:
        layout = self.header.layout
        self._amounts_there = [each for each in AMOUNTS if each in self.header.places]
        self._statuses = {heading(t): c for c, texts in layout.statuses.items() for t in texts}
        self._refunds = {
            heading(t): c for c, texts in layout.refund_statuses.items() for t in texts
        }

    def read(self, row: Row) -> Entry | None:
        """Read a row; None where something of it is wrong, which is kept."""
        before = self.mistakes.total
        entry = self._entry(row)
        self._of(row, "currency", _currency)
        return entry if self.mistakes.total == before else None

    def _entry(self, row: Row) -> Entry:
        # A row that goes on with an order may leave open what its first row said.
        goes_on = "order" in self.header.places
        return Entry(
            line=row.line,
            order=self._of(row, "order", name, optional=False) if goes_on else None,
            buyer=self._of(row, "buyer", name, optional=goes_on),
            at=self._at(row, optional=goes_on),
            is_paid=says(self.cell(row, "paid_at").text),
            sku=self._of(row, "sku", sku),
            qty=self._qty(row),
            amounts=self._amounts(row),
            status=self._of(row, "status", self._status, optional=goes_on),
            status_text=bare(self.cell(row, "status").text),
            refund=self._of(row, "refund_status", self._refund) or "none",
            refunded_at=self._of(row, "refunded_at", self._day),
            cancelled=heading(self.cell(row, "cancelled").text) not in NOT_SO,
            part=row.part,
        )

    def number(self, row: Row) -> str:
        """Give the order's number of a row that may be too short to have one."""
        places = self.header.places["order"]
        cells = (row.cells[place] for place in places if place < len(row.cells))
        return composed(next((bare(text) for text in cells if says(text)), ""))

    def cell(self, row: Row, column: Column) -> Cell:
        """Give a column's first cell that says anything, of buyers one that is not masked."""
        places = self.header.places.get(column, ())
        for place in places:
            text = row.cells[place]
            if says(text) and not (column == "buyer" and is_masked(text)):
                return Cell(self.header.names[place], text)
        if not places:
            return Cell(column, "")
        place = next((each for each in places if says(row.cells[each])), places[0])
        return Cell(self.header.names[place], row.cells[place])

    def _of(
        self, row: Row, column: Column, read: Callable[[Cell], T], *, optional: bool = True
    ) -> T | None:
        if column not in self.header.places:
            return None
        cell = self.cell(row, column)
        if optional and not says(cell.text):
            return None
        return self.mistakes.tried(row.line, partial(read, cell))

    def _at(self, row: Row, *, optional: bool) -> datetime | None:
        """Give when it was paid, or else placed."""
        column: Column = "paid_at" if says(self.cell(row, "paid_at").text) else "date"
        if column not in self.header.places:
            column = "paid_at"
        return self._of(row, column, self._day, optional=optional)

    def _qty(self, row: Row) -> int:
        column: Column = "qty" if "qty" in self.header.places else "qty_left"
        if column not in self.header.places:
            return 1
        return self._of(row, column, partial(count, mark=self.mark), optional=False) or 0

    def _amounts(self, row: Row) -> Amounts:
        found = Amounts()
        by_line = "amount" in self.header.places
        for column in self._amounts_there:
            needed = column == "amount" or (column == "price" and not by_line)
            fen = self._of(row, column, partial(self._fen, column), optional=not needed)
            if fen is not None:
                found[column] = fen
        return found

    def _fen(self, column: Column, cell: Cell) -> int:
        fen = amount(cell, self.mark)
        if column in EITHER_SIGN and fen:
            if fen * self._signs.setdefault(column, fen) < 0:
                raise Fault("history_two_signs", column=cell.column, written=cell.written)
            return abs(fen)
        if fen < 0 and column != "amount":
            raise Fault("history_negative", column=cell.column, written=cell.written)
        return fen

    def _day(self, cell: Cell) -> datetime:
        return day(cell, self.header.layout.dates)

    def _status(self, cell: Cell) -> Class:
        known = self._statuses.get(heading(cell.text))
        # Why an order is none may stand behind it in brackets; of a sale that could be a refund.
        if known is None and self._statuses.get(heading(cell.text).partition("(")[0]) == "no_sale":
            known = "no_sale"
        if known is None:
            raise Fault("history_status_unknown", column=cell.column, written=cell.written)
        return known

    def _refund(self, cell: Cell) -> RefundClass:
        known = self._refunds.get(heading(cell.text))
        if known is None:
            raise Fault("history_refund_unknown", column=cell.column, written=cell.written)
        return known


def _currency(cell: Cell) -> None:
    if heading(cell.text) not in _CURRENCIES:
        raise Fault("history_currency", column=cell.column, written=cell.written)
