"""Feeds as they stand in the table."""

from shared.domain.events.feed import Along, Entry, FeedPage, Followed, HandedOut
from tests.unit.adapters.samples import at


def feed_page(number: int = 1, feed: str = "payee:A", shard: int = 0) -> FeedPage:
    entry = Entry(subject="order/ORDERA", numbers=(1, 2))
    return FeedPage(feed=feed, shard=shard, number=number, at=at(number), entries=(entry,))


EXAMPLES = (
    feed_page(),
    feed_page(2, "storefront:shop").changed(shared=True),
    feed_page(3, "back_office:").changed(entries=(), along=Along(feed="storefront:shop", after=1)),
    Followed(feed="payee:A", place="2026-03-08T09:00:00Z/ORDERA"),
    HandedOut(subject="order/ORDERA", count=3),
)
