"""A feed: what a reader is told, in the order of arrival, page after page in several shards.

A page names moments and holds none: whoever reads it is told them from the records themselves.
"""

import zlib

from pydantic import AwareDatetime

from shared.domain.events.readers import Reader
from shared.domain.records import Record, Value

SHARDS = 8
"""Into how many lists a feed of many subjects is divided, so that none of them is hot."""


class Entry(Value):
    """Moments of a subject, by their numbers."""

    subject: str
    numbers: tuple[int, ...]


class Along(Value):
    """Another feed whose same shard is read along from here on, behind its page `after`."""

    feed: str
    after: int


class FeedPage(Record):
    """What arrived at once: the `number`-th page of a shard, whose pages have no gap.

    A `shared` page is read by the back office, too, whose own feed names the other with a page that
    says `along`.
    """

    feed: str
    shard: int
    number: int
    at: AwareDatetime
    entries: tuple[Entry, ...]
    shared: bool = False
    along: Along | None = None

    @property
    def key(self) -> str:
        """The page's place in its feed."""
        return f"{shard_key(self.feed, self.shard)}/{page_place(self.number)}"


class Followed(Record):
    """That a payee reads his feed: from then on it has what orders move for him, as it happens.

    What they moved before follows in the order of his orders: `place` is where that has come to,
    None once all is told.
    """

    feed: str
    place: str | None = ""

    @property
    def key(self) -> str:
        """The feed."""
        return self.feed


class HandedOut(Record):
    """How many moments of a subject its readers' feeds have, where that had to be kept.

    The stream says it of what it brings; who hands out again, or what may come again, needs it.
    """

    subject: str
    count: int = 0

    @property
    def key(self) -> str:
        """The subject."""
        return self.subject


def shards_of(reader: Reader) -> int:
    """Give how many shards a reader's feed has; a payee is told little."""
    return 1 if reader.kind == "payee" else SHARDS


def shard_of(reader: Reader, subject: str) -> int:
    """Give the shard of a reader's feed that all about a subject arrives in."""
    return zlib.crc32(subject.encode()) % shards_of(reader)


def shard_key(feed: str, shard: int) -> str:
    """Give the key that all pages of a shard stand under."""
    return f"{feed}/{shard}"


def first_page_keys(reader: Reader) -> list[str]:
    """Give the key of the first page of each shard of a reader's feed."""
    shards = range(shards_of(reader))
    return [f"{shard_key(reader.feed, shard)}/{page_place(1)}" for shard in shards]


def page_place(number: int) -> str:
    """Give a page's place in its shard; that of 0 is before the first."""
    return f"{number:010d}"
