"""What a process remembers of the table: records that never change, and what to read at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple, TypeVar

from shared.adapters.layout.registry import place_of
from shared.domain.records import Record
from shared.ports import REMEMBERED_FOR, Page

R = TypeVar("R", bound=Record)

Read = Callable[[type[Record], str, str], Iterable[Record]]
"""Reads all records of a kind under a parent behind a place."""


LINES: Final = 10_000
"""How many ways upwards a process remembers."""


class _List(NamedTuple):
    """The records of a list in order; from `since` on there may be more."""

    records: Sequence[Record] = ()
    since: datetime | None = None

    def is_known(self, at: datetime) -> bool:
        """Tell whether that is soon enough; never by a clock that went back."""
        return self.since is not None and self.since <= at <= self.since + REMEMBERED_FOR


class Remembered:
    """The lists that were read, each with its records in order."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[tuple[type[Record], str], _List] = {}

    def page(self, kind: type[R], parent: str, after: str, limit: int) -> Page[R]:
        """Give a page of a list as it is now."""
        place = place_of(kind)
        known = self._read_on(kind, parent, None)
        behind = [each for each in known if place.suffix(parent, each.key) > after]
        return Page.of(behind[:limit], limit, lambda record: place.suffix(parent, record.key))

    def lately(self, kind: type[R], parent: str, at: datetime) -> Sequence[R]:
        """Give a whole list as it was when it was last read, which `REMEMBERED_FOR` bounds."""
        known = self._known.get((kind, parent), _List())
        if known.is_known(at):
            return _of_kind(kind, known)
        return self._read_on(kind, parent, at)

    def _read_on(self, kind: type[R], parent: str, at: datetime | None) -> Sequence[R]:
        """Read what came since; `at` is when this begins, if the business time was told."""
        before = self._known.get((kind, parent), _List())
        place = place_of(kind)
        last = place.suffix(parent, before.records[-1].key) if before.records else ""
        records = (*before.records, *self._read(kind, parent, last))
        known = _List(records, at or before.since)
        self._known[kind, parent] = known
        return _of_kind(kind, known)


def _of_kind(kind: type[R], known: _List) -> Sequence[R]:
    return [each for each in known.records if isinstance(each, kind)]


class Lines:
    """Who stood above whom when it was last read: whom to read at once, and nothing to rely on."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Record], str], Sequence[str]] = {}

    def above(self, kind: type[Record], first: str) -> Sequence[str]:
        """Give a record and those above it by their keys, as far as they were walked last time."""
        return self._known.get((kind, first), ())

    def keep(self, kind: type[Record], walked: Sequence[str]) -> None:
        """Remember a way; of more than `LINES`, the one that was not walked for longest goes."""
        if walked:
            self._known.pop((kind, walked[0]), None)
            self._known[kind, walked[0]] = tuple(dict.fromkeys(walked))
        if len(self._known) > LINES:
            self._known.pop(next(iter(self._known)), None)
