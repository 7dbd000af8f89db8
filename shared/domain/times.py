"""Instants in UTC, days in Asia/Shanghai (no daylight saving since 1991).

Source: rules.md, Time. An instant has whole seconds: deadlines compare by the second.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Protocol, TypeVar

from pydantic import AfterValidator, AwareDatetime

from shared.domain.errors import Fault

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

FAR = datetime(9999, 12, 31, tzinfo=UTC)
"""The due time of a wait that only a fact can end."""


EARLIEST, LATEST = 2000, 2199
"""The years that a fact may lie in, in Asia/Shanghai."""


BEGIN = datetime(EARLIEST, 1, 1, tzinfo=SHANGHAI)
"""No fact is earlier."""

_END = datetime(LATEST + 1, 1, 1, tzinfo=SHANGHAI)


def _of_our_days(at: datetime) -> datetime:
    # By the instant, not by what its offset calls the year: in UTC it must be taken again.
    if not BEGIN <= at < _END:
        raise Fault("year_unfit", year=at.year, earliest=EARLIEST, latest=LATEST)
    return at


Instant = Annotated[AwareDatetime, AfterValidator(_of_our_days)]
"""A time that somebody outside tells us."""


def whole_second(at: datetime) -> datetime:
    """Drop the fraction of a second and the zone's name: an aware UTC instant."""
    return at.astimezone(UTC).replace(microsecond=0)


def local_day(at: datetime) -> date:
    """Give the civil day of an instant in Asia/Shanghai."""
    return at.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Give the instant at which a local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Give the instant of 24:00 of a local day."""
    return start_of(day + timedelta(days=1))


class Dated(Protocol):
    """A change: what it says holds from `at` on."""

    @property
    def at(self) -> datetime: ...


Change = TypeVar("Change", bound=Dated)


def latest_at(history: Sequence[Change], at: datetime) -> Change | None:
    """Give the change that holds at an instant, the later of one second; None: none had come."""
    return next((change for change in reversed(history) if change.at <= at), None)


def iso_local(at: datetime) -> str:
    """Write an instant for people: ISO 8601 with +08:00."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def iso_utc(at: datetime) -> str:
    """Write an instant for machines and keys: `2025-03-08T09:00:00Z`, sortable as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
