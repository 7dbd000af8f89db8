"""Rows that a quote left open took into a cell: the text is CSV still, and orders are gone."""

import re
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.header import Header
from shared.domain.histories.row import Row
from shared.domain.histories.spelling import MONTH, YEAR

_DAY: Final = re.compile(
    rf"[0-9]{{1,4}}[-/.{YEAR}][0-9]{{1,2}}[-/.{MONTH}][0-9]{{1,4}}|(?<![0-9])20[0-9]{{6}}(?![0-9])"
)


def swallowed(header: Header, row: Row, separator: str | None) -> Fault | None:
    """Tell of a cell that has as many separators as the rows that its line breaks would end."""
    if separator is None:
        return None
    for place, cell in enumerate(row.cells):
        if ("\n" in cell or "\r" in cell) and _holds_rows(cell, separator, len(header.names)):
            return Fault("history_row_swallowed", column=header.names[place])
    return None


def _holds_rows(cell: str, separator: str, columns: int) -> bool:
    ends = len(cell.splitlines()) - 1
    return ends > 0 and cell.count(separator) == ends * (columns - 1) and bool(_DAY.search(cell))
