"""Feeds as they stand in the table."""

from shared.domain.events.feed import Entry, FeedPage, HandedOut
from tests.unit.adapters.samples import at


def feed_page(number: int = 1, feed: str = "payee:A", shard: int = 0) -> FeedPage:
    entry = Entry(subject="order/ORDERA", numbers=(1, 2))
    return FeedPage(feed=feed, shard=shard, number=number, at=at(number), entries=(entry,))


EXAMPLES = (
    feed_page(),
    HandedOut(subject="order/ORDERA", count=3),
)
