"""The totals of a bill, held against its rows in integers, fees to the fifth decimal."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.entry import Row
from shared.domain.histories.marks import bare
from shared.domain.histories.mistakes import Mistakes
from shared.domain.reconciling import bill_columns as columns

_ONE: Final = 100_000
"""What one is in units of the fifth decimal, as fees have it."""

_EXACT: Final = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,5}))?")


@dataclass(frozen=True)
class BillRow:
    """A row by the names of its columns."""

    line: int
    cells: Mapping[str, str]

    def cell(self, *names: str) -> Cell:
        """Give what stands under the first of some names that the bill has."""
        name = next((each for each in names if each in self.cells), names[0])
        return Cell(name, self.cells.get(name, ""))


def require_totals(totals: Sequence[Row], rows: Sequence[BillRow], mistakes: Mistakes) -> None:
    """Hold every total against the rows above."""
    names, numbers = (tuple(map(bare, row.cells)) for row in totals)
    for name, said in zip(names, numbers, strict=False):
        column = columns.TOTALS.get(name)
        if column is None and name != columns.COUNT:
            mistakes.add(totals[0].line, Fault("bill_total_unknown", name=name))
            continue
        if column is None:
            there, shown = len(rows) * _ONE, str(len(rows))
        else:
            there = sum(_exact(row.cell(column).text) for row in rows)
            shown = _written(there)
        if _exact(said) != there:
            fault = Fault("bill_total_unlike", name=name, said=said, there=shown)
            mistakes.add(totals[1].line, fault)


def _exact(text: str) -> int:
    """Read yuan with up to five decimals, as fees have, in units of the fifth; 0 for nothing."""
    found = _EXACT.fullmatch(text or "0")
    if found is None:
        return 0
    units = int(found[2]) * _ONE + int((found[3] or "").ljust(5, "0"))
    return -units if found[1] else units


def _written(units: int) -> str:
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // _ONE}.{abs(units) % _ONE:05d}"
