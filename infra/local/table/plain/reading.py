"""GetItem, BatchGetItem and Query in their plain forms."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from moto.dynamodb.models import table as limits

from infra.local.table.plain.expressions import Request, a_name, placeholders, require_only
from infra.local.table.plain.places import PlainTable
from infra.local.table.plain.ranges import behind, is_forward, key_condition
from infra.local.table.plain.values import NotPlain, given
from infra.local.table.schema import Ordering
from infra.local.table.stored import Image, Stored

Answer = dict[str, Any]

LARGEST_BATCH = 16 * 1024 * 1024
"""Bytes, as moto has them."""
MOST_KEYS = 100

_GET = frozenset({"TableName", "Key", "ConsistentRead", "ProjectionExpression"})
_BATCH = frozenset({"Keys", "ConsistentRead"})
_QUERY = frozenset(
    {
        "TableName",
        "IndexName",
        "KeyConditionExpression",
        "ExpressionAttributeValues",
        "ConsistentRead",
        "ScanIndexForward",
        "Limit",
        "ExclusiveStartKey",
    }
)


def get_item(table: PlainTable, request: Request) -> Answer:
    """Give the item under a key, or some of its attributes. Errors: NotPlain."""
    require_only(request, _GET)
    item, shown = table.item(request["Key"]), _shown(request.get("ProjectionExpression"))
    if item is None:
        return {}
    image = item.image
    return {"Item": given(image if shown is None else _only(image, shown))}


def batch_of(table: PlainTable, request: Request) -> list[Image]:
    """Give the items under some keys. Errors: NotPlain, for a large answer too."""
    require_only(request, _BATCH)
    keys = [table.key(key) for key in request["Keys"]]
    if not 0 < len({table.words(key) for key in keys}) == len(keys) <= MOST_KEYS:
        raise NotPlain
    found = [item for key in keys if (item := table.at(key))]
    if sum(item.bytes for item in found) > LARGEST_BATCH:
        raise NotPlain
    return [given(item.image) for item in found]


def query(table: PlainTable, request: Request) -> Answer:
    """Give a page of a part of a partition, in one order or the other. Errors: NotPlain."""
    require_only(request, _QUERY)
    ordering = _ordering(table, request)
    asked = key_condition(request["KeyConditionExpression"])
    values = placeholders(request, asked.uses).values
    partition = table.partition(ordering.index, asked.wanted(ordering, values))
    part = behind(ordering, partition, request, asked.part(partition, values))
    places = islice(partition.places, *part) if is_forward(request) else _back(partition, *part)
    entries = (partition.entries[place] for place in places)
    return _answer(ordering, *_page(entries, request.get("Limit")))


def _ordering(table: PlainTable, request: Request) -> Ordering:
    ordering = table.schema.ordering(request.get("IndexName", ""))
    if ordering is None or (ordering.index and request.get("ConsistentRead")):
        raise NotPlain
    return ordering


def _back(partition: Any, first: int, last: int) -> Iterable[Any]:
    return (partition.places[at] for at in range(last - 1, first - 1, -1))


def _page(entries: Iterator[Stored], limit: int | None) -> tuple[Sequence[Stored], bool]:
    """Give what fits into a page, and whether it is full."""
    if limit is not None and limit < 1:
        raise NotPlain
    page: list[Stored] = []
    size = 0
    for entry in entries:
        size += entry.bytes
        if size > limits.RESULT_SIZE_LIMIT and page:
            return page, True
        page.append(entry)
        if len(page) == limit:
            return page, True
    return page, False


def _answer(ordering: Ordering, page: Sequence[Stored], is_full: bool) -> Answer:
    items = [given(entry.image) for entry in page]
    more = {}
    if is_full:
        last = _only(page[-1].image, (*ordering.keys, *ordering.tail))
        more = {"LastEvaluatedKey": given(last)}
    return {"Items": items, "Count": len(items), "ScannedCount": len(items), **more}


@lru_cache(1024)
def _shown(expression: str | None) -> tuple[str, ...] | None:
    if expression is None:
        return None
    names = tuple(a_name(name.strip()) for name in expression.split(","))
    if "#" in expression or len(set(names)) < len(names):
        raise NotPlain
    return names


def _only(image: Image, names: Iterable[str]) -> Image:
    return {name: image[name] for name in names if name in image}
