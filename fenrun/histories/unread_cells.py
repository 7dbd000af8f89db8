"""Cells of an XLSX that its reader gives as empty: errors, and formulas never calculated.

An empty refund is none, so what stands there has to be told.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from typing import Final
from zipfile import ZipFile

Place = tuple[int, int]
"""A line and a column, both from 1."""

_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_LETTERS: Final = 26

# No pattern goes beyond the next `<`: a hostile file would be read again from each of them.
_ELEMENT = r"<(?:\w+:)?{name}\b([^<>]*)>"
_SHEET = re.compile(_ELEMENT.format(name="sheet"))
_RELATION = re.compile(_ELEMENT.format(name="Relationship"))
_CELL = re.compile(
    r"<(?:\w+:)?c\b([^<>]*[^/<>])>((?:(?!<(?:\w+:)?c\b).)*?)</(?:\w+:)?c>", re.DOTALL
)
_VALUE = re.compile(r"<(?:\w+:)?v\b[^<>]*>([^<]+)<")
_FORMULA = re.compile(r"<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)<)")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


def unread_cells(content: bytes, sheet: str) -> Mapping[Place, str]:
    """Give what stands in the cells of a sheet that would be read as empty; of XLSX alone."""
    with ZipFile(BytesIO(content)) as packed:
        if not {_BOOK, _RELATIONS} <= {*packed.namelist()}:
            return {}
        part = _part_of(_text(packed, _BOOK), _text(packed, _RELATIONS), sheet)
        text = _text(packed, part) if part in packed.namelist() else ""
    # Most sheets have neither; to look at every cell takes its time.
    return dict(_unread(text)) if 't="e"' in text or re.search(r"<(?:\w+:)?f\b", text) else {}


def _text(packed: ZipFile, part: str) -> str:
    return packed.read(part).decode("utf-8", "replace")


def _part_of(book: str, relations: str, sheet: str) -> str:
    sheets = (_attributes(each[1]) for each in _SHEET.finditer(book))
    ids = {each.get("name"): each.get("r:id") for each in sheets}
    related = (_attributes(each[1]) for each in _RELATION.finditer(relations))
    targets = {each.get("Id"): each.get("Target", "") for each in related}
    target = targets.get(ids.get(sheet)) or ""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attributes(text: str) -> Mapping[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _unread(text: str) -> Iterator[tuple[Place, str]]:
    for cell in _CELL.finditer(text):
        said = _attributes(cell[1])
        shown = _shown(said.get("t"), cell[2])
        if shown and (place := _PLACE.fullmatch(said.get("r", ""))):
            yield (int(place[2]), _number(place[1])), shown


def _shown(kind: str | None, inside: str) -> str | None:
    """Give an error, or the formula of a value that is not there; a text may be empty."""
    value = _VALUE.search(inside)
    if kind == "e":
        return unescape(value[1]) if value else "#N/A"
    formula = _FORMULA.search(inside)
    if formula is None or value or kind == "str":
        return None
    return f"={unescape(formula[1] or '')}"


def _number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * _LETTERS + ord(each) - ord("A") + 1
    return number
