"""Months, quarters and years in Asia/Shanghai by their names: `2025-03`, `2025-Q1`, `2025`."""

import re
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, get_args

from shared.domain.errors import Refused
from shared.domain.times import local_day, start_of

Cadence = Literal["month", "quarter", "year"]
"""How long a period is, the shortest first."""

_PERIOD = re.compile(r"(2[0-9]{3})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?")


class Bounds(NamedTuple):
    """The instants of a period: from its start on, and before its end."""

    start: datetime
    end: datetime


def period_of(cadence: Cadence, at: datetime) -> str:
    """Give the name of the period that an instant lies in."""
    day = local_day(at)
    if cadence == "month":
        return f"{day.year}-{day.month:02d}"
    if cadence == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}"


def bounds(period: str) -> Bounds:
    """Give when a period starts and ends. Errors: invalid."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise Refused("invalid", "no_period_name")
    year, month, quarter = (int(part) if part else 0 for part in match.groups())
    first = month or max(1, quarter * 3 - 2)
    last = month or quarter * 3 or 12
    return Bounds(start_of(date(year, first, 1)), start_of(_after(year, last)))


def last_second(period: str) -> datetime:
    """Give the instant by which a period as a whole is dated. Errors: invalid."""
    return bounds(period).end - timedelta(seconds=1)


def end_after(cadence: Cadence, at: datetime) -> datetime:
    """Give the end of the period that an instant lies in."""
    return bounds(period_of(cadence, at)).end


def period_before(cadence: Cadence, at: datetime) -> str:
    """Give the name of the last period that had ended by an instant."""
    return period_of(cadence, bounds(period_of(cadence, at)).start - timedelta(seconds=1))


def next_period(period: str) -> str:
    """Give the name of the period that follows. Errors: invalid."""
    return period_of(cadence_of(period), bounds(period).end)


def shorter_periods(period: str) -> list[str]:
    """Give the names of all shorter periods that lie in a period."""
    start, end = bounds(period)
    cadences = get_args(Cadence)
    found: list[str] = []
    for cadence in cadences[: cadences.index(cadence_of(period))]:
        at = start
        while at < end:
            found.append(period_of(cadence, at))
            at = end_after(cadence, at)
    return found


def longer_periods(period: str) -> list[str]:
    """Give the names of the longer periods that a period lies in."""
    cadences = get_args(Cadence)
    start = bounds(period).start
    behind = cadences[cadences.index(cadence_of(period)) + 1 :]
    return [period_of(cadence, start) for cadence in behind]


def cadence_of(period: str) -> Cadence:
    """Tell what kind of period a name stands for."""
    if "Q" in period:
        return "quarter"
    return "month" if "-" in period else "year"


def _after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
