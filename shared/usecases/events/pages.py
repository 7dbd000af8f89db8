"""The pages of a feed: what arrives in it is a page behind the last one of its shard."""

from collections.abc import Iterable, Iterator, Sequence

from shared.domain.events.feed import Along, Entry, FeedPage, shard_key
from shared.domain.events.readers import BACK_OFFICE
from shared.ports import Ports, Store

AT_ONCE = 10
"""In how many of the last pages a repeat is looked for: they are read by one unit."""


def append(ports: Ports, feed: str, shard: int, entries: Sequence[Entry]) -> None:
    """Put a page behind the last one; of two at once, one finds its place taken: `Conflict`.

    What one of the last pages has is left out: a stream repeats itself at once. The back office
    reads a storefront's feed along: its own says so before the first such page.
    """
    latest = last_pages(ports.store, feed, shard, AT_ONCE)
    new = list(_without(entries, latest))
    if not new:
        return
    shared = feed.startswith("storefront:")
    if shared and not (latest and latest[0].shared):
        _announce(ports, Along(feed=feed, after=_number(latest)), shard)
    page = _behind(ports, latest, feed, shard)
    ports.store.commit([page.changed(entries=tuple(new), shared=shared)])


def last_pages(store: Store, feed: str, shard: int, limit: int = 1) -> Sequence[FeedPage]:
    """Give the last pages of a shard of a feed, the latest first."""
    within = shard_key(feed, shard)
    return store.listed(FeedPage, within, limit=limit, latest_first=True).items


def _without(entries: Iterable[Entry], pages: Iterable[FeedPage]) -> Iterator[Entry]:
    known = {
        (entry.subject, number)
        for page in pages
        for entry in page.entries
        for number in entry.numbers
    }
    for entry in entries:
        numbers = tuple(each for each in entry.numbers if (entry.subject, each) not in known)
        if numbers:
            yield entry.changed(numbers=numbers)


def _announce(ports: Ports, along: Along, shard: int) -> None:
    latest = last_pages(ports.store, BACK_OFFICE.feed, shard)
    page = _behind(ports, latest, BACK_OFFICE.feed, shard)
    ports.store.commit([page.changed(along=along)])


def _behind(ports: Ports, latest: Sequence[FeedPage], feed: str, shard: int) -> FeedPage:
    number = _number(latest) + 1
    return FeedPage(feed=feed, shard=shard, number=number, at=ports.clock.now(), entries=())


def _number(latest: Sequence[FeedPage]) -> int:
    return latest[0].number if latest else 0
