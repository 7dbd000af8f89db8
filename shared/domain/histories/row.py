"""A row of a table, and whether it has the columns of its header."""

from typing import NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.spelling import bare


class Row(NamedTuple):
    """A row of a table, with the line of the file on which it begins.

    `part` counts the headers above it, but for the first.
    """

    line: int
    cells: tuple[str, ...]
    part: int = 0


def misshapen(row: Row, columns: int) -> Fault | None:
    """Say of a row that it has fewer or more cells than there are columns."""
    cells = len(row.cells)
    if cells < columns:
        begins = quoted(bare(row.cells[0]))
        return Fault("history_row_short", cells=cells, columns=columns, begins=begins)
    if cells > columns:
        return Fault("history_row_long", cells=cells, columns=columns)
    return None
