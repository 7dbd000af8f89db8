"""What a query says beside its path: an instant or a day to look back to, a number."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Final, TypeAlias

from pydantic import AwareDatetime, Field, TypeAdapter

from shared.domain.day_pointers import Span
from shared.domain.errors import Fault
from shared.domain.identifiers import identifier
from shared.domain.times import BEGIN, EARLIEST, LATEST, Instant, end_of, iso_local, start_of
from shared.edge.http.cursors import PLACE
from shared.edge.http.pages import Bounds
from shared.edge.http.problems import FieldError, Unacceptable, field_error
from shared.words.catalogue import term

Query: TypeAlias = Mapping[str, object]
"""What a path is asked with beside itself: each name with the type of what it says.

Types are for whoever reads the description; a view reads the text. Words are in `shared/words`.
"""

Moment: TypeAlias = date | AwareDatetime
"""A day or an instant."""

Count: TypeAlias = Annotated[int, Field(ge=0, le=999_999)]

NO_QUERY: Final[Query] = {}
"""What most paths are asked with."""

AT: Final[Query] = {"at": Moment}
"""What a path takes that can be looked back on."""

AFTER: Final[Query] = {PLACE: str}
"""What a path takes whose list comes in pages."""

SPAN: Final[Query] = {"from": Moment, "to": Moment}
"""What a list takes that goes through days, the latest first."""

USUAL_DAYS: Final = 30
"""How far back a list goes that nobody bounds, where only what is new is mostly looked for."""

AGAINST: Final[Query] = {"against": Count}
"""What a path takes that compares two versions."""

_NAMED: Final = 40
"""As much of a name that nobody knows is told back."""

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


def span_asked(query: Mapping[str, str], now: datetime, *, days: int | None = None) -> Span:
    """Give the span that a list goes through; where nothing is said, all time or the last days.

    Errors: invalid_fields, also where it ends before it begins, or begins after now.
    """
    until = last_instant_asked(query, "to") or now
    usual = BEGIN if days is None else min(until, now) - timedelta(days=days)
    since = first_instant_asked(query, "from") or usual
    if since > now:
        raise wrong_filter("from", "begins_in_the_future", now=iso_local(now))
    if since > until:
        raise wrong_filter("from", "begins_behind_its_end")
    return Span(since, min(until, now))


def bounds_of(query: Mapping[str, str], span: Span) -> Bounds:
    """Give what a list that goes through a span says of it."""
    since = None if span.since == BEGIN else span.since
    return Bounds(since, last_instant_asked(query, "to"))


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


def wrong_filter(name: str, fault: str, **facts: object) -> Unacceptable:
    """Say what is wrong with a name of the query."""
    return Unacceptable("invalid_fields", "fields_named", [filter_error(name, fault, **facts)])


def filter_error(name: str, fault: str, **facts: object) -> FieldError:
    """Say what is wrong with a name of the query, as one of several faults."""
    return field_error(f"?{name[:_NAMED]}", term("field_fault", fault, facts))


def _asked(
    query: Mapping[str, str], name: str, of_day: Callable[[date], datetime]
) -> datetime | None:
    text = query.get(name)
    if text is None:
        return None
    try:
        return _read(text, of_day)
    except ValueError as error:
        raise Unacceptable("invalid_fields", "fields_named", [_misnamed(name, text)]) from error


def _misnamed(name: str, text: str) -> FieldError:
    # Few name what is no moment: they load what the others do without.
    from shared.edge.http.moment_faults import moment_fault  # noqa: PLC0415

    return field_error(f"?{name}", moment_fault(text))


def _read(text: str, of_day: Callable[[date], datetime]) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _INSTANT.validate_python(datetime.fromisoformat(text))
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"expected a year from {EARLIEST} to {LATEST}")
    return of_day(day)
