"""The tables of a stack, and every item as it is now, followed by the log of changes."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infra.local.table.change_log import Change, ChangeLog
from infra.local.template import Template
from infra.meter.rules.index import Index
from infra.meter.rules.item_size import Image

NOTHING: Image = {}
_MANY = 10_000


@dataclass(frozen=True)
class Table:
    """A table's key and its indexes."""

    name: str
    key: tuple[str, ...]
    indexes: tuple[Index, ...]

    @classmethod
    def of(cls, name: str, declared: Mapping[str, Any]) -> "Table":
        """The table that CloudFormation declares."""
        key = tuple(part["AttributeName"] for part in declared["KeySchema"])
        indexes = declared.get("GlobalSecondaryIndexes", ())
        return cls(name, key, tuple(Index.of(each, key) for each in indexes))

    def place(self, attributes: Image) -> str:
        """Where an item stands, by its key or by all its attributes."""
        return f"{self.name} {place_of(self, attributes)}"


def place_of(table: Table, attributes: Image) -> str:
    """An item's key in words: partition, then place in it."""
    return "  ".join(str(next(iter(attributes[name].values()))) for name in table.key)


def declared_tables(template: Template) -> dict[str, Table]:
    """A stack's tables by their names."""
    found = template.resources("AWS::DynamoDB::Table")
    return {each.name: Table.of(each.name, each.properties) for each in found}


class Images:
    """Every item as it is now; each thread learns what it has changed itself."""

    def __init__(self, tables: Mapping[str, Table], log: ChangeLog) -> None:
        self._tables = tables
        self._log = log
        self._now: dict[str, Image] = {}
        self._seen = 0
        self._own = threading.local()
        log.listen(self._written)

    def now(self, table: Table, key: Image) -> Image:
        """The item under a key; nothing where there is none."""
        return self._now.get(table.place(key), NOTHING)

    def watch(self) -> None:
        """Forget what this thread has changed so far."""
        self._own.before = {}

    def before(self, table: Table, key: Image) -> Image:
        """The item under a key as it was when this thread began to watch."""
        changed: dict[str, Image] = self._own.before
        return changed.get(table.place(key), self.now(table, key))

    def _written(self, _: int) -> None:
        changes: Sequence[Change] = self._log.after(self._seen, _MANY)
        for change in changes:
            self._change(change)
            self._seen = change.seq

    def _change(self, change: Change) -> None:
        place = self._tables[change.table].place(change.key)
        before: dict[str, Image] = self._own.__dict__.setdefault("before", {})
        before.setdefault(place, change.old or NOTHING)
        self._now[place] = change.new or NOTHING
