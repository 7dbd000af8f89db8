"""A table that answers at the wire: what is measured is a client's work, and no network."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from shared.adapters.aws.client import AwsClient
from shared.adapters.aws.wire import Reply, Wire
from shared.adapters.dynamodb.items import write_item
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion

NAME = "fenrun-bench"
BUYER = "buyer-1"
CHAIN = ("top", "middle", "seller")
SINCE = datetime(2000, 1, 1, tzinfo=UTC)

Wired = dict[str, Any]


def brand() -> Iterator[Record]:
    """Give a brand that pays three people for an order of its buyer."""
    document = {"preset": "depth-10-5-2"}
    yield RuleVersion(kind="plan", number=1, effective_from=SINCE, document=document)
    for upline, name in zip([None, *CHAIN], CHAIN, strict=False):
        yield Distributor(id=name, upline=upline, joined_at=SINCE)
    yield Binding(buyer=BUYER, promoter=CHAIN[-1], bound_at=SINCE)


class CannedTable:
    """What the brand's table says to the few questions of an order; it keeps nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._items = {_place(item): item for item in map(_wired, brand())}
        self.client = AwsClient("dynamodb")
        self.client.wire = _Answering(self._answer)

    def _answer(self, operation: str, body: bytes) -> Wired:
        self.asked.append(operation)
        return _ANSWERS[operation](self, json.loads(body))

    def get(self, call: Wired) -> Wired:
        """GetItem."""
        found = self._items.get(_place(call["Key"]))
        return {"Item": found} if found else {}

    def get_batch(self, call: Wired) -> Wired:
        """BatchGetItem."""
        keys = map(_place, call["RequestItems"][NAME]["Keys"])
        found = [self._items[key] for key in keys if key in self._items]
        return {"Responses": {NAME: found}, "UnprocessedKeys": {}}

    def query(self, call: Wired) -> Wired:
        """Query: a partition on from a sort key."""
        values = call["ExpressionAttributeValues"]
        first = (values[":partition"]["S"], values[":first"]["S"])
        found = [i for key, i in self._items.items() if key[0] == first[0] and key >= first]
        return {"Items": found, "Count": len(found)}

    def put(self, _: Wired) -> Wired:
        """PutItem."""
        return {}


_ANSWERS: Mapping[str, Callable[[CannedTable, Wired], Wired]] = {
    "BatchGetItem": CannedTable.get_batch,
    "GetItem": CannedTable.get,
    "PutItem": CannedTable.put,
    "Query": CannedTable.query,
}


class _Answering(Wire):
    """A wire behind which the table stands at once."""

    def __init__(self, answer: Callable[[str, bytes], Wired]) -> None:
        super().__init__("https://bench.invalid")
        self._answer = answer

    def post(self, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer without a connection."""
        operation = headers["X-Amz-Target"].partition(".")[2]
        return Reply(200, {}, json.dumps(self._answer(operation, body)).encode())


def _wired(record: Record) -> Wired:
    return {name: _value(value) for name, value in write_item(record).items()}


def _value(value: Wired) -> Wired:
    ((kind, held),) = value.items()
    return {kind: base64.b64encode(held).decode() if isinstance(held, bytes) else held}


def _place(item: Wired) -> tuple[str, str]:
    return item["PK"]["S"], item["SK"]["S"]
