"""Records that never change once they are written: read once, then only what came since."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from shared.adapters.layout.registry import place_of
from shared.domain.records import Record
from shared.ports import Page

R = TypeVar("R", bound=Record)

Read = Callable[[type[Record], str, str], Iterable[Record]]
"""Reads all records of a kind under a parent behind a place."""


class Remembered:
    """The lists that were read, each with its records in order."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[tuple[type[Record], str], list[Record]] = {}

    def page(self, kind: type[R], parent: str, after: str, limit: int) -> Page[R]:
        """Give a page of a list as it is now."""
        place = place_of(kind)
        known = self._known.get((kind, parent), [])
        last = place.suffix(parent, known[-1].key) if known else ""
        known = [*known, *self._read(kind, parent, last)]
        self._known[kind, parent] = known
        behind = [
            each
            for each in known
            if isinstance(each, kind) and place.suffix(parent, each.key) > after
        ]
        return Page.of(behind[:limit], limit, lambda record: place.suffix(parent, record.key))
