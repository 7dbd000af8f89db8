"""Lists of what began on local days, latest first: a page looks at a bounded part of them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from shared.domain.day_pointers import DAY_SHARDS, OnDay, Span
from shared.domain.records import AwaitingRecord, Pointer
from shared.domain.times import iso_utc, local_day
from shared.ports import Page, Store
from shared.usecases.lists import loaded, merged

P = TypeVar("P", bound=OnDay)
K = TypeVar("K", bound=Pointer)
A = TypeVar("A", bound=AwaitingRecord)

LOOKED_AT = 200
"""How many records a page looks at, at the most."""

DAYS_A_PAGE = 8
"""How many days a page asks for, at the most: one that finds nothing says where to go on."""

FEWEST = 5
"""How many of a shard are worth a question."""


def latest_of_days(
    store: Store, kind: type[P], span: Span, after: str = "", under: str = ""
) -> Page[P]:
    """Give a page of what began in a span, latest first; it may be short, or empty, with a `next`.

    A list that goes on ends where it would have ended when it was begun, one that nobody bounds
    where the brand's data begins. `under` is what stands before the day in the pointers' keys.
    """
    span, begin, place = _goes_on(after, span) if after else _begins(store, span)
    found = list[P]()
    for number, day in enumerate(span.latest_first(begin)):
        limit = (LOOKED_AT - len(found)) // DAY_SHARDS
        if number == DAYS_A_PAGE or limit < FEWEST:
            return Page(found, _next(span, day))
        parents = (f"{under}{day.isoformat()}/{shard}" for shard in range(DAY_SHARDS))
        shards = (latest_of(store, kind, parent, span, place, limit) for parent in parents)
        seen, behind = merged(shards, _place_of, latest_first=True)
        found, place = [*found, *seen], ""
        if behind is not None:
            return Page(found, _next(span, day, behind))
    return Page(found, None)


def begun_with(span: Span, after: str) -> Span:
    """Give the span that a list of days was begun with; a later page is asked later."""
    return _goes_on(after, span)[0] if after else span


def latest_of(
    store: Store, kind: type[K], parent: str, span: Span, after: str, limit: int = LOOKED_AT
) -> Page[K]:
    """Give a page of what is listed under a parent and began in a span, the latest first."""
    since, until = iso_utc(span.since), iso_utc(span.until)
    return store.listed(
        kind, parent, after=after, since=since, until=until, limit=limit, latest_first=True
    )


def stuck_of(
    store: Store,
    kind: type[A],
    after: str,
    fits: Callable[[A], bool],
    at: Callable[[A], datetime],
    *,
    latest_first: bool = True,
) -> Page[A]:
    """Give a page of what fits and waits for what no time brings, sorted within the page."""
    keys = store.stuck(kind, after=after, limit=LOOKED_AT)
    found = loaded(store, kind, keys, fits)
    return Page(sorted(found.items, key=at, reverse=latest_first), found.next)


def _place_of(pointer: OnDay) -> str:
    return f"{pointer.began_at}/{pointer.target}"


def _next(span: Span, day: date, place: str = "") -> str:
    return f"{iso_utc(span.since)}/{day.isoformat()}/{place}"


def _begins(store: Store, span: Span) -> tuple[Span, date, str]:
    # Most lists go on or name a buyer, a payee: only one of days that begins asks the feed.
    from shared.usecases.events.beginning import since_the_beginning  # noqa: PLC0415

    return since_the_beginning(store, span), local_day(span.until), ""


def _goes_on(after: str, span: Span) -> tuple[Span, date, str]:
    since, day, place = after.split("/", maxsplit=2)
    return Span(datetime.fromisoformat(since), span.until), date.fromisoformat(day), place
