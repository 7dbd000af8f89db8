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
from shared.domain.histories.spelling import TOTALS, bare, heading


def is_totals(header: Header, row: Row) -> bool:
    """Tell whether a row is called a total and has no day of its own."""
    named = any(heading(each).rstrip(":") in TOTALS for each in row.cells)
    days = [row.cells[place] for place in header.places.get("date", ())]
    return named and not any(bare(each)[:1].isdecimal() for each in days)


def require_totals(
    reader: EntryReader, row: Row, entries: Sequence[Entry], mistakes: Mistakes
) -> int:
    """Hold each number of the row against those above; give how many were held."""
    held = 0
    for column in (*AMOUNTS, "qty"):
        cell = reader.cell(row, column)
        if column not in reader.header.places or not cell.text or _is_name(cell.text):
            continue
        said = mistakes.tried(row.line, partial(_read, reader, column, cell))
        sums = sorted({*_sums(column, entries)})
        if said is not None and abs(said) not in map(abs, sums):
            mistakes.add(row.line, _unlike(column, cell.column, said, sums[0]))
        held += 1
    return held


def _read(reader: EntryReader, column: Column, cell: Cell) -> int:
    return count(cell, reader.mark) if column == "qty" else amount(cell, reader.mark)


def _is_name(text: str) -> bool:
    return heading(text).rstrip(":") in TOTALS


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
