"""Lists of what began on local days, latest first: a page looks at a bounded part of them."""

from datetime import date, datetime
from typing import TypeVar

from shared.domain.day_pointers import DAY_SHARDS, OnDay, Span
from shared.domain.errors import Refused
from shared.domain.times import iso_utc, local_day
from shared.ports import Page, Store
from shared.usecases.lists import merged

P = TypeVar("P", bound=OnDay)

LOOKED_AT = 200
"""How many records a page looks at, at the most."""

DAYS_A_PAGE = 8
"""How many days a page asks for, at the most: one that finds nothing says where to go on."""

LONGEST_DAYS = 366
"""How many days a list may be asked for."""

FEWEST = 5
"""How many of a shard are worth a question."""


def latest_of_days(
    store: Store, kind: type[P], span: Span, after: str = "", under: str = ""
) -> Page[P]:
    """Give a page of what began in a span, latest first; it may be short, or empty, with a `next`.

    A list that goes on ends where it would have ended when it was begun. `under` is what stands
    before the day in the pointers' keys. Errors: invalid for too many days.
    """
    if span.days > LONGEST_DAYS:
        raise Refused("invalid", "span_too_long", max_days=LONGEST_DAYS)
    since, begin, place = _place_in(after) if after else (span.since, local_day(span.until), "")
    span, found = Span(since, span.until), list[P]()
    for number, day in enumerate(span.latest_first(begin)):
        limit = (LOOKED_AT - len(found)) // DAY_SHARDS
        if number == DAYS_A_PAGE or limit < FEWEST:
            return Page(found, _next(span, day))
        parents = (f"{under}{day.isoformat()}/{shard}" for shard in range(DAY_SHARDS))
        shards = (_listed(store, kind, parent, span, place, limit) for parent in parents)
        seen, behind = merged(shards, _place_of, latest_first=True)
        found, place = [*found, *seen], ""
        if behind is not None:
            return Page(found, _next(span, day, behind))
    return Page(found, None)


def _listed(
    store: Store, kind: type[P], parent: str, span: Span, place: str, limit: int
) -> Page[P]:
    return store.listed(
        kind,
        parent,
        after=place,
        since=iso_utc(span.since),
        until=iso_utc(span.until),
        limit=limit,
        latest_first=True,
    )


def _place_of(pointer: OnDay) -> str:
    return f"{pointer.began_at}/{pointer.target}"


def _next(span: Span, day: date, place: str = "") -> str:
    return f"{iso_utc(span.since)}/{day.isoformat()}/{place}"


def _place_in(after: str) -> tuple[datetime, date, str]:
    since, day, place = after.split("/", maxsplit=2)
    return datetime.fromisoformat(since), date.fromisoformat(day), place
