"""A file's rows under its header: which are orders, which add others up, which are misshapen."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.entry import Row
from shared.domain.histories.header import Heads, faults_of, unknown_in
from shared.domain.histories.marks import NOTHING, REMARK, bare, heading
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.swallowed import swallowed
from shared.domain.histories.totals import goes_on, is_totals

MOST_OF_A_REMARK: Final = 2
"""How many cells a line fills at most that speaks of the file."""

_WHOLE_THOUSANDS = re.compile(r"-?¥?[1-9][0-9]{0,2}")
_REST = re.compile(r"[0-9]{3}\.[0-9]{2}")


class Table(NamedTuple):
    """A file's rows below its header, and where that stands. `separator` is None in a workbook."""

    heads: Heads
    line: int
    rows: Iterable[Row]
    separator: str | None = ","


def below_a_right_header(table: Table, mistakes: Mistakes) -> Table:
    """Give the table with all rows at hand. Errors: Unreadable, as under a wrong header all is."""
    table = table._replace(rows=[*table.rows])
    for fault in faults_of(table.heads, _empty(table)):
        mistakes.add(table.line, fault)
    mistakes.refuse()
    return table


def _empty(table: Table) -> list[str]:
    """Name the unknown columns in which no row has anything: they say nothing, whatever it is."""
    names = table.heads.names
    rows = [*table.rows]
    places = {name: names.index(name) for name in unknown_in(table.heads) if rows}
    return [
        name
        for name, place in places.items()
        if all(heading(each) in NOTHING for row in rows for each in row.cells[place:][:1])
    ]


def rows_and_totals(table: Table, mistakes: Mistakes) -> tuple[list[Row], list[Row]]:
    """Divide rows from those that add them up; leave out what is empty or speaks of the file."""
    rows, totals = list[Row](), list[Row]()
    for row in table.rows:
        if not any(map(bare, row.cells)) or _is_remark(row):
            continue
        if fault := _misshapen(table.heads, row) or _torn(table, row):
            mistakes.add(row.line, fault)
        elif is_totals(table.heads, row):
            totals.append(row)
        elif totals and totals[-1].part == row.part and not goes_on(totals[-1]):
            mistakes.add(row.line, Fault("history_below_totals", line=totals[-1].line))
        else:
            rows.append(row)
    return rows, totals


def _is_remark(row: Row) -> bool:
    filled = [each for each in map(bare, row.cells) if each]
    return len(filled) <= MOST_OF_A_REMARK and bool(REMARK.match(filled[0]))


def _misshapen(heads: Heads, row: Row) -> Fault | None:
    cells, columns = len(row.cells), len(heads.names)
    if cells < columns:
        begins = quoted(bare(row.cells[0]))
        return Fault("history_row_short", cells=cells, columns=columns, begins=begins)
    if cells > columns:
        return Fault("history_row_long", cells=cells, columns=columns)
    if any(bare(row.cells[place]) for place in heads.nameless):
        return Fault("history_column_nameless", column=heads.nameless[0] + 1)
    return None


def _torn(table: Table, row: Row) -> Fault | None:
    """Tell of rows within a cell, and of `1,198.00` without quotes in a row that lacks one."""
    if fault := swallowed(table.heads, row, table.separator):
        return fault
    amounts = table.heads.places.get("amount", ())
    if table.separator != "," or len(row.cells) - 2 not in amounts:
        return None
    one, other = row.cells[-2:]
    if _WHOLE_THOUSANDS.fullmatch(bare(one)) and _REST.fullmatch(bare(other)):
        return Fault("history_thousands_apart", one=bare(one), other=bare(other))
    return None
