"""What a query says beside its path: an instant or a day to look back to, a number."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from pydantic import TypeAdapter

from shared.domain.day_pointers import Span
from shared.domain.errors import Fault
from shared.domain.identifiers import identifier
from shared.domain.times import EARLIEST, LATEST, Instant, end_of, start_of
from shared.edge.http.cursors import PLACE
from shared.edge.http.filters import wrong_filter
from shared.edge.http.problems import Unacceptable, field_error
from shared.words.catalogue import term

NO_QUERY: Final[Mapping[str, str]] = {}
"""What most paths are asked with."""

AT: Final[Mapping[str, str]] = {
    "at": "A day (2025-03-31: as it ended in Shanghai) or an instant; now where it is left out."
}
"""What a path takes that can be looked back on."""

AFTER: Final[Mapping[str, str]] = {PLACE: "Where the page before ended: its `next`."}
"""What a path takes whose list comes in pages."""

SPAN: Final[Mapping[str, str]] = {
    "from": "A day (as it begins in Shanghai) or an instant; what came before is left out. "
    "Left out, it is 30 days before `to`.",
    "to": "A day (as it ends in Shanghai) or an instant; what came later is left out. "
    "Left out, it is now.",
}
"""What a list takes that goes through days, the latest first."""

USUAL_DAYS: Final = 30
"""How far back a list goes that nobody bounds."""

AGAINST: Final[Mapping[str, str]] = {
    "against": "The number of the other version; the one before where it is left out."
}
"""What a path takes that compares two versions."""

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,5}")
_INSTANT: Final = TypeAdapter[datetime](Instant)


def instant_asked(query: Mapping[str, str], now: datetime) -> datetime:
    """Give the instant that `at` names, now where it is absent; of a day, its end.

    Errors: invalid_fields.
    """
    return _asked(query, "at", end_of) or now


def first_instant_asked(query: Mapping[str, str], name: str) -> datetime | None:
    """Give the instant that a name of the query says, of a day its beginning; None: it is absent.

    Errors: invalid_fields.
    """
    return _asked(query, name, start_of)


def last_instant_asked(query: Mapping[str, str], name: str) -> datetime | None:
    """Give the instant that a name of the query says, of a day its last second; None: it is absent.

    Errors: invalid_fields.
    """
    return _asked(query, name, lambda day: end_of(day) - timedelta(seconds=1))


def span_asked(query: Mapping[str, str], now: datetime, *, whole: bool = False) -> Span:
    """Give the span that a list goes through; where nothing is said the last 30 days, or all.

    Errors: invalid_fields, also where it ends before it begins.
    """
    until = last_instant_asked(query, "to") or now
    usual = start_of(date(EARLIEST, 1, 1)) if whole else until - timedelta(days=USUAL_DAYS)
    since = first_instant_asked(query, "from") or usual
    if since > until:
        raise wrong_filter("from", "begins_behind_its_end")
    return Span(since, until)


def identifier_asked(query: Mapping[str, str], name: str) -> str | None:
    """Give an id that a query names, in its one spelling; None: it is absent.

    Errors: invalid_fields.
    """
    text = query.get(name)
    try:
        return None if text is None else identifier(text)
    except Fault as error:
        wrong = field_error(f"?{name}", term("fault", *error.clause))
        raise Unacceptable("invalid_fields", "fields_named", [wrong]) from error


def place_asked(query: Mapping[str, str]) -> str:
    """Give the place that a list goes on behind, nothing for its beginning."""
    return query.get(PLACE, "")


def number_asked(query: Mapping[str, str], name: str, otherwise: int) -> int:
    """Give the whole number that a query names. Errors: invalid_fields."""
    text = query.get(name, str(otherwise))
    if not _NUMBER.fullmatch(text):
        raise wrong_filter(name, "no_number")
    return int(text)


def _asked(
    query: Mapping[str, str], name: str, of_day: Callable[[date], datetime]
) -> datetime | None:
    text = query.get(name)
    if text is None:
        return None
    try:
        return _read(text, of_day)
    except ValueError as error:
        raise wrong_filter(name, "no_instant", got=text[:40]) from error


def _read(text: str, of_day: Callable[[date], datetime]) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _INSTANT.validate_python(datetime.fromisoformat(text))
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"expected a year from {EARLIEST} to {LATEST}")
    return of_day(day)
