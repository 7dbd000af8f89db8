"""By which things are found by the local day on which they began, shard by shard."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from shared.domain.records import Pointer
from shared.domain.times import iso_utc, local_day

DAY_SHARDS = 4
"""Into how many lists a day is divided, so that none of them is hot; a page reads all of them."""


class OnDay(Pointer):
    """A pointer to what began at an instant of a local day; the last field names it."""

    day: str
    shard: str
    began_at: str

    @classmethod
    def leading(cls, at: datetime, target: str, **under: str) -> Self:
        """Give the pointer to what began at an instant, below what stands before the day."""
        day, shard, began_at = local_day(at).isoformat(), day_shard(target), iso_utc(at)
        last = {cls.parts()[-1]: target}
        return cls.model_validate(
            {"day": day, "shard": shard, "began_at": began_at, **last, **under}
        )


class Span(NamedTuple):
    """From an instant to another, both included."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Tell whether an instant lies in it."""
        return self.since <= at <= self.until

    def latest_first(self, begin: date) -> Iterator[date]:
        """Give its local days from one on, back to the first."""
        begin = min(begin, local_day(self.until))
        return (begin - timedelta(days=n) for n in range((begin - local_day(self.since)).days + 1))


def day_shard(target: str) -> str:
    """Give the shard of a day that something stands in."""
    return str(zlib.crc32(target.encode()) % DAY_SHARDS)
