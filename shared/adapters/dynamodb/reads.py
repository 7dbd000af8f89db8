"""Questions to the table, page by page: the range of a partition, and many items by their keys."""

import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from shared.adapters.dynamodb.items import Item, key_in, primary_key
from shared.adapters.place import ItemKey, Range

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INDEX = "due"
BATCH = 100
DUE_PAGE = 250
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 1.0


class TableReader:
    """One table and its index, read as far as the answers are consumed."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._query = client.get_paginator("query")

    def item(self, key: ItemKey) -> Item | None:
        """The item under a key as it is now, or None."""
        answer = self._client.get_item(
            TableName=self._table, Key=primary_key(key), ConsistentRead=True
        )
        return answer.get("Item")

    def range(
        self, within: Range, limit: int, *, consistent: bool, latest_first: bool = False
    ) -> Iterator[Item]:
        """Up to `limit` items of a part of a partition, in its order or the other way round."""
        pages = self._query.paginate(
            TableName=self._table,
            KeyConditionExpression="PK = :partition AND SK BETWEEN :first AND :last",
            ExpressionAttributeValues=_texts(
                {":partition": within.pk, ":first": within.first, ":last": within.last}
            ),
            ConsistentRead=consistent,
            ScanIndexForward=not latest_first,
            PaginationConfig={"MaxItems": limit, "PageSize": limit},
        )
        return (item for page in pages for item in page["Items"])

    def index_until(self, partition: str, last: str) -> Iterator[Item]:
        """The entries of an index partition up to a sort key, eventually consistent."""
        pages = self._query.paginate(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="gpk = :partition AND gsk <= :last",
            ExpressionAttributeValues=_texts({":partition": partition, ":last": last}),
            # Whoever wants but the first is not to pay for a megabyte of them.
            PaginationConfig={"PageSize": DUE_PAGE},
        )
        return (item for page in pages for item in page["Items"])

    def index_within(self, part: Range, limit: int) -> Iterator[Item]:
        """Up to `limit` entries of a part of an index partition, eventually consistent."""
        pages = self._query.paginate(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="gpk = :partition AND gsk BETWEEN :first AND :last",
            ExpressionAttributeValues=_texts(
                {":partition": part.pk, ":first": part.first, ":last": part.last}
            ),
            PaginationConfig={"MaxItems": limit, "PageSize": limit},
        )
        return (item for page in pages for item in page["Items"])

    def index_behind(self, partition: str, place: str, limit: int) -> Iterator[Item]:
        """Up to `limit` entries of an index partition behind a place, eventually consistent."""
        pages = self._query.paginate(
            TableName=self._table,
            IndexName=INDEX,
            KeyConditionExpression="gpk = :partition AND gsk > :place",
            ExpressionAttributeValues=_texts({":partition": partition, ":place": place or " "}),
            PaginationConfig={"MaxItems": limit, "PageSize": limit},
        )
        return (item for page in pages for item in page["Items"])

    def items(self, keys: Iterable[ItemKey], *, consistent: bool = False) -> Iterator[Item]:
        """The items under distinct keys, in the keys' order, without those that are not there."""
        waiting = iter(keys)
        while batch := list(islice(waiting, BATCH)):
            found = {key_in(item): item for item in self._batch(batch, consistent=consistent)}
            yield from (found[key] for key in batch if key in found)

    def _batch(self, keys: Sequence[ItemKey], *, consistent: bool) -> Iterator[Item]:
        wanted = {"Keys": [primary_key(key) for key in keys], "ConsistentRead": consistent}
        asked: Item = {self._table: wanted}
        longest = FIRST_PAUSE
        while asked:
            answer = self._client.batch_get_item(RequestItems=asked)
            yield from answer["Responses"].get(self._table, ())
            asked = dict(answer.get("UnprocessedKeys", {}))
            if asked:
                # The table is short of capacity: readers that come back in step keep it so.
                time.sleep(random.uniform(0, longest))  # noqa: S311
                longest = min(LONGEST_PAUSE, 2 * longest)


def _texts(values: Mapping[str, str]) -> Item:
    return {name: {"S": value} for name, value in values.items()}
