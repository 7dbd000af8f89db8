"""Files of orders as tests write them, and what is read of them."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from fenrun.histories.read import Read, Reading, read_file
from fenrun.histories.told import HistoryError

PLAIN = "buyer,date,qty,amount,refunded\n"


class Said(NamedTuple):
    """What a file comes to, in fen."""

    orders: int
    paid: int
    refunded: int = 0
    no_sales: int = 0


def said(read: Read) -> Said:
    history = read.history
    return Said(
        len(history.orders),
        sum(each.goods_fen for each in history.orders),
        sum(each.refunded_fen for each in history.orders),
        len(history.no_sales),
    )


def written(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str | bytes, **wanted: Any) -> Read:
    return read_file(written(folder, content), Reading(**wanted))


def refused(folder: Path, content: str | bytes, **wanted: Any) -> str:
    """Give what is said of a file that is refused, in both languages."""
    with pytest.raises(HistoryError) as error:
        read(folder, content, **wanted)
    told = str(error.value)
    english, chinese = told.splitlines()[::2], told.splitlines()[1::2]
    assert len(english) == len(chinese)
    assert all(any("一" <= letter <= "鿿" for letter in line) for line in chinese)
    return told


class Day(NamedTuple):
    """A cell that holds a spreadsheet's serial day, shown as a date."""

    serial: float


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)
_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    ),
}


def workbook(*sheets: list[list[object]]) -> bytes:
    """Write sheets as XLSX: texts, numbers, days."""
    packed = BytesIO()
    with ZipFile(packed, "w") as parts:
        for name, text in {**_PARTS, **_book(len(sheets))}.items():
            parts.writestr(name, text)
        for number, rows in enumerate(sheets, start=1):
            parts.writestr(f"xl/worksheets/sheet{number}.xml", _SHEET.format(rows=_rows(rows)))
    return packed.getvalue()


def _book(sheets: int) -> Mapping[str, str]:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    numbers = range(1, sheets + 1)
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="r{n}" Type="{kinds}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "xl/workbook.xml": (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{kinds}"><sheets>{named}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'{related}<Relationship Id="s" Type="{kinds}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
    }


def _rows(rows: list[list[object]]) -> str:
    return "".join(
        f'<row r="{line}">{"".join(_cell(line, n, each) for n, each in enumerate(row))}</row>'
        for line, row in enumerate(rows, start=1)
    )


def _cell(line: int, column: int, value: object) -> str:
    place = f"{chr(ord('A') + column)}{line}"
    if isinstance(value, Day):
        return f'<c r="{place}" s="1"><v>{value.serial}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
