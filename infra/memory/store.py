"""The table in memory, laid out and guarded as the real one: for stories and tests."""

import sys
import threading
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from shared.adapters.layout.every_room import heads
from shared.adapters.layout.index import (
    all_due_parts,
    due_partition,
    due_parts,
    due_until,
    index_key,
    partition,
    read_due,
    stuck_parts,
    stuck_place,
)
from shared.adapters.layout.registry import item_of, key_at, place_of
from shared.adapters.place import ItemKey, Range
from shared.domain.moments import HeadRecord
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of, pointers_of_new
from shared.domain.orders.pending_pointers import pending_of
from shared.domain.records import AwaitingRecord, Pointer, Queue, Record
from shared.ports import PAGE, Conflict, Due, Page, Wanted

R = TypeVar("R", bound=Record)

Laid = Callable[[Record], Iterable[Pointer]]
"""Gives the pointers that are laid once a record was written."""


def laid_by_stream(record: Record) -> Iterable[Pointer]:
    """Give the pointers that the function behind the table's stream lays, or removes."""
    if isinstance(record, Order):
        yield from pointers_of_new(record)
        yield from pointers_of(record)
        yield from pending_of(record)


def nothing_laid(_: Record) -> Iterable[Pointer]:
    """Give none: somebody else follows the table."""
    return ()


class MemoryStore:
    """Records under the keys that the table would give them; a commit writes all or none.

    A store that lags shows what the index and the laid pointers say only once it has `caught_up`.
    """

    def __init__(self, laid: Laid = laid_by_stream, *, lags: bool = False) -> None:
        self._laid = laid
        self._lags = lags
        self._records: dict[ItemKey, Record] = {}
        self._sorted: dict[str, list[str]] = defaultdict(list)
        self._index: dict[str, list[tuple[str, ItemKey]]] = defaultdict(list)
        self._indexed: dict[ItemKey, ItemKey] = {}
        self._behind: list[Callable[[], None]] = []
        self._lock = threading.RLock()

    def all(self, kind: type[R]) -> list[R]:
        """Give all records of a kind, in the order of their first writing."""
        return [each for each in self._records.values() if isinstance(each, kind)]

    def caught_up(self) -> None:
        """Show what the index and the laid pointers say by now."""
        with self._lock:
            for show in self._behind:
                show()
            self._behind.clear()

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        record = self._records.get(item_of(kind, key))
        return record if isinstance(record, kind) else None

    def get_all(self, kind: type[R], keys: Iterable[str], *, exact: bool = False) -> Sequence[R]:
        """Load the records under different keys, in their order, without those not there."""
        found = (self.get(kind, key) for key in keys)
        return [record for record in found if record is not None]

    def upwards(self, kind: type[R], first: str, above: Callable[[R], str | None]) -> Iterator[R]:
        """Give a record, and on from each the one that it names above it."""
        key: str | None = first
        while key is not None and (found := self.get(kind, key)) is not None:
            yield found
            key = above(found)

    def together(self, wanted: Sequence[Wanted]) -> Mapping[Wanted, Record]:
        """Load records of any kinds, without those not there."""
        found = ((each, self.get(*each)) for each in wanted)
        return {each: record for each, record in found if record is not None}

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records over the versions read, or none. Errors: `Conflict`."""
        placed = [(item_of(type(record), record.key), record) for record in records]
        with self._lock:
            met = [record for item, record in placed if not self._is_as_read(item, record)]
            if met:
                raise Conflict(", ".join(record.key for record in met), met)
            for item, record in placed:
                self._write(item, record)

    def point(self, pointers: Iterable[Pointer]) -> None:
        """Put pointers, and remove those that are over; done again, it changes nothing."""
        with self._lock:
            for pointer in pointers:
                item = item_of(type(pointer), pointer.key)
                if pointer.is_over:
                    self._remove(item)
                else:
                    self._put(item, pointer)

    def listed(
        self,
        kind: type[R],
        parent: str,
        *,
        after: str = "",
        since: str = "",
        until: str | None = None,
        limit: int = PAGE,
        latest_first: bool = False,
    ) -> Page[R]:
        """Give a page of the records whose keys begin with a parent's."""
        place = place_of(kind)
        within = place.under(
            parent, after=after, since=since, until=until, latest_first=latest_first
        )
        keys = self._between(within, limit, latest_first=latest_first)
        found = (self._records[ItemKey(within.pk, key)] for key in keys)
        records = [record for record in found if isinstance(record, kind)]
        return Page.of(records, limit, lambda last: place.suffix(parent, last.key))

    def lately(self, kind: type[R], parent: str, at: datetime) -> Sequence[R]:
        """Give a whole list of what never changes, as it is now."""
        return self.listed(kind, parent, limit=sys.maxsize).items

    def waiting(
        self, queue: Queue[R], part: str = "", *, after: str = "", limit: int = PAGE
    ) -> Page[str]:
        """Give a page of the keys of records that wait in a part of a queue."""
        with self._lock:
            entries = self._index[partition(queue, part)]
            first = bisect_right(entries, after, key=lambda entry: entry[0])
            page = entries[first : first + limit]
        keys = [key_at(queue.kind, item) for _, item in page]
        return Page(keys, page[-1][0] if len(page) == limit else None)

    def due(self, until: datetime, within: Sequence[str] | None = None) -> Iterable[Due]:
        """Give what is due by an instant, earliest first."""
        parts = all_due_parts() if within is None else within
        found = self._due(due_until(until), parts)
        return sorted(found, key=lambda due: (due.due_at, due.key))

    def due_parts(self, kind: type[AwaitingRecord] | None = None) -> Sequence[str]:
        """Name the parts of the index of all that is due."""
        return due_parts(kind)

    def stuck(self, kind: type[AwaitingRecord], *, after: str = "", limit: int = PAGE) -> Page[str]:
        """Give a page of the keys of records that wait for what no time brings, in no order."""
        with self._lock:
            places = [(part, each) for part in stuck_parts(kind, after) for each in self._in(part)]
        page = places[:limit]
        keys = [read_due(place).key for _, place in page]
        return Page(keys, stuck_place(kind, *page[-1]) if len(page) == limit else None)

    def head_kind(self, called: str) -> type[HeadRecord]:
        """Give the kind that tells its life under a name. Errors: KeyError."""
        return heads()[called]

    def _in(self, part: Range) -> list[str]:
        entries = [place for place, _ in self._index.get(part.pk, [])]
        return entries[bisect_left(entries, part.first) : bisect_right(entries, part.last)]

    def _due(self, last: str, parts: Sequence[str]) -> Iterator[Due]:
        with self._lock:
            for part in parts:
                entries = self._index.get(due_partition(part), [])
                end = bisect_right(entries, last, key=lambda entry: entry[0])
                yield from (read_due(place) for place, _ in entries[:end])

    def _between(self, within: Range, limit: int, *, latest_first: bool) -> Sequence[str]:
        with self._lock:
            keys = self._sorted[within.pk]
            found = keys[bisect_left(keys, within.first) : bisect_right(keys, within.last)]
        return found[::-1][:limit] if latest_first else found[:limit]

    def _is_as_read(self, item: ItemKey, record: Record) -> bool:
        stored = self._records.get(item)
        return isinstance(record, Pointer) or record.version == (stored.version if stored else 0)

    def _write(self, item: ItemKey, record: Record) -> None:
        if isinstance(record, Pointer):
            self._put(item, record)
            return
        if record.is_over:
            self._remove(item)
            return
        written = record.changed(version=record.version + 1)
        self._put(item, written)
        if not record.version:
            self.point(written.pointers)
        self._show(lambda: self._enter(item, index_key(written)))
        self._show(lambda: self.point(self._laid(written)))

    def _show(self, change: Callable[[], None]) -> None:
        if self._lags:
            self._behind.append(change)
        else:
            change()

    def _remove(self, item: ItemKey) -> None:
        if self._records.pop(item, None) is not None:
            self._sorted[item.pk].remove(item.sk)

    def _put(self, item: ItemKey, record: Record) -> None:
        if item not in self._records:
            insort(self._sorted[item.pk], item.sk)
        self._records[item] = record

    def _enter(self, item: ItemKey, key: ItemKey | None) -> None:
        """Let an item stand at a place in the index, and no longer where it stood before."""
        before = self._indexed.pop(item, None)
        if before is not None:
            self._index[before.pk].remove((before.sk, item))
        if key is not None:
            insort(self._index[key.pk], (key.sk, item))
            self._indexed[item] = key
