"""A file's orders, read whole: what is a sale, what went back, what is none, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.entry import Entry, Row
from shared.domain.histories.entry_reader import EntryReader
from shared.domain.histories.layout import AMOUNTS
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.numbers import DecimalMark, marks_in
from shared.domain.histories.orders import Orders
from shared.domain.histories.past_order import NoSale, PastOrder
from shared.domain.histories.refund_rows import by_buyer, by_number
from shared.domain.histories.repeats import require_once
from shared.domain.histories.rounded import require_unrounded
from shared.domain.histories.table import Table, below_a_right_header, rows_and_totals
from shared.domain.histories.totals import require_totals

SURE_OF_POINT: Final = (",", None)
"""Where cells are divided by commas, or typed in a workbook, a decimal comma would show itself."""


@dataclass(frozen=True)
class History:
    """All orders of a file in the order in which it has them."""

    layout: str
    rows: int
    orders: Sequence[PastOrder]
    no_sales: Sequence[NoSale]
    totals_checked: int = 0


def read_table(table: Table) -> History:
    """Read a table whole. Errors: Unreadable, all that is wrong with it."""
    mistakes = Mistakes()
    table = below_a_right_header(table, mistakes)
    rows, totals = rows_and_totals(table, mistakes)
    reader = EntryReader(table.heads, _mark(table, rows, mistakes), mistakes)
    entries = [entry for row in rows if (entry := reader.read(row))]
    require_unrounded(table.heads, entries, mistakes)
    history = _history(table, require_once(table.heads, entries, mistakes), mistakes)
    mistakes.refuse()
    checked = _checked(reader, totals, entries, mistakes)
    if not entries:
        mistakes.add(table.line, Fault("history_empty"))
        mistakes.refuse()
    return History(table.heads.layout.name, len(rows), *history, checked)


def _checked(
    reader: EntryReader, totals: Sequence[Row], entries: Sequence[Entry], mistakes: Mistakes
) -> int:
    """Hold rows of totals against the rows above; give how many numbers were held."""
    lines = [0, *(row.line for row in totals)]
    held = sum(
        require_totals(reader, row, entries, since, mistakes)
        for row, since in zip(totals, lines, strict=False)
    )
    mistakes.refuse()
    return held


def _history(
    table: Table, entries: Sequence[Entry], mistakes: Mistakes
) -> tuple[list[PastOrder], list[NoSale]]:
    by_order = "order" in table.heads.places
    groups = by_number(entries) if by_order else by_buyer(entries, mistakes)
    orders = Orders(table.heads, mistakes)
    made = [orders.made(number, group) for number, group in enumerate(groups, start=1)]
    return (
        [each for each in made if isinstance(each, PastOrder)],
        [each for each in made if isinstance(each, NoSale)],
    )


def _mark(table: Table, rows: Sequence[Row], mistakes: Mistakes) -> DecimalMark | None:
    """Tell which decimal mark a file's amounts have; but for commas between cells it must show."""
    places = [place for each in AMOUNTS for place in table.heads.places.get(each, ())]
    cells = [(row.line, row.cells[place]) for row in rows for place in places]
    found = marks_in(text for _, text in cells)
    if len(found) > 1:
        (_, one), (line, other) = (cells[place] for place in sorted(found.values()))
        mistakes.add(line, Fault("history_two_marks", one=quoted(one), other=quoted(other)))
    default: DecimalMark | None = "." if table.separator in SURE_OF_POINT else None
    return next(iter(found), default)
