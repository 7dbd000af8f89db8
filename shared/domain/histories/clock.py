"""A time of day, with the half of the day before or behind it as people write it."""

import re
from typing import Final

from shared.domain.histories.spelling import (
    AFTERNOON,
    EVENING,
    HOUR,
    MINUTE,
    MORNING,
    NOON,
    SECOND,
)

NOON_HOUR: Final = 12

_HALVES = "|".join((*MORNING, *AFTERNOON, *EVENING, *NOON))
_COLONS = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
_WORDS = (
    rf"(?P<hour_>[0-9]{{1,2}})[{HOUR}](?:(?P<minute_>[0-9]{{1,2}}){MINUTE}"
    rf"(?:(?P<second_>[0-9]{{1,2}}){SECOND})?)?"
)

TIME: Final = (
    rf"(?:(?:,?[ T]+|, ?| at | @ |(?<=[^0-9]))(?:(?P<half>{_HALVES}) ?)?(?:{_COLONS}|{_WORDS})"
    r"(?: ?(?P<behind>[AP])\.?M\.?)?)?"
)
"""What stands behind a day, as a pattern; a day alone is its beginning."""

DIGITS: Final = r"(?P<hour__>[0-9]{2})(?P<minute__>[0-9]{2})(?P<second__>[0-9]{2})"
"""The same without marks, behind a day without marks."""


def clock(found: re.Match[str]) -> tuple[int, int, int]:
    """Give hour, minute, second. Errors: ValueError for an hour that its half does not have."""
    said = found.groupdict()
    hour, minute, second = (
        int(said[each] or said[f"{each}_"] or said.get(f"{each}__") or 0)
        for each in ("hour", "minute", "second")
    )
    return _of_day(hour, found["half"], found["behind"]), minute, second


def _of_day(hour: int, half: str | None, behind: str | None) -> int:
    if half and behind:
        raise ValueError(half)
    if half in NOON:
        return hour if hour >= NOON_HOUR - 1 else hour + NOON_HOUR
    if half in MORNING or (behind or "").upper() == "A":
        return _before_noon(hour)
    if half or behind:
        return _after_noon(hour, twelve=half not in EVENING)
    return hour


def _before_noon(hour: int) -> int:
    if hour > NOON_HOUR:
        raise ValueError(hour)
    return hour % NOON_HOUR


def _after_noon(hour: int, *, twelve: bool) -> int:
    """Give the hour of the day; some write those after noon as the day counts them already."""
    if hour == 0 or (hour == NOON_HOUR and not twelve):
        raise ValueError(hour)
    return hour if hour >= NOON_HOUR else hour + NOON_HOUR
