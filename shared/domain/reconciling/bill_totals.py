"""The totals of a bill, held against its rows in integers, fees to the fifth decimal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.numbers import exact
from shared.domain.histories.row import Row
from shared.domain.histories.spelling import bare
from shared.domain.reconciling import bill_columns as columns

_DECIMALS: Final = 5
"""How many decimals fees have."""


@dataclass(frozen=True)
class BillRow:
    """A row by the names of its columns."""

    line: int
    cells: Mapping[str, str]

    def cell(self, *names: str) -> Cell:
        """Give what stands under the first of some names that the bill has."""
        name = next((each for each in names if each in self.cells), names[0])
        return Cell(name, self.cells.get(name, ""))


def require_totals(names: Row, numbers: Row, rows: Sequence[BillRow], mistakes: Mistakes) -> None:
    """Hold every total against the rows above."""
    for name, said in zip(map(bare, names.cells), map(bare, numbers.cells), strict=True):
        mistakes.tried(numbers.line, partial(_require, Cell(name, said), rows))


def _require(total: Cell, rows: Sequence[BillRow]) -> None:
    if total.column == columns.COUNT:
        there, shown = len(rows) * 10**_DECIMALS, str(len(rows))
    elif column := columns.TOTALS.get(total.column):
        there = sum(_exact(row.cell(column)) for row in rows)
        shown = _written(there)
    else:
        raise Fault("bill_total_unknown", name=total.column)
    if _exact(total) != there:
        raise Fault("bill_total_unlike", name=total.column, said=total.text, there=shown)


def _exact(cell: Cell) -> int:
    """Read yuan in units of the fifth decimal, 0 for nothing. Errors: Fault."""
    return exact(cell, ".", _DECIMALS) if cell.text else 0


def _written(units: int) -> str:
    sign, (whole, rest) = "-" if units < 0 else "", divmod(abs(units), 10**_DECIMALS)
    return f"{sign}{whole}.{rest:0{_DECIMALS}d}"
