"""Questions to the table, page by page: the range of a partition, and many items by their keys."""

import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from shared.adapters.aws.client import AwsClient
from shared.adapters.dynamodb.items import Item, key_in, primary_key
from shared.adapters.place import ItemKey, Range

INDEX = "due"
BATCH = 100
DUE_PAGE = 250
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 1.0


class TableReader:
    """One table and its index, read as far as the answers are consumed."""

    def __init__(self, client: AwsClient, table: str) -> None:
        self._client = client
        self._table = table

    def item(self, key: ItemKey) -> Item | None:
        """The item under a key as it is now, or None."""
        asked = {"TableName": self._table, "Key": primary_key(key), "ConsistentRead": True}
        return self._client.call("GetItem", asked).get("Item")

    def range(
        self, within: Range, limit: int, *, consistent: bool, latest_first: bool = False
    ) -> Iterator[Item]:
        """Up to `limit` items of a part of a partition, in its order or the other way round."""
        asked = {
            "KeyConditionExpression": "PK = :partition AND SK BETWEEN :first AND :last",
            "ExpressionAttributeValues": _texts(
                {":partition": within.pk, ":first": within.first, ":last": within.last}
            ),
            "ConsistentRead": consistent,
            "ScanIndexForward": not latest_first,
            "Limit": limit,
        }
        return islice(self._found(asked), limit)

    def index_until(self, partition: str, last: str) -> Iterator[Item]:
        """The entries of an index partition up to a sort key, eventually consistent."""
        asked = {
            "IndexName": INDEX,
            "KeyConditionExpression": "gpk = :partition AND gsk <= :last",
            "ExpressionAttributeValues": _texts({":partition": partition, ":last": last}),
            # Whoever wants but the first is not to pay for a megabyte of them.
            "Limit": DUE_PAGE,
        }
        return self._found(asked)

    def index_within(self, part: Range, limit: int) -> Iterator[Item]:
        """Up to `limit` entries of a part of an index partition, eventually consistent."""
        asked = {
            "IndexName": INDEX,
            "KeyConditionExpression": "gpk = :partition AND gsk BETWEEN :first AND :last",
            "ExpressionAttributeValues": _texts(
                {":partition": part.pk, ":first": part.first, ":last": part.last}
            ),
            "Limit": limit,
        }
        return islice(self._found(asked), limit)

    def index_behind(self, partition: str, place: str, limit: int) -> Iterator[Item]:
        """Up to `limit` entries of an index partition behind a place, eventually consistent."""
        asked = {
            "IndexName": INDEX,
            "KeyConditionExpression": "gpk = :partition AND gsk > :place",
            "ExpressionAttributeValues": _texts({":partition": partition, ":place": place or " "}),
            "Limit": limit,
        }
        return islice(self._found(asked), limit)

    def items(self, keys: Iterable[ItemKey], *, consistent: bool = False) -> Iterator[Item]:
        """The items under distinct keys, in the keys' order, without those that are not there."""
        waiting = iter(keys)
        while batch := list(islice(waiting, BATCH)):
            found = {key_in(item): item for item in self._batch(batch, consistent=consistent)}
            yield from (found[key] for key in batch if key in found)

    def _found(self, asked: Mapping[str, Any]) -> Iterator[Item]:
        """What a query finds, page by page, as far as it is consumed."""
        more: Item = {"TableName": self._table}
        while more:
            answer = self._client.call("Query", {**asked, **more})
            yield from answer["Items"]
            last = answer.get("LastEvaluatedKey")
            more = {"TableName": self._table, "ExclusiveStartKey": last} if last else {}

    def _batch(self, keys: Sequence[ItemKey], *, consistent: bool) -> Iterator[Item]:
        wanted = {"Keys": [primary_key(key) for key in keys], "ConsistentRead": consistent}
        asked: Item = {self._table: wanted}
        longest = FIRST_PAUSE
        while asked:
            answer = self._client.call("BatchGetItem", {"RequestItems": asked})
            yield from answer["Responses"].get(self._table, ())
            asked = dict(answer.get("UnprocessedKeys", {}))
            if asked:
                # The table is short of capacity: readers that come back in step keep it so.
                time.sleep(random.uniform(0, longest))  # noqa: S311
                longest = min(LONGEST_PAUSE, 2 * longest)


def _texts(values: Mapping[str, str]) -> Item:
    return {name: {"S": value} for name, value in values.items()}
