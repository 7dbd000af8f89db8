"""A file's orders, read whole: what is a sale, what went back, what is none, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.columns import AMOUNTS
from shared.domain.histories.entry import Entry
from shared.domain.histories.entry_reader import EntryReader
from shared.domain.histories.header import faults_of
from shared.domain.histories.mistakes import Mistakes, Unreadable
from shared.domain.histories.numbers import DecimalMark, marks_in
from shared.domain.histories.orders import Orders
from shared.domain.histories.past_order import NoSale, PastOrder
from shared.domain.histories.refund_rows import Groups, by_buyer, by_number
from shared.domain.histories.repeats import require_once
from shared.domain.histories.rounded import require_unrounded
from shared.domain.histories.row import Row
from shared.domain.histories.table import Table, divided, empty_columns
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
    _require_header(table, mistakes)
    rows, totals, wrong = divided(table, mistakes)
    reader = EntryReader(table.header, _mark(table, rows, mistakes), mistakes)
    entries = _entries(reader, rows, wrong)
    made = _orders(reader, entries, wrong)
    mistakes.refuse()
    if not entries:
        raise Unreadable.at(table.line, Fault("history_empty"))
    checked = require_totals(reader, totals, entries, mistakes)
    mistakes.refuse()
    return History(
        table.header.layout.name,
        len(rows),
        [each for each in made if isinstance(each, PastOrder)],
        [each for each in made if isinstance(each, NoSale)],
        checked,
    )


def _require_header(table: Table, mistakes: Mistakes) -> None:
    """Go no further under a wrong header: every row would be wrong."""
    for fault in faults_of(table.header, empty_columns(table)):
        mistakes.add(table.line, fault)
    mistakes.refuse()


def _entries(reader: EntryReader, rows: Sequence[Row], wrong: list[Row]) -> Sequence[Entry]:
    """Read rows; what is wrong with some, and with all of them together, is kept."""
    read = [(row, reader.read(row)) for row in rows]
    wrong += [row for row, entry in read if entry is None]
    entries = [entry for _, entry in read if entry]
    require_unrounded(reader.header, entries, reader.mistakes)
    return require_once(reader.header, entries, reader.mistakes)


def _orders(
    reader: EntryReader, entries: Sequence[Entry], wrong: Sequence[Row]
) -> list[PastOrder | NoSale | None]:
    orders = Orders(reader.header, reader.mistakes)
    groups = enumerate(_groups(reader, entries, wrong), start=1)
    return [orders.made(number, group) for number, group in groups]


def _groups(reader: EntryReader, entries: Sequence[Entry], wrong: Sequence[Row]) -> Groups:
    """Bring rows together, but of which some are wrong: what the others lack would be untrue."""
    if "order" not in reader.header.places:
        return by_buyer(entries, Mistakes() if wrong else reader.mistakes)
    numbers = {reader.number(row) for row in wrong}
    return [group for group in by_number(entries) if group[0].order not in numbers]


def _mark(table: Table, rows: Sequence[Row], mistakes: Mistakes) -> DecimalMark | None:
    """Tell which decimal mark a file's amounts have; but for commas between cells it must show.

    Errors: Unreadable for both, of which every other amount would be wrong.
    """
    places = [place for each in AMOUNTS for place in table.header.places.get(each, ())]
    cells = [(row.line, row.cells[place]) for row in rows for place in places]
    found = marks_in(text for _, text in cells)
    if len(found) > 1:
        line, _ = cells[max(found.values())]
        point, comma = (quoted(cells[found[mark]][1]) for mark in (".", ","))
        mistakes.add(line, Fault("history_two_marks", one=point, other=comma))
        mistakes.refuse()
    default: DecimalMark | None = "." if table.separator in SURE_OF_POINT else None
    return next(iter(found), default)
