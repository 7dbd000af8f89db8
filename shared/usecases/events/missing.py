"""How much of a record's life its feed has, where neither the stream nor a mark says it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from shared.domain.events.events import main_reader
from shared.domain.events.feed import FeedPage, page_place, shard_key, shard_of
from shared.domain.moments import HeadRecord
from shared.ports import Store
from shared.usecases.events.pages import last_pages

LOOKED_AT = 2_000
"""How many pages are looked at: those of a day, behind which the stream brings nothing any more,
of a shard that is not among the busiest. What is told twice comes under its own number."""

SKEW = timedelta(minutes=1)
"""How far machines' clocks may be apart."""


def lacking(store: Store, record: HeadRecord, mark: int) -> Sequence[int]:
    """Give the numbers of those moments of a record that its feed has not.

    Where too much has arrived since, those up to a mark are there.
    """
    if not record.moments:
        return ()
    main = main_reader(record)
    feed, shard = main.feed, shard_of(main, record.about)
    since = _first_since(store, feed, shard, record.moments[0].known_at - SKEW)
    pages = list(islice(_behind(store, feed, shard, since - 1), LOOKED_AT))
    told = set(_numbers(pages, record.about))
    if len(pages) == LOOKED_AT:
        told |= set(range(1, mark + 1))
    return [number for number in range(1, len(record.moments) + 1) if number not in told]


def _numbers(pages: Iterable[FeedPage], subject: str) -> Iterator[int]:
    for page in pages:
        for entry in page.entries:
            if entry.subject == subject:
                yield from entry.numbers


def _first_since(store: Store, feed: str, shard: int, at: datetime) -> int:
    """Give the number of the first page that is not older; pages stand in order and have no gap."""
    latest = last_pages(store, feed, shard)
    numbers = range(1, latest[0].number + 1) if latest else range(1, 1)

    def begun(number: int) -> datetime:
        # By a list: whoever reads a feed need not be allowed anything more.
        within, place = shard_key(feed, shard), page_place(number)
        return store.listed(FeedPage, within, since=place, limit=1).items[0].at

    return 1 + bisect_left(numbers, at, key=begun)


def _behind(store: Store, feed: str, shard: int, number: int) -> Iterator[FeedPage]:
    """Give all pages behind one. Nothing else that the stream loads reads whole lists."""
    place: str | None = page_place(number)
    while place is not None:
        page = store.listed(FeedPage, shard_key(feed, shard), after=place)
        yield from page.items
        place = page.next
