"""The row that adds up those above it: recognised by its name, and held against them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.columns import AMOUNTS, OF_THE_ORDER, Column
from shared.domain.histories.entry import Entry
from shared.domain.histories.entry_reader import EntryReader
from shared.domain.histories.header import Header
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.numbers import amount, count
from shared.domain.histories.row import Row
from shared.domain.histories.spelling import SUBTOTALS, TOTALS, bare, heading, says

_NAMES: Final = TOTALS | SUBTOTALS


def is_totals(header: Header, row: Row) -> bool:
    """Tell whether a row is called a total and is no order: has no number, and no day or buyer."""
    if not any(map(_is_name, row.cells)) or not _is_nobodys(header, row, "order"):
        return False
    dated = any(bare(each)[:1].isdecimal() for each in _under(header, row, "date", "paid_at"))
    return not dated or _is_nobodys(header, row, "buyer")


def _is_nobodys(header: Header, row: Row, column: Column) -> bool:
    """Tell whether a column says nothing but what a total is called."""
    return all(_is_name(each) or not says(each) for each in _under(header, row, column))


def goes_on(row: Row) -> bool:
    """Tell whether more rows may stand below a row of totals."""
    return any(heading(each).partition(":")[0] in SUBTOTALS for each in row.cells)


def require_totals(
    reader: EntryReader, rows: Sequence[Row], entries: Sequence[Entry], mistakes: Mistakes
) -> int:
    """Hold each number of the rows against those above; give how many were held."""
    lines = [each.line for each in entries]
    held = since = 0
    for row in rows:
        above = Above(entries, since, since := bisect_left(lines, row.line))
        held += _held(reader, row, above, mistakes)
    return held


class Above(NamedTuple):
    """The rows above one of totals: all to an end, or those since the totals before."""

    entries: Sequence[Entry]
    since: int
    end: int

    def sums(self, column: Column) -> Iterator[int]:
        """Give what a shop may have added up, of those since the totals before first."""
        yield from _sums(column, self.entries[self.since : self.end])
        yield from self.whole(column)

    def whole(self, column: Column) -> Iterator[int]:
        """Give what it may have added up of all."""
        yield from _sums(column, self.entries[: self.end])


def _held(reader: EntryReader, row: Row, above: Above, mistakes: Mistakes) -> int:
    columns = [each for each in (*AMOUNTS, "qty") if each in reader.header.places]
    cells = [(each, reader.cell(row, each)) for each in columns]
    held = [each for each in cells if _says_a_number(each[1].text)]
    for column, cell in held:
        mistakes.tried(row.line, partial(_require, reader, column, cell, above))
    return len(held)


def _says_a_number(text: str) -> bool:
    """Tell of a cell that it is not empty, no name, and no formula that was never calculated."""
    return says(text) and not _is_name(text) and not bare(text).startswith("=")


def _require(reader: EntryReader, column: Column, cell: Cell, above: Above) -> None:
    said = (count if column == "qty" else amount)(cell, reader.mark)
    if not any(abs(said) == abs(each) for each in above.sums(column)):
        raise _unlike(column, cell.column, said, next(above.whole(column)))


def _under(header: Header, row: Row, *columns: Column) -> list[str]:
    return [row.cells[place] for each in columns for place in header.places.get(each, ())]


def _is_name(text: str) -> bool:
    return not text[:1].isdecimal() and heading(text).partition(":")[0] in _NAMES


def _unlike(column: Column, name: str, said: int, there: int) -> Fault:
    if column == "qty":
        return Fault("history_total_pieces_unlike", column=name, total=said, there=there)
    return Fault("history_total_unlike", column=name, total_fen=said, there_fen=there)


def _sums(column: Column, entries: Sequence[Entry]) -> Iterator[int]:
    """Give what a shop may have added up: all rows, those that are sales, each order once."""
    sold = [each for each in entries if each.status != "no_sale" and not each.cancelled]
    for some in (entries, sold):
        if column == "qty":
            yield sum(each.qty for each in some)
            yield len(some)
            yield len({each.order or each.line for each in some})
            continue
        yield sum(each.amounts[column] for each in some)
        yield sum(each.amounts[column] for each in some if each.amounts[column] > 0)
        if column in OF_THE_ORDER:
            yield sum(
                {each.order or each.line: each.amounts[column] for each in reversed(some)}.values()
            )
