"""The items of each secondary index by hash key, so that a Query need not read whole tables."""

from __future__ import annotations

from collections import defaultdict

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import SecondaryIndex, Table

Items = dict[DynamoType, dict[DynamoType, Item] | Item]
_Bucket = dict[tuple[DynamoType, DynamoType | None], Item]


class SecondaryIndexes:
    """Follows every committed change; holds what each index projects, as DynamoDB does."""

    def __init__(self) -> None:
        self._buckets: defaultdict[tuple[str, str, DynamoType], _Bucket] = defaultdict(dict)

    def change(self, table: Table, old: Item | None, new: Item | None) -> None:
        """Take the old image out and put the new image in."""
        for index in table.all_indexes():
            hash_attribute = index.schema[0]["AttributeName"]
            if old is not None and hash_attribute in old.attrs:
                bucket = self._buckets[table.name, index.name, old.attrs[hash_attribute]]
                bucket.pop((old.hash_key, old.range_key), None)
            if new is not None and hash_attribute in new.attrs:
                bucket = self._buckets[table.name, index.name, new.attrs[hash_attribute]]
                bucket[new.hash_key, new.range_key] = _projected(index, new)

    def items(self, table: Table, index: str, value: DynamoType) -> Items:
        """The items under one hash key of the index, in the shape of a table's items."""
        found: Items = {}
        for (hash_key, range_key), item in self._buckets[table.name, index, value].items():
            if range_key is None:
                found[hash_key] = item
            else:
                ranges = found.setdefault(hash_key, {})
                assert isinstance(ranges, dict)
                ranges[range_key] = item
        return found


def projected_names(index: SecondaryIndex) -> set[str]:
    """The attributes that an index without projection ALL holds."""
    extra = (index.projection or {}).get("NonKeyAttributes", ())
    return {*index.table_key_attrs, *index.schema_key_attrs, *extra}


def _projected(index: SecondaryIndex, item: Item) -> Item:
    projection = index.projection or {}
    if projection.get("ProjectionType", "ALL") == "ALL":
        return item
    names = projected_names(index)
    slim = Item(item.hash_key, item.range_key, {})
    slim.attrs.update({name: item.attrs[name] for name in names if name in item.attrs})
    return slim
