"""What arrives in a feed is a page behind the last one of its shard."""

from collections.abc import Sequence

from shared.domain.events.feed import Along, Entry, FeedPage, shard_key
from shared.domain.events.readers import BACK_OFFICE
from shared.ports import Ports, Store


def arrive(ports: Ports, feed: str, shard: int, entries: Sequence[Entry]) -> None:
    """Put a page behind the last one; of two at once, one finds its place taken: `Conflict`.

    The back office reads a storefront's feed along: its own says so before the first such page.
    """
    latest = last_page(ports.store, feed, shard)
    number = latest.number if latest else 0
    shared = feed.startswith("storefront:")
    if shared and not (latest and latest.shared):
        _announce(ports, Along(feed=feed, after=number), shard)
    page = FeedPage(
        feed=feed,
        shard=shard,
        number=number + 1,
        at=ports.clock.now(),
        entries=tuple(entries),
        shared=shared,
    )
    ports.store.commit([page])


def last_page(store: Store, feed: str, shard: int) -> FeedPage | None:
    """Give the last page of a shard of a feed."""
    latest = store.listed(FeedPage, shard_key(feed, shard), limit=1, latest_first=True)
    return next(iter(latest.items), None)


def _announce(ports: Ports, along: Along, shard: int) -> None:
    latest = last_page(ports.store, BACK_OFFICE.feed, shard)
    page = FeedPage(
        feed=BACK_OFFICE.feed,
        shard=shard,
        number=latest.number + 1 if latest else 1,
        at=ports.clock.now(),
        entries=(),
        along=along,
    )
    ports.store.commit([page])
