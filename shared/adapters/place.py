"""Where a kind of record stands in the table: its key as a partition and a sort key, and back."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from shared.domain.records import Record


class ItemKey(NamedTuple):
    """An item's primary key."""

    pk: str
    sk: str


class Range(NamedTuple):
    """A part of a partition: from one sort key to another, both included."""

    pk: str
    first: str
    last: str


@dataclass(frozen=True)
class Place:
    """The place of a kind: `pk` and `sk` name the parts of its key by their numbers.

    `bare` is the sort key of a record that has all parts but the last; no list has it. `due` is the
    kind's name in the index of all that is due, in which it has as many parts `apart` from other
    kinds. Of a `remembered` kind, whose records never change once written, a store reads each but
    once. A list of a kind that is not `exact` may miss what has just come.
    """

    kind: type[Record]
    pk: str
    sk: str
    bare: str | None = None
    due: str | None = None
    apart: int = 0
    remembered: bool = False
    exact: bool = True

    def of(self, key: str) -> ItemKey:
        """Give the item that holds a record."""
        parts = key.split("/", maxsplit=self._parts - 1)
        if self.bare is not None and len(parts) < self._parts:
            return ItemKey(self.pk.format(*parts), self.bare)
        return ItemKey(self.pk.format(*parts), self.sk.format(*parts))

    def key_of(self, item: ItemKey) -> str | None:
        """Give the key of the record that an item holds; None for an item of another kind."""
        if item.sk == self.bare:
            found = self._pk_pattern.fullmatch(item.pk)
            return "/".join(found.groups()) if found else None
        found = self._pattern.fullmatch("\n".join(item))
        return "/".join(found.groups()) if found else None

    def under(
        self,
        parent: str,
        *,
        after: str = "",
        since: str = "",
        until: str | None = None,
        latest_first: bool = False,
    ) -> Range:
        """Give where the records stand whose keys begin with a parent's.

        `after`, `since` and `until` are what follows in their keys: on from the first (back from
        it, the latest first), not before the second, not behind all that begins with the third.
        """
        parts = parent.split("/", maxsplit=self._parts - 1)
        begin = self._begin(parts)
        rest = self._parts - len(parts)
        place = begin + _spelt(after, rest)
        first = begin + _spelt(since, rest)
        last = _next(begin) if until is None else f"{begin}{_spelt(until, rest)}$"
        if after and latest_first:
            last = _before(place)
        elif after:
            first = max(first, _behind(place))
        return Range(self.pk.format(*parts), first, last)

    def suffix(self, parent: str, key: str) -> str:
        """Give what follows a parent's key in a record's."""
        return key.removeprefix(f"{parent}/")

    def _begin(self, parts: list[str]) -> str:
        """Give how the sort keys of all begin whose keys begin with these parts."""
        upto = self.sk.index(f"{{{len(parts)}}}")
        return self.sk[:upto].format(*parts)

    @cached_property
    def _parts(self) -> int:
        return self.pk.count("{") + self.sk.count("{")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("\n".join((_reading(self.pk), _reading(self.sk))))

    @cached_property
    def _pk_pattern(self) -> re.Pattern[str]:
        return re.compile(_reading(self.pk))


def _spelt(suffix: str, parts: int) -> str:
    """Spell the end of a key as sort keys do."""
    return "#".join(suffix.split("/", maxsplit=parts - 1))


def _behind(key: str) -> str:
    # The least text behind a key: no id holds anything that sorts before a space.
    return f"{key} "


def _before(key: str) -> str:
    # The greatest text before a key that anything may have: what differs in its last character.
    return f"{key[:-1]}{chr(ord(key[-1]) - 1)}~"


def _next(begin: str) -> str:
    """Give the least text behind all that begins so."""
    return begin[:-1] + chr(ord(begin[-1]) + 1)


def _reading(template: str) -> str:
    """Give a pattern that reads the parts back; only the last of a key may hold a number sign."""
    *parts, last = re.split(r"\{\d\}", template)
    return "([^#\n]*)".join(map(re.escape, parts)) + ("([^\n]*)" if parts else "") + re.escape(last)
