"""A table in memory whose transactions take time, and conflict as DynamoDB's do.

While a transaction is in flight, another write of one of its items is refused: a transaction whole,
with the items named, as is a single write. Reads see what was there before. What a refused write
used is counted as the meter counts it: like one that was taken.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from infra.memory.store import MemoryStore, nothing_laid
from infra.meter.rules.item_size import item_size
from infra.meter.rules.units import TRANSACTIONAL, write_units
from shared.adapters.dynamodb.items import write_item
from shared.adapters.layout.registry import item_of
from shared.adapters.place import ItemKey
from shared.domain.records import Record
from shared.ports import Conflict

R = TypeVar("R", bound=Record)


@dataclass
class Used:
    """How many writes there were, and the units of the table that they used."""

    writes: int = 0
    units: int = 0

    def count(self, units: int) -> None:
        """Add one write."""
        self.writes += 1
        self.units += units


class ContendedStore(MemoryStore):
    """A memory store that many threads use: `flight` is how long a transaction is under way."""

    def __init__(self, flight_seconds: float, read_seconds: float) -> None:
        super().__init__(nothing_laid)
        self._flight, self._read = flight_seconds, read_seconds
        self._under_way: set[ItemKey] = set()
        self._table = threading.Lock()
        self._waits = False
        self.taken, self.refused = Used(), Used()

    @contextmanager
    def slow(self) -> Iterator[None]:
        """Let transactions and reads take their time meanwhile."""
        self._waits = True
        yield
        self._waits = False

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record as it was last committed, or None."""
        self._wait(self._read)
        return super().get(kind, key)

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records or none, in a flight; or at once, where it is one alone."""
        records = list(records)
        places = [item_of(type(record), record.key) for record in records]
        units = _units(records)
        self._take_off(records, places, units)
        if len(records) > 1:
            self._wait(self._flight)
        super().commit(records)
        with self._table:
            self._under_way.difference_update(places)
            self.taken.count(units)

    def _take_off(self, records: Sequence[Record], places: Sequence[ItemKey], units: int) -> None:
        """Refuse what is in flight already, and what is not as it was read."""
        with self._table:
            together = zip(places, records, strict=True)
            met = [each for place, each in together if not self._is_free(place, each)]
            if met:
                self.refused.count(units)
                raise Conflict(", ".join(each.key for each in met), met)
            self._under_way.update(places)

    def _is_free(self, place: ItemKey, record: Record) -> bool:
        return place not in self._under_way and self._is_as_read(place, record)

    def _wait(self, seconds: float) -> None:
        if self._waits:
            time.sleep(seconds)


def _units(records: Sequence[Record]) -> int:
    """Give what a commit uses of the table: twice as much in a transaction."""
    factor = TRANSACTIONAL if len(records) > 1 else 1
    return factor * sum(write_units(0, item_size(write_item(record))) for record in records)
