"""The sheet of a workbook that holds orders, its cells as a person would type them.

python-calamine, which reads it, is not installed with the package alone.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from fenrun.histories.content import MOST_MIB
from fenrun.histories.first_rows import header_in
from fenrun.histories.unread_cells import Place, unread_cells
from shared.domain.documents.fault_hints import listed
from shared.domain.errors import Fault
from shared.domain.histories.header import none_fits
from shared.domain.histories.layout import Layout
from shared.domain.histories.mistakes import Unreadable
from shared.domain.histories.row import Row
from shared.domain.histories.table import Table

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAGIC: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and its like begin, and XLS."""

_DIGITS: Final = 15
"""How many digits of a number a spreadsheet keeps."""

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""What a workbook holds that has a password."""

_CONTENTS: Final = {"[Content_Types].xml", "mimetype"}
"""One of what a workbook holds, and no other archive."""

_BROKEN: Final = (
    BadZipFile,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What zipfile says of a file that is damaged."""

Sheet = tuple[str, list[Row]]


def table_of(content: bytes, layouts: Sequence[Layout]) -> Table:
    """Find the sheet with a header of orders. Errors: Fault; Unreadable."""
    sheets = [*_sheets(content, _opened(content))]
    found = [(name, rows, one) for name, rows in sheets if (one := header_in(rows, layouts))]
    if not found:
        first = next((rows[0] for _, rows in sheets if rows), Row(1, ()))
        raise Unreadable.at(first.line, none_fits(layouts, first.cells))
    if len(found) > 1:
        raise Fault("history_sheets", names=listed(name for name, _, _ in found))
    [(_, rows, header)] = found
    return header.table(rows, None)


def _opened(content: bytes) -> "CalamineWorkbook":
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise Fault("history_no_calamine") from error
    try:
        _require_whole(content)
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except Fault:
        raise
    except (*_BROKEN, CalamineError) as error:
        raise Fault("history_no_workbook", why=str(error)) from error


def _require_whole(content: bytes) -> None:
    """Refuse what is damaged, which the reader would not see, and what would fill the memory."""
    if not content.startswith(MAGIC[0]):
        if _LOCKED in content:
            raise Fault("history_locked")
        return
    with ZipFile(BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_MIB << 20:
            raise Fault("history_large", most=MOST_MIB)
        if not _CONTENTS & {*packed.namelist()}:
            raise Fault("history_no_table")
        if damaged := packed.testzip():
            raise BadZipFile(f"{damaged} is damaged")


def _sheets(content: bytes, workbook: "CalamineWorkbook") -> Iterator[Sheet]:
    """Give all sheets; empty cells at the end of all rows are none."""
    from python_calamine import CalamineError  # noqa: PLC0415 - as above

    for name in workbook.sheet_names:
        try:
            cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise Fault("history_no_workbook", why=str(error)) from error
        unread = unread_cells(content, name) if content.startswith(MAGIC[0]) else {}
        rows = [Row(line, (*_line(line, row, unread),)) for line, row in enumerate(cells, start=1)]
        yield name, [row for row in rows if any(row.cells)]


def _line(line: int, row: Sequence[object], unread: Mapping[Place, str]) -> Iterator[str]:
    for column, value in enumerate(row, start=1):
        yield _typed(value) or unread.get((line, column), "")


def _typed(value: object) -> str:
    """Write a cell's value as a person types it; of a long number only what is left of it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    if abs(value) >= 10**_DIGITS:
        return f"{value:.{_DIGITS - 1}E}"
    text = f"{value:.{_DIGITS}g}"
    return text if "e" not in text else f"{value:f}"
