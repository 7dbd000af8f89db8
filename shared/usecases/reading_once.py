"""What one decision reads: each record once, and what is known beforehand to be read, at once."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from shared.domain.records import Record
from shared.ports import Store, Wanted

R = TypeVar("R", bound=Record)


class ReadOnce:
    """A lookup that remembers, for as long as one attempt lasts; what it gives was there then."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[Wanted, Record | None] = {}

    def read(self, *wanted: Wanted) -> None:
        """Read in one question what is going to be asked for."""
        new = [each for each in dict.fromkeys(wanted) if each not in self._read]
        found = self._store.together(new) if new else {}
        self._read.update({each: found.get(each) for each in new})

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        if (kind, key) not in self._read:
            self._read[kind, key] = self._store.get(kind, key)
        record = self._read[kind, key]
        return record if isinstance(record, kind) else None

    def upwards(self, kind: type[R], first: str, above: Callable[[R], str | None]) -> Iterator[R]:
        """Give a record, and on from each the one above it; ends before one that is not there."""
        key: str | None = first
        while key is not None and (kind, key) in self._read:
            known = self.get(kind, key)
            if known is None:
                return
            yield known
            key = above(known)
        if key is not None:
            for record in self._store.upwards(kind, key, above):
                self._read[kind, record.key] = record
                yield record
