"""A table of orders: its header, and its rows, divided from the one that adds them up."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from shared.domain.errors import Fault
from shared.domain.histories.header import Header, unknown_in
from shared.domain.histories.mistakes import Mistakes
from shared.domain.histories.row import Row, misshapen
from shared.domain.histories.spelling import REMARK, bare, says
from shared.domain.histories.swallowed import swallowed
from shared.domain.histories.totals import goes_on, is_totals

MOST_OF_A_REMARK: Final = 2
"""How many cells a line fills at most that speaks of the file."""

_WHOLE_THOUSANDS = re.compile(r"-?¥?[1-9][0-9]{0,2}")
_REST = re.compile(r"[0-9]{3}\.[0-9]{2}")


class Table(NamedTuple):
    """A file's rows below its header, and where that stands. `separator` is None in a workbook."""

    header: Header
    line: int
    rows: Sequence[Row]
    separator: str | None


class Divided(NamedTuple):
    """A table's rows, those that add them up, and those that are no rows of it."""

    rows: list[Row]
    totals: list[Row]
    wrong: list[Row]


def empty_columns(table: Table) -> set[str]:
    """Name the unknown columns in which no row has anything: they say nothing, whatever it is."""
    unknown = {*unknown_in(table.header)} if table.rows else set[str]()
    places = [(n, name) for n, name in enumerate(table.header.names) if name in unknown]
    return {
        name
        for place, name in places
        if not any(says(each) for row in table.rows for each in row.cells[place : place + 1])
    }


def divided(table: Table, mistakes: Mistakes) -> Divided:
    """Divide rows by what they are; leave out what is empty or speaks of the file."""
    rows, totals, wrong = found = Divided([], [], [])
    for row in table.rows:
        if _says_nothing(row):
            continue
        if fault := _fault_of(table, row):
            mistakes.add(row.line, fault)
            wrong.append(row)
        elif is_totals(table.header, row):
            totals.append(row)
        elif totals and totals[-1].part == row.part and not goes_on(totals[-1]):
            mistakes.add(row.line, Fault("history_below_totals", line=totals[-1].line))
            wrong.append(row)
        else:
            rows.append(row)
    return found


def _says_nothing(row: Row) -> bool:
    """Tell whether a row is empty, or speaks of the file and of no order."""
    filled = [each for each in map(bare, row.cells) if each]
    return not filled or (len(filled) <= MOST_OF_A_REMARK and bool(REMARK.match(filled[0])))


def _fault_of(table: Table, row: Row) -> Fault | None:
    header = table.header
    return (
        misshapen(row, len(header.names))
        or _nameless(header, row)
        or swallowed(header, row, table.separator)
        or _torn(table, row)
    )


def _nameless(header: Header, row: Row) -> Fault | None:
    """Tell of a value under no name."""
    place = next((place for place in header.nameless if bare(row.cells[place])), None)
    return None if place is None else Fault("history_column_nameless", column=place + 1)


def _torn(table: Table, row: Row) -> Fault | None:
    """Tell of `1,198.00` without quotes in a row that lacks its last cell, which fits."""
    amounts = table.header.places.get("amount", ())
    if table.separator != "," or len(row.cells) - 2 not in amounts:
        return None
    one, other = row.cells[-2:]
    if _WHOLE_THOUSANDS.fullmatch(bare(one)) and _REST.fullmatch(bare(other)):
        return Fault("history_thousands_apart", one=bare(one), other=bare(other))
    return None
