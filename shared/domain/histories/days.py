"""Times as shops export them, in Asia/Shanghai unless they say an offset."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final, Literal

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.spelling import DAY, MONTH, YEAR, half_width
from shared.domain.times import LATEST, SHANGHAI

DayOrder = Literal["year_first", "month_first", "day_first"]

_CACHED = 1 << 16
_TIME = (
    r"(?:(?:[ T]+|(?<=[^0-9]))(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?"
)
_ZONE = r" ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-5][0-9])?"
_BETWEEN = r"([-/.])"
_YEAR_FIRST = (
    re.compile(
        rf"(?P<y>[0-9]{{4}}){_BETWEEN}(?P<m>[0-9]{{1,2}})\2(?P<d>[0-9]{{1,2}}){_TIME}{_ZONE}"
    ),
    re.compile(rf"(?P<y>[0-9]{{4}})(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}}){_TIME}{_ZONE}"),
    re.compile(
        rf"(?P<y>[0-9]{{4}}){YEAR}(?P<m>[0-9]{{1,2}}){MONTH}(?P<d>[0-9]{{1,2}}){DAY}{_TIME}{_ZONE}"
    ),
)
_YEAR_LAST = {
    "month_first": re.compile(
        rf"(?P<m>[0-9]{{1,2}}){_BETWEEN}(?P<d>[0-9]{{1,2}})\2(?P<y>[0-9]{{4}}){_TIME}{_ZONE}"
    ),
    "day_first": re.compile(
        rf"(?P<d>[0-9]{{1,2}}){_BETWEEN}(?P<m>[0-9]{{1,2}})\2(?P<y>[0-9]{{4}}){_TIME}{_ZONE}"
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
    text = half_width(text)
    with suppress(ValueError, OverflowError):
        if found := _matched(text, order):
            at = _of(found)
            return at if at.year in _YEARS else None
        if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
            return _of_serial(text)
    return None


def _matched(text: str, order: DayOrder) -> re.Match[str] | None:
    forms = [*_YEAR_FIRST, *([_YEAR_LAST[order]] if order in _YEAR_LAST else [])]
    return next((found for form in forms if (found := form.fullmatch(text))), None)


def _of(found: re.Match[str]) -> datetime:
    parts = (int(found[name] or 0) for name in ("y", "m", "d", "hour", "minute", "second"))
    year, month, day_of_month, hour, minute, second = parts
    zone = _zone(found["zone"])
    local = datetime(year, month, day_of_month, hour, minute, second, tzinfo=zone)
    return local.astimezone(SHANGHAI)


def _zone(text: str | None) -> timezone:
    if text is None:
        return SHANGHAI
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _of_serial(text: str) -> datetime:
    seconds = round(float(text) * 86_400)
    return _SERIAL_ZERO + timedelta(seconds=seconds)
