"""A reader's place in his feed: the last page that he has read of each shard.

The back office reads feeds of storefronts along with its own: their places follow behind its own.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from shared.domain.errors import Refused
from shared.domain.events.feed import SHARDS, shards_of
from shared.domain.events.readers import BACK_OFFICE, Reader

Shelf = tuple[str, int]
"""A shard of a feed, by the feed's name."""

Places = Mapping[Shelf, int]
"""The last page that was read of each shelf; 0 is before the first."""

_OWN = re.compile(r"[0-9]{1,10}(\.[0-9]{1,10})*")
_ALONG = re.compile(r"(storefront:[^=;]+)=([0-9]{0,10}(?:\.[0-9]{0,10})*)")


def places_in(reader: Reader, cursor: str) -> dict[Shelf, int]:
    """Read the places that a cursor holds; without one, the beginning. Errors: invalid."""
    shards = shards_of(reader)
    own, *others = (cursor or ".".join("0" * shards)).split(";")
    if not _OWN.fullmatch(own) or own.count(".") != shards - 1:
        raise Refused("invalid", "no_next_of_an_answer")
    places = {(reader.feed, shard): int(place) for shard, place in enumerate(own.split("."))}
    for other in others:
        places |= _along(reader, other)
    return places


def cursor_of(reader: Reader, places: Places) -> str:
    """Write a reader's places as a cursor."""
    own = ".".join(str(places[reader.feed, shard]) for shard in range(shards_of(reader)))
    return ";".join([own, *_others(reader, places)])


def _along(reader: Reader, text: str) -> dict[Shelf, int]:
    found = _ALONG.fullmatch(text)
    if found is None or reader != BACK_OFFICE or found[2].count(".") != SHARDS - 1:
        raise Refused("invalid", "no_next_of_an_answer")
    places = enumerate(found[2].split("."))
    return {(found[1], shard): int(place) for shard, place in places if place}


def _others(reader: Reader, places: Places) -> Iterator[str]:
    """Write the places in each feed that is read along; a shard that is not is empty."""
    shelves = sorted(shelf for shelf in places if shelf[0] != reader.feed)
    for feed, _ in groupby(shelves, key=lambda shelf: shelf[0]):
        known = (str(places.get((feed, shard), "")) for shard in range(SHARDS))
        yield f"{feed}={'.'.join(known)}"
