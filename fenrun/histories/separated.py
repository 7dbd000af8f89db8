"""A text of rows, its separator told by the header that it makes."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Final, NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.entry import Row
from shared.domain.histories.header import Heads, heads_of, none_fits, recognised
from shared.domain.histories.layout import Layout
from shared.domain.histories.marks import LABELLED, bare, heading
from shared.domain.histories.mistakes import Mistake, Unreadable
from shared.domain.histories.table import Table

SEPARATORS: Final = (",", "\t", ";", "|")

FIRST_ROWS: Final = 20
"""Among how many rows the header is looked for: titles may stand above it."""

MOST_IN_A_TITLE: Final = 2
"""How many cells a row above the header fills at most, but for what is all `name: value`."""


class _Found(NamedTuple):
    header: Row
    layout: Layout
    separator: str
    unknown: int


def table_in(text: str, layouts: Sequence[Layout]) -> Table:
    """Find the header, and with it what separates cells. Errors: Unreadable."""
    found = [one for each in SEPARATORS if (one := _header(text, each, layouts))]
    if not found:
        raise Unreadable([_no_header(text, layouts)])
    best = min(found, key=lambda each: each.unknown)
    heads = heads_of(best.layout, best.header.cells)
    rows = below(heads, best.header.line, rows_of(text, best.separator))
    return Table(heads, best.header.line, rows, best.separator)


def below(heads: Heads, line: int, rows: Iterator[Row]) -> Iterator[Row]:
    """Give the rows below the header, which may stand again where files were put together."""
    names = [heading(each) for each in heads.names]
    part = 0
    for row in rows:
        if row.line > line and _is_again(row, names):
            part += 1
        elif row.line > line:
            yield row._replace(part=part) if part else row


def _is_again(row: Row, names: Sequence[str]) -> bool:
    return heading(row.cells[0]) == names[0] and [heading(each) for each in row.cells] == names


def header_in(rows: Sequence[Row], layouts: Sequence[Layout]) -> tuple[Row, Layout] | None:
    """Find the header among the first rows, below titles alone."""
    for row in rows:
        if layout := recognised(layouts, row.cells):
            return row, layout
        if not _is_title(row):
            return None
    return None


def _is_title(row: Row) -> bool:
    filled = [each for each in map(bare, row.cells) if each]
    return len(filled) <= MOST_IN_A_TITLE or all(LABELLED.match(each) for each in filled)


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
        raise Unreadable([Mistake(line, Fault("history_no_row", why=str(error)))]) from error


def _header(text: str, separator: str, layouts: Sequence[Layout]) -> _Found | None:
    rows = _first(text, separator)
    found = header_in(rows, layouts)
    if found is None:
        return None
    row, layout = found
    known = sum(map(len, heads_of(layout, row.cells).places.values()))
    return _Found(row, layout, separator, len(row.cells) - known)


def _first(text: str, separator: str) -> list[Row]:
    rows = list[Row]()
    try:
        rows.extend(
            each for each in islice(rows_of(text, separator), FIRST_ROWS) if any(each.cells)
        )
    except Unreadable:
        # Whoever reads the whole is told.
        return rows
    return rows


def _no_header(text: str, layouts: Sequence[Layout]) -> Mistake:
    """Say what the row that looks most like one lacks."""
    rows = [row for each in SEPARATORS for row in _first(text, each)[:1]]
    widest = max(rows, key=lambda row: len(row.cells), default=Row(1, ()))
    return Mistake(widest.line, none_fits(layouts, widest.cells))
