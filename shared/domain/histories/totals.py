"""The row that adds up those above it: recognised by its name, and held against them."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.entry import Entry, Row
from shared.domain.histories.entry_reader import EntryReader
from shared.domain.histories.header import Heads
from shared.domain.histories.layout import AMOUNTS, OF_THE_ORDER, Column
from shared.domain.histories.marks import NOTHING, SUBTOTALS, TOTALS, bare, heading
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.numbers import amount, count

_NAMES: Final = TOTALS | SUBTOTALS
_WHOSE: Final[tuple[Column, ...]] = ("order", "buyer")


def is_totals(heads: Heads, row: Row) -> bool:
    """Tell whether a row is called a total and is no order: has no day, or no number and buyer."""
    if not any(_is_name(each) for each in row.cells):
        return False
    days = [row.cells[place] for place in heads.places.get("date", ())]
    if not any(bare(each)[:1].isdecimal() for each in days):
        return True
    called = [row.cells[place] for each in _WHOSE for place in heads.places.get(each, ())]
    return all(_is_name(each) or heading(each) in NOTHING for each in called)


def goes_on(row: Row) -> bool:
    """Tell whether more rows may stand below a row of totals."""
    return any(heading(each).partition(":")[0] in SUBTOTALS for each in row.cells)


def require_totals(
    reader: EntryReader, row: Row, entries: Sequence[Entry], since: int, mistakes: Mistakes
) -> int:
    """Hold each number of the row against those above; give how many were held.

    What is above are all rows, or those below the line `since` of the totals before.
    """
    held = 0
    above = [each for each in entries if each.line < row.line]
    below = [each for each in above if each.line > since]
    for column in (*AMOUNTS, "qty"):
        cell = reader.cell(row, column)
        if column not in reader.heads.places or _says_no_number(cell.text):
            continue
        said = mistakes.tried(row.line, partial(_read, reader, column, cell))
        sums = {*_sums(column, above), *(_sums(column, below) if below else ())}
        if said is not None and abs(said) not in map(abs, sums):
            mistakes.add(row.line, _unlike(column, cell.column, said, next(_sums(column, above))))
        held += 1
    return held


def _read(reader: EntryReader, column: Column, cell: Cell) -> int:
    return count(cell, reader.mark) if column == "qty" else amount(cell, reader.mark)


def _says_no_number(text: str) -> bool:
    """Tell of a cell that is empty, names the row, or is a formula that was never calculated."""
    return not text or _is_name(text) or bare(text).startswith("=")


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
        yield sum(each.fen(column) for each in some)
        yield sum(each.fen(column) for each in some if each.fen(column) > 0)
        if column in OF_THE_ORDER:
            yield sum(
                {each.order or each.line: each.fen(column) for each in reversed(some)}.values()
            )
