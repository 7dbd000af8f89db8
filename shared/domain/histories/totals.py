"""The row that adds up those above it: recognised by its name, and held against them."""

from collections.abc import Iterator, Sequence
from functools import partial

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.columns import AMOUNTS, OF_THE_ORDER, Column
from shared.domain.histories.entry import Entry
from shared.domain.histories.entry_reader import EntryReader
from shared.domain.histories.header import Header
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.numbers import amount, count
from shared.domain.histories.row import Row
from shared.domain.histories.spelling import TOTALS, bare, heading, says


def is_totals(header: Header, row: Row) -> bool:
    """Tell whether a row is called a total and has no day of its own."""
    named = any(map(_is_name, row.cells))
    dated = (*header.places.get("date", ()), *header.places.get("paid_at", ()))
    return named and not any(bare(row.cells[place])[:1].isdecimal() for place in dated)


def require_totals(
    reader: EntryReader, row: Row, entries: Sequence[Entry], mistakes: Mistakes
) -> int:
    """Hold each number of the row against those above; give how many were held."""
    columns = [each for each in (*AMOUNTS, "qty") if each in reader.header.places]
    cells = [(each, reader.cell(row, each)) for each in columns]
    held = [each for each in cells if says(each[1].text) and not _is_name(each[1].text)]
    for column, cell in held:
        mistakes.tried(row.line, partial(_require, reader, column, cell, entries))
    return len(held)


def _is_name(text: str) -> bool:
    return heading(text).rstrip(":") in TOTALS


def _require(reader: EntryReader, column: Column, cell: Cell, entries: Sequence[Entry]) -> None:
    said = (count if column == "qty" else amount)(cell, reader.mark)
    sums = sorted({*_sums(column, entries)})
    if abs(said) not in map(abs, sums):
        raise _unlike(column, cell.column, said, sums[0])


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
