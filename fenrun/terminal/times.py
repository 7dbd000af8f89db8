"""Instants as people write and read them on the command line: local, +08:00."""

from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
"""Civil time in China: no summer time."""


def read_instant(text: str) -> datetime:
    """Read an instant; one without an offset is local. Errors: ValueError."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def written(at: datetime) -> str:
    """Write an instant: `2025-03-08 17:00:00`."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
