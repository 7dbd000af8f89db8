"""A row of a table, and whether it has the columns of its header."""

from typing import NamedTuple

from shared.domain.errors import Fault


class Row(NamedTuple):
    """A row of a table, with the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


def misshapen(row: Row, columns: int) -> Fault | None:
    """Say of a row that it has fewer or more cells than there are columns."""
    cells = len(row.cells)
    if cells < columns:
        return Fault("history_row_short", cells=cells, columns=columns)
    if cells > columns:
        return Fault("history_row_long", cells=cells, columns=columns)
    return None
