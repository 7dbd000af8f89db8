"""What a write of an item costs in a secondary index.

AWS: "Using Global Secondary Indexes in DynamoDB", write capacity units (GSI.html), read 2026-11-30.
A transaction doubles what the table costs and not what an index does: so measured on AWS by
paritysuite/dynamodb-conformance and nubo-db/dynoxide#188 (2026-08-14); AWS does not say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.meter.rules.item_size import Image, item_size
from infra.meter.rules.units import write_units


@dataclass(frozen=True)
class Index:
    """One index: the attributes that are its key, and what it holds; None: everything."""

    name: str
    key: tuple[str, ...]
    projected: frozenset[str] | None

    @classmethod
    def of(cls, declared: Mapping[str, Any], table_key: tuple[str, ...]) -> "Index":
        """The index that CloudFormation declares on a table with this key."""
        key = tuple(part["AttributeName"] for part in declared["KeySchema"])
        projection = declared["Projection"]
        if projection["ProjectionType"] == "ALL":
            return cls(declared["IndexName"], key, None)
        extra = projection.get("NonKeyAttributes", ())
        return cls(declared["IndexName"], key, frozenset({*table_key, *key, *extra}))

    def entry(self, image: Image) -> Image:
        """What the index holds of an item; nothing where the item lacks a part of the key."""
        if not set(self.key) <= set(image):
            return {}
        return {n: v for n, v in image.items() if self.projected is None or n in self.projected}

    def write_units(self, before: Image, after: Image) -> int:
        """A new place or a lost one is a write, another place two, another entry in place one."""
        old, new = self.entry(before), self.entry(after)
        if old == new:
            return 0
        if old and new and self._place(old) != self._place(new):
            return write_units(item_size(old), 0) + write_units(0, item_size(new))
        return write_units(item_size(old), item_size(new))

    def _place(self, entry: Image) -> list[Mapping[str, Any]]:
        return [entry[name] for name in self.key]
