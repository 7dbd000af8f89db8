"""What a query says beside its path: an instant or a day to look back to, a number."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pydantic import TypeAdapter

from shared.domain.times import EARLIEST, LATEST, Instant, end_of
from shared.edge.http.problems import Unacceptable

NO_QUERY: Final[Mapping[str, str]] = {}
"""What most paths are asked with."""

AT: Final[Mapping[str, str]] = {
    "at": "A day (2025-03-31: as it ended in Shanghai) or an instant; now where it is left out."
}
"""What a path takes that can be looked back on."""

AFTER: Final[Mapping[str, str]] = {"after": "Where the page before ended: its `next`."}
"""What a path takes whose list comes in pages."""

AGAINST: Final[Mapping[str, str]] = {
    "against": "The number of the other version; the one before where it is left out."
}
"""What a path takes that compares two versions."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,5}")
_INSTANT: Final = TypeAdapter[datetime](Instant)
_HELP: Final = "Send at as a day (2025-03-31: as that day ended) or an instant (…T10:00:00Z)."


def instant_asked(query: Mapping[str, str], now: datetime) -> datetime:
    """Give the instant that `at` names, now where it is absent; of a day, its end.

    Errors: invalid_fields.
    """
    text = query.get("at")
    if text is None:
        return now
    try:
        return _read(text)
    except ValueError as error:
        wrong = {"pointer": "?at", "detail": f"expected a day or an instant, got {text[:40]!r}"}
        raise Unacceptable("invalid_fields", _HELP, [wrong]) from error


def number_asked(query: Mapping[str, str], name: str, otherwise: int) -> int:
    """Give the whole number that a query names. Errors: invalid_fields."""
    text = query.get(name, str(otherwise))
    if not _NUMBER.fullmatch(text):
        wrong = {"pointer": f"?{name}", "detail": "expected a whole number, 0 or more"}
        raise Unacceptable("invalid_fields", f"Send {name} as a whole number.", [wrong])
    return int(text)


def _read(text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _INSTANT.validate_python(datetime.fromisoformat(text))
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"expected a year from {EARLIEST} to {LATEST}")
    return end_of(day)
