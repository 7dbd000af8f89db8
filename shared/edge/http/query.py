"""What a query says beside its path: an instant or a day to look back to, a number."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Final, TypeAlias

from pydantic import AwareDatetime, Field, TypeAdapter

from shared.domain.times import EARLIEST, LATEST, Instant, end_of, start_of
from shared.edge.http.problems import Unacceptable, field_error
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

AFTER: Final[Query] = {"after": str}
"""What a path takes whose list comes in pages."""

AGAINST: Final[Query] = {"against": Count}
"""What a path takes that compares two versions."""

LONGEST_PLACE: Final = 200
"""No place of ours is longer; a sort key may not be as long as somebody likes."""

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


def place_asked(query: Mapping[str, str]) -> str:
    """Give the place that a list goes on behind, nothing for its beginning."""
    return query.get("after", "")[:LONGEST_PLACE]


def number_asked(query: Mapping[str, str], name: str, otherwise: int) -> int:
    """Give the whole number that a query names. Errors: invalid_fields."""
    text = query.get(name, str(otherwise))
    if not _NUMBER.fullmatch(text):
        wrong = field_error(f"?{name}", term("field_fault", "no_number"))
        raise Unacceptable("invalid_fields", "fields_named", [wrong])
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
        wrong = field_error(f"?{name}", term("field_fault", "no_instant", {"got": text[:40]}))
        raise Unacceptable("invalid_fields", "fields_named", [wrong]) from error


def _read(text: str, of_day: Callable[[date], datetime]) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _INSTANT.validate_python(datetime.fromisoformat(text))
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"expected a year from {EARLIEST} to {LATEST}")
    return of_day(day)
