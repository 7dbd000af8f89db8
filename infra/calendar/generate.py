"""Write `calendar_cn.json` anew after an announcement: `python -m infra.calendar.generate`.

Two independent libraries must agree on every day; neither is needed at run time.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped]
import holidays

from shared.adapters.calendar_file import CALENDAR_FILE
from shared.domain.calendar import SATURDAY, CalendarYear, WorkingCalendar

FIRST_YEAR = 2018
LAST_ANNOUNCED_YEAR = 2026


class SourcesDisagree(Exception):
    """The two libraries differ about a day: find the State Council's notice before going on."""


def announced_calendar() -> WorkingCalendar:
    """Give all announced years as both libraries know them. Errors: `SourcesDisagree`."""
    years = range(FIRST_YEAR, LAST_ANNOUNCED_YEAR + 1)
    return WorkingCalendar(years={year: _announced_year(year) for year in years})


def write(calendar: WorkingCalendar, path: Path) -> None:
    """Write a calendar as a sorted JSON file."""
    years = {
        str(number): {
            "off": sorted(day.isoformat() for day in year.off),
            "make_up": sorted(day.isoformat() for day in year.make_up),
        }
        for number, year in calendar.years.items()
    }
    path.write_text(json.dumps({"years": years}, indent=1) + "\n", encoding="utf-8")


def days_of(year: int) -> Iterator[date]:
    """Give every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def worked(day: date) -> bool:
    """Tell what both libraries say of a day. Errors: `SourcesDisagree`."""
    one: bool = chinese_calendar.is_workday(day)
    if one != _second_source().is_working_day(day):
        raise SourcesDisagree(f"{day}: chinese_calendar says worked={one}, holidays the opposite")
    return one


@cache
def _second_source() -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=range(FIRST_YEAR, LAST_ANNOUNCED_YEAR + 1))


def _announced_year(year: int) -> CalendarYear:
    days = [(day, worked(day), day.weekday() < SATURDAY) for day in days_of(year)]
    return CalendarYear(
        off=frozenset(day for day, works, weekday in days if weekday and not works),
        make_up=frozenset(day for day, works, weekday in days if works and not weekday),
    )


if __name__ == "__main__":
    write(announced_calendar(), Path(str(CALENDAR_FILE)))
