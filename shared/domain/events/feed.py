"""A feed: what a reader is told, in the order of arrival, page after page in several shards.

A page names moments and holds none: whoever reads it is told them from the records themselves.
"""

import re
import zlib
from collections.abc import Sequence

from pydantic import AwareDatetime

from shared.domain.errors import Refused
from shared.domain.events.readers import Reader
from shared.domain.records import Record, Value

SHARDS = 8
"""Into how many lists a feed of many subjects is divided, so that none of them is hot."""

_CURSOR = re.compile(r"[0-9]{1,10}(\.[0-9]{1,10})*")


class Entry(Value):
    """Moments of a subject, by their numbers."""

    subject: str
    numbers: tuple[int, ...]


class FeedPage(Record):
    """What arrived at once: the `number`-th page of a shard, whose pages have no gap."""

    feed: str
    shard: int
    number: int
    at: AwareDatetime
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        """The page's place in its feed."""
        return f"{shard_key(self.feed, self.shard)}/{page_place(self.number)}"


class HandedOut(Record):
    """How many moments of a subject its readers' feeds have."""

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


def places_in(reader: Reader, cursor: str) -> list[int]:
    """Read the place in each shard that a cursor holds; without one, the beginning.

    Errors: invalid.
    """
    if not cursor:
        return [0] * shards_of(reader)
    places = [int(place) for place in cursor.split(".")] if _CURSOR.fullmatch(cursor) else []
    if len(places) != shards_of(reader):
        raise Refused("invalid", "no_next_of_an_answer")
    return places


def cursor_of(places: Sequence[int]) -> str:
    """Write a place in each shard as a cursor."""
    return ".".join(map(str, places))
