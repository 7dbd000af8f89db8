"""The table: the Store port over one DynamoDB table and its one index."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from shared.adapters.aws.client import AwsClient
from shared.adapters.dynamodb import writes
from shared.adapters.dynamodb.as_read import AsRead
from shared.adapters.dynamodb.items import key_in, pointer_item, primary_key, read_item
from shared.adapters.dynamodb.reads import TableReader
from shared.adapters.dynamodb.remembered import Lines, Remembered
from shared.adapters.layout.every_room import heads
from shared.adapters.layout.index import (
    all_due_parts,
    due_partition,
    due_parts,
    due_until,
    partition,
    read_due,
    stuck_parts,
    stuck_place,
)
from shared.adapters.layout.registry import item_of, key_at, place_of
from shared.domain.moments import HeadRecord
from shared.domain.records import AwaitingRecord, Pointer, Queue, Record
from shared.ports import PAGE, Due, Page, Wanted

R = TypeVar("R", bound=Record)


class DynamoStore:
    """Records in one table; of kinds that never change, what was read is remembered."""

    def __init__(self, client: AwsClient, table_name: str) -> None:
        self._client = client
        self._table = table_name
        self._reader = TableReader(client, table_name)
        self._remembered = Remembered(self._read)
        self._lines = Lines()
        self._as_read = AsRead()

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record as it is now, or None."""
        item = self._reader.item(item_of(kind, key))
        return self._as_read.read(kind, item) if item else None

    def get_all(self, kind: type[R], keys: Iterable[str], *, exact: bool = False) -> Sequence[R]:
        """Load the records under different keys, in their order, without those not there."""
        items = self._reader.items((item_of(kind, key) for key in keys), consistent=exact)
        return [self._as_read.read(kind, item) for item in items]

    def upwards(self, kind: type[R], first: str, above: Callable[[R], str | None]) -> Iterator[R]:
        """Give a record, and on from each the one above it; those above it last time, at once."""
        found = self.together([(kind, key) for key in self._lines.above(kind, first)])
        walked: list[str] = []
        key: str | None = first
        try:
            while key is not None:
                record = found.get((kind, key)) or self.get(kind, key)
                if not isinstance(record, kind):
                    return
                walked.append(key)
                yield record
                key = above(record)
        finally:
            self._lines.keep(kind, walked)

    def together(self, wanted: Sequence[Wanted]) -> Mapping[Wanted, Record]:
        """Load records of any kinds at once as they are now, without those not there."""
        places = {item_of(kind, key): (kind, key) for kind, key in wanted}
        items = self._reader.items(places, consistent=True)
        found = ((places[key_in(item)], item) for item in items)
        return {each: self._as_read.read(each[0], item) for each, item in found}

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records over the versions read, or none.

        Errors: `Conflict`, `CommitTooLarge`; invalid for a record that fits into no item.
        """
        writes.commit(self._client, self._table, records, self._as_read.is_quiet)

    def point(self, pointers: Iterable[Pointer]) -> None:
        """Put each pointer, or remove it; what is true, no condition but whoever lays it knows."""
        for pointer in pointers:
            if pointer.is_over:
                place = primary_key(item_of(type(pointer), pointer.key))
                self._client.call("DeleteItem", {"TableName": self._table, "Key": place})
            else:
                item = pointer_item(pointer)
                self._client.call("PutItem", {"TableName": self._table, "Item": item})

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
        if place.remembered and not (since or until or latest_first):
            return self._remembered.page(kind, parent, after, limit)
        within = place.under(
            parent, after=after, since=since, until=until, latest_first=latest_first
        )
        items = self._reader.range(within, limit, consistent=place.exact, latest_first=latest_first)
        records = [read_item(kind, item) for item in items]
        return Page.of(records, limit, lambda last: place.suffix(parent, last.key))

    def lately(self, kind: type[R], parent: str, at: datetime) -> Sequence[R]:
        """Give a whole list of what never changes, read again once it is not known for sure."""
        return self._remembered.lately(kind, parent, at)

    def waiting(
        self, queue: Queue[R], part: str = "", *, after: str = "", limit: int = PAGE
    ) -> Page[str]:
        """Give a page of the keys of records that wait in a part of a queue."""
        entries = list(self._reader.index_behind(partition(queue, part), after, limit))
        keys = [key_at(queue.kind, key_in(entry)) for entry in entries]
        return Page(keys, entries[-1]["gsk"]["S"] if len(entries) == limit else None)

    def due(self, until: datetime, within: Sequence[str] | None = None) -> Iterable[Due]:
        """Give what is due by an instant, earliest first, as far as it is read."""
        parts = all_due_parts() if within is None else within
        found = [self._due_in(part, until) for part in parts]
        return heapq.merge(*found, key=lambda due: due.due_at)

    def due_parts(self, kind: type[AwaitingRecord] | None = None) -> Sequence[str]:
        """Name the parts of the index of all that is due."""
        return due_parts(kind)

    def stuck(self, kind: type[AwaitingRecord], *, after: str = "", limit: int = PAGE) -> Page[str]:
        """Give a page of the keys of records that wait for what no time brings, in no order."""
        found: list[str] = []
        for part in stuck_parts(kind, after):
            found += (
                entry["gsk"]["S"] for entry in self._reader.index_within(part, limit - len(found))
            )
            if len(found) == limit:
                return Page(
                    [read_due(each).key for each in found], stuck_place(kind, part, found[-1])
                )
        return Page([read_due(each).key for each in found], None)

    def head_kind(self, called: str) -> type[HeadRecord]:
        """Give the kind that tells its life under a name. Errors: KeyError."""
        return heads()[called]

    def _due_in(self, part: str, until: datetime) -> Iterator[Due]:
        entries = self._reader.index_until(due_partition(part), due_until(until))
        return (read_due(entry["gsk"]["S"]) for entry in entries)

    def _read(self, kind: type[Record], parent: str, after: str) -> Iterator[Record]:
        """Read all that follows in a list, page by page."""
        place, more = place_of(kind), True
        while more:
            within = place.under(parent, after=after)
            items = list(self._reader.range(within, PAGE, consistent=True))
            records = [read_item(kind, item) for item in items]
            yield from records
            more = len(records) == PAGE
            after = place.suffix(parent, records[-1].key) if records else after
