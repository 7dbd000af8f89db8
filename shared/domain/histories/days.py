"""Times as shops export them, in Asia/Shanghai unless they say an offset."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final, Literal

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.clock import DIGITS, TIME, clock
from shared.domain.histories.spelling import DAY, MONTH, YEAR, half_width
from shared.domain.times import LATEST, SHANGHAI

DayOrder = Literal["year_first", "month_first", "day_first"]

_CACHED = 1 << 16
_ZONE = (
    r" ?(?P<zone>Z|(?:UTC|GMT) ?(?:[+-][0-9]{2}:?[0-5][0-9])?|[+-][0-9]{2}:?[0-5][0-9]"
    r"|(?<=:[0-9]{2})[+-][0-9]{2})?"
)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_YEAR_FIRST = (
    _form(rf"(?P<y>[0-9]{{4}})([-/.])(?P<m>[0-9]{{1,2}})\2(?P<d>[0-9]{{1,2}}){TIME}{_ZONE}"),
    _form(rf"(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})(?:{TIME}|T?{DIGITS}){_ZONE}"),
    _form(
        rf"(?P<y>[0-9]{{4}}){YEAR}(?P<m>[0-9]{{1,2}}){MONTH}(?P<d>[0-9]{{1,2}}){DAY}{TIME}{_ZONE}"
    ),
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_NAMED = r"(?P<month>[a-z]{3,9})"
_NTH = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH_NAMED = (
    _form(rf"{_WEEKDAY}{_NTH}[ -]{_NAMED}\.?,?[ -](?P<y>[0-9]{{4}}){TIME}{_ZONE}"),
    _form(rf"{_WEEKDAY}{_NAMED}\.? {_NTH},? (?P<y>[0-9]{{4}}){TIME}{_ZONE}"),
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_BETWEEN = r"([-/.])"
_YEAR_LAST = {
    "month_first": _form(
        rf"(?P<m>[0-9]{{1,2}}){_BETWEEN}(?P<d>[0-9]{{1,2}})\2(?P<y>[0-9]{{4}}){TIME}{_ZONE}"
    ),
    "day_first": _form(
        rf"(?P<d>[0-9]{{1,2}}){_BETWEEN}(?P<m>[0-9]{{1,2}})\2(?P<y>[0-9]{{4}}){TIME}{_ZONE}"
    ),
}
_YEARS: Final = range(1990, LATEST + 1)
"""What no shop has sold in is a mistake: an export's 1970 is no time at all."""

_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_SERIAL_ZERO: Final = datetime(1899, 12, 30, tzinfo=SHANGHAI)
_SERIALS: Final = range(36_526, 109_575)
"""The serial days of a spreadsheet from 2000 to 2199."""


def day(cell: Cell, order: DayOrder = "year_first") -> datetime:
    """Read a time; a day alone is its beginning. Errors: Fault."""
    at = _instant(cell.text, order)
    if at is None:
        raise Fault("history_no_day", column=cell.column, written=cell.written)
    return at


@lru_cache(_CACHED)
def _instant(text: str, order: DayOrder) -> datetime | None:
    text = " ".join(half_width(text).split())
    with suppress(ValueError, OverflowError):
        if found := _matched(text, order):
            at = _of(found)
            return at if at.year in _YEARS else None
        if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
            return _of_serial(text)
    return None


def _matched(text: str, order: DayOrder) -> re.Match[str] | None:
    year_last = [_YEAR_LAST[order]] if order in _YEAR_LAST else []
    forms = [*_YEAR_FIRST, *year_last, *_MONTH_NAMED]
    return next((found for form in forms if (found := form.fullmatch(text))), None)


def _of(found: re.Match[str]) -> datetime:
    year, day_ = int(found["y"]), int(found["d"])
    hour, minute, second = clock(found)
    zone = _zone(found["zone"])
    at = datetime(year, _month(found), day_, hour, minute, second, tzinfo=zone)
    return at.astimezone(SHANGHAI)


def _month(found: re.Match[str]) -> int:
    """Give a month by its number, or by its name or the beginning of it. Errors: ValueError."""
    said = found.groupdict()
    if "month" not in said:
        return int(said["m"])
    name = said["month"].lower()
    [month] = [n for n, each in enumerate(_MONTHS, start=1) if each.startswith(name)]
    return month


def _zone(text: str | None) -> timezone:
    if text is None:
        return SHANGHAI
    offset = text.upper().removeprefix("UTC").removeprefix("GMT").strip()
    if offset in {"", "Z"}:
        return UTC
    digits = offset[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-ahead if offset[0] == "-" else ahead)


def _of_serial(text: str) -> datetime:
    seconds = round(float(text) * 86_400)
    return _SERIAL_ZERO + timedelta(seconds=seconds)
