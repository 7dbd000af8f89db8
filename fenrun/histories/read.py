"""A file of past orders, read whole or refused whole: the one reader of all commands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fenrun.documents.unreadable import DocumentError
from fenrun.histories import json_lines, workbook
from fenrun.histories.content import content_of
from fenrun.histories.encodings import decoded
from fenrun.histories.layouts import layout_file, names, profile, profiles
from fenrun.histories.separated import table_in
from fenrun.histories.told import history_error
from fenrun.histories.told_order import FileOrder
from shared.domain.documents.fault_hints import listed
from shared.domain.errors import Fault
from shared.domain.histories.days import DayOrder
from shared.domain.histories.history import History, read_table
from shared.domain.histories.layout import Class, Layout
from shared.domain.histories.mistakes import Mistake, Unreadable
from shared.domain.histories.table import Table
from shared.words.catalogue import term
from shared.words.wording import on_two_lines

FOREIGN: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
"""How files begin that hold no table: documents, pictures, archives."""


@dataclass(frozen=True)
class Reading:
    """How a person wants a file to be read, where the file does not show it."""

    columns: Path | None = None
    layout: str | None = None
    ignored: tuple[str, ...] = ()
    statuses: Mapping[Class, tuple[str, ...]] = field(default_factory=dict)
    dates: DayOrder | None = None


@dataclass(frozen=True)
class Read:
    """What a file says. `told` are its orders with their chains, where it tells them."""

    history: History
    encoding: str
    separator: str | None
    told: Sequence[FileOrder] = ()


def read_file(path: Path, reading: Reading | None = None) -> Read:
    """Read all orders of a file. Errors: HistoryError, all that is wrong; DocumentError."""
    layouts = _layouts(reading or Reading())
    try:
        return _read(content_of(path), layouts)
    except Fault as fault:
        raise history_error(path, Unreadable([Mistake(0, fault)])) from fault
    except Unreadable as error:
        raise history_error(path, error) from error


def _read(content: bytes, layouts: Sequence[Layout]) -> Read:
    if content.startswith(workbook.MAGIC):
        return _of_table(workbook.table_of(content, layouts), "XLSX")
    if content.startswith(FOREIGN):
        raise Fault("history_no_table")
    text, encoding = decoded(content)
    if not text.strip("\ufeff \t\r\n"):
        raise Fault("history_nothing")
    if text.lstrip().startswith("<"):
        raise Fault("history_web_page")
    if text.lstrip().startswith(("{", "[")):
        orders = json_lines.orders_in(text)
        told = [order for _, order in orders]
        return Read(json_lines.as_history(orders), encoding, None, told)
    return _of_table(table_in(text, layouts), encoding)


def _of_table(table: Table, encoding: str) -> Read:
    return Read(read_table(table), encoding, table.separator)


def _layouts(reading: Reading) -> Sequence[Layout]:
    """Give what a header may be of, with what the person says of it."""
    if reading.columns:
        layouts: Sequence[Layout] = [layout_file(reading.columns)]
    elif reading.layout:
        layouts = [_named(reading.layout)]
    else:
        layouts = profiles()
    return [_as_wanted(each, reading) for each in layouts]


def _named(name: str) -> Layout:
    if name not in names():
        words = term("unreadable", "no_such_layout", {"names": listed(names())})
        raise DocumentError(on_two_lines(words))
    return profile(name)


def _as_wanted(layout: Layout, reading: Reading) -> Layout:
    if reading.ignored:
        layout = layout.with_unused(reading.ignored)
    if reading.statuses:
        layout = layout.with_statuses(dict(reading.statuses))
    return layout.changed(dates=reading.dates) if reading.dates else layout
