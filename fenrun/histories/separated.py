"""A text of rows, its separator told by the header that it makes."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import Final

from fenrun.histories.first_rows import FIRST_ROWS, Found, header_in
from shared.domain.errors import Fault
from shared.domain.histories.header import none_fits
from shared.domain.histories.layout import Layout
from shared.domain.histories.mistakes import Unreadable
from shared.domain.histories.row import Row
from shared.domain.histories.table import Table

SEPARATORS: Final = (",", "\t", ";", "|")


def table_in(text: str, layouts: Sequence[Layout]) -> Table:
    """Find the header, and with it what separates cells. Errors: Unreadable."""
    found = [(each, one) for each in SEPARATORS if (one := header_in(_first(text, each), layouts))]
    if not found:
        raise _no_header(text, layouts)
    separator, best = min(found, key=lambda each: _unread(each[1]))
    return best.table(rows_of(text, separator), separator)


def rows_of(text: str, separator: str) -> Iterator[Row]:
    """Give all rows but empty lines, with the line on which each begins.

    Errors: Unreadable at a quote left open.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable.at(line, Fault("history_no_row", why=str(error))) from error


def _first(text: str, separator: str) -> list[Row]:
    """Give some rows; what is wrong with them is told to whoever reads the whole."""
    rows = list[Row]()
    with suppress(Unreadable):
        rows.extend(
            each for each in islice(rows_of(text, separator), FIRST_ROWS) if any(each.cells)
        )
    return rows


def _unread(found: Found) -> int:
    """Count the columns of a header that are not read."""
    return len(found.row.cells) - sum(map(len, found.header.places.values()))


def _no_header(text: str, layouts: Sequence[Layout]) -> Unreadable:
    """Say what the row that looks most like one lacks."""
    rows = [row for each in SEPARATORS for row in _first(text, each)[:1]]
    widest = max(rows, key=lambda row: len(row.cells), default=Row(1, ()))
    return Unreadable.at(widest.line, none_fits(layouts, widest.cells))
