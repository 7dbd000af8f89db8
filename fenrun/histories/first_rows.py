"""The header among a table's first rows, and the table below it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from shared.domain.histories.header import Header, header_of, recognised
from shared.domain.histories.layout import Layout
from shared.domain.histories.row import Row
from shared.domain.histories.spelling import LABELLED, bare, heading
from shared.domain.histories.table import Table

FIRST_ROWS: Final = 20
"""Among how many rows the header is looked for: titles may stand above it."""

MOST_IN_A_TITLE: Final = 2
"""How many cells a row above the header fills at most, but for what is all `name: value`."""


class Found(NamedTuple):
    """The row that is the header, and what it says."""

    row: Row
    header: Header

    def table(self, rows: Iterable[Row], separator: str | None) -> Table:
        """Give the table of all rows below it."""
        return Table(self.header, self.row.line, [*self._below(rows)], separator)

    def _below(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Leave out the same header, which stands again where files were put together."""
        first, *_ = names = [heading(each) for each in self.header.names]
        part = 0
        for row in rows:
            if row.line <= self.row.line:
                continue
            if heading(row.cells[0]) == first and [*map(heading, row.cells)] == names:
                part += 1
            else:
                yield row._replace(part=part) if part else row


def header_in(rows: Sequence[Row], layouts: Sequence[Layout]) -> Found | None:
    """Find the header among the first rows, below titles alone."""
    for row in rows[:FIRST_ROWS]:
        if layout := recognised(layouts, row.cells):
            return Found(row, header_of(layout, row.cells))
        if not _is_title(row):
            return None
    return None


def _is_title(row: Row) -> bool:
    filled = [each for each in map(bare, row.cells) if each]
    return len(filled) <= MOST_IN_A_TITLE or all(map(LABELLED.match, filled))
