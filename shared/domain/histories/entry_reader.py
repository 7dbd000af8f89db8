"""Rows read cell by cell, so that each wrong one is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.days import day
from shared.domain.histories.entry import Entry, Row
from shared.domain.histories.header import Heads
from shared.domain.histories.layout import AMOUNTS, Class, Column, RefundClass
from shared.domain.histories.marks import NOT_SO, NOTHING, YUAN, bare, heading, is_masked
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.names import buyer, order_number, sku
from shared.domain.histories.numbers import DecimalMark, amount, count

EITHER_SIGN: Final[frozenset[Column]] = frozenset(
    {"discount", "refunded", "order_discount", "order_refunded"}
)
"""What some write with a minus and some without: one way in a file."""

_CURRENCIES = frozenset(map(heading, YUAN))

T = TypeVar("T")


@dataclass(slots=True)
class EntryReader:
    """Reads rows under a header. A column that may bear either sign bears one in the file."""

    heads: Heads
    mark: DecimalMark | None
    mistakes: Mistakes
    _signs: dict[Column, int] = field(default_factory=dict)
    _statuses: dict[str, Class] = field(init=False)
    _refunds: dict[str, RefundClass] = field(init=False)
    _amounts_there: Sequence[Column] = field(init=False)

    def __post_init__(self) -> None:
        layout = self.heads.layout
        self._amounts_there = [each for each in AMOUNTS if each in self.heads.places]
        self._statuses = {heading(t): c for c, texts in layout.statuses.items() for t in texts}
        self._refunds = {
            heading(t): c for c, texts in layout.refund_statuses.items() for t in texts
        }

    def read(self, row: Row) -> Entry | None:
        """Read a row; None where something of it is wrong, which is kept."""
        before = self.mistakes.total
        # A row that goes on with an order may leave open what its first row said.
        goes_on = "order" in self.heads.places
        entry = Entry(
            line=row.line,
            order=self._of(row, "order", order_number, optional=False) if goes_on else None,
            buyer=self._of(row, "buyer", buyer, optional=goes_on),
            at=self._at(row, optional=goes_on),
            is_paid=self._is_filled(row, "paid_at"),
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
        self._of(row, "currency", _currency)
        return entry if self.mistakes.total == before else None

    def cell(self, row: Row, column: Column) -> Cell:
        """Give the first cell of a column's that is filled in, of buyers one that is not masked."""
        places = self.heads.places.get(column, ())
        if not places:
            return Cell(column, "")
        if len(places) == 1:
            return Cell(self.heads.names[places[0]], row.cells[places[0]])
        filled = [each for each in places if heading(row.cells[each]) not in NOTHING]
        if column == "buyer":
            filled = [each for each in filled if not is_masked(row.cells[each])] or filled
        place = (filled or places)[0]
        return Cell(self.heads.names[place], row.cells[place])

    def _is_filled(self, row: Row, column: Column) -> bool:
        return heading(self.cell(row, column).text) not in NOTHING

    def _of(
        self, row: Row, column: Column, read: Callable[[Cell], T], *, optional: bool = True
    ) -> T | None:
        if column not in self.heads.places:
            return None
        cell = self.cell(row, column)
        if optional and heading(cell.text) in NOTHING:
            return None
        return self.mistakes.tried(row.line, partial(read, cell))

    def _at(self, row: Row, *, optional: bool) -> datetime | None:
        """Give when it was paid, or else placed."""
        column: Column = "paid_at" if self._is_filled(row, "paid_at") else "date"
        if column not in self.heads.places:
            column = "paid_at"
        return self._of(row, column, self._day, optional=optional)

    def _qty(self, row: Row) -> int:
        column: Column = "qty" if "qty" in self.heads.places else "qty_left"
        if column not in self.heads.places:
            return 1
        return self._of(row, column, self._count, optional=False) or 0

    def _amounts(self, row: Row) -> Mapping[Column, int]:
        found = {}
        by_line = "amount" in self.heads.places
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

    def _count(self, cell: Cell) -> int:
        return count(cell, self.mark)

    def _day(self, cell: Cell) -> datetime:
        return day(cell, self.heads.layout.dates)

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
