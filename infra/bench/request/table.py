"""A table that answers botocore itself: what is measured is a client's work, and no network."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse

from shared.adapters.dynamodb.items import write_item
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion

NAME = "fenrun-bench"
BUYER = "buyer-1"
CHAIN = ("top", "middle", "seller")
SINCE = datetime(2000, 1, 1, tzinfo=UTC)

Wire = dict[str, Any]


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
        self.client = _client(self._answer)

    def _answer(self, request: Any, **_: Any) -> AWSResponse:
        operation = request.headers["X-Amz-Target"].decode().partition(".")[2]
        self.asked.append(operation)
        said = _ANSWERS[operation](self, json.loads(request.body))
        headers: Any = {"content-type": "application/x-amz-json-1.0"}
        return AWSResponse(request.url, 200, headers, _Raw(json.dumps(said).encode()))

    def get(self, call: Wire) -> Wire:
        """GetItem."""
        found = self._items.get(_place(call["Key"]))
        return {"Item": found} if found else {}

    def get_batch(self, call: Wire) -> Wire:
        """BatchGetItem."""
        keys = map(_place, call["RequestItems"][NAME]["Keys"])
        found = [self._items[key] for key in keys if key in self._items]
        return {"Responses": {NAME: found}, "UnprocessedKeys": {}}

    def query(self, call: Wire) -> Wire:
        """Query: a partition on from a sort key."""
        values = call["ExpressionAttributeValues"]
        first = (values[":partition"]["S"], values[":first"]["S"])
        found = [i for key, i in self._items.items() if key[0] == first[0] and key >= first]
        return {"Items": found, "Count": len(found)}

    def put(self, _: Wire) -> Wire:
        """PutItem."""
        return {}


_ANSWERS: Mapping[str, Callable[[CannedTable, Wire], Wire]] = {
    "BatchGetItem": CannedTable.get_batch,
    "GetItem": CannedTable.get,
    "PutItem": CannedTable.put,
    "Query": CannedTable.query,
}


class _Raw:
    """A body as botocore reads it."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Sequence[bytes]:
        return [self._body]


def _client(answer: Callable[..., Any]) -> Any:
    client = boto3.client(
        "dynamodb",
        region_name="us-east-1",
        aws_access_key_id="bench",
        aws_secret_access_key="bench",  # noqa: S106 - nothing is sent anywhere
    )
    client.meta.events.register("before-send.dynamodb", answer)
    return client


def _wired(record: Record) -> Wire:
    return {name: _value(value) for name, value in write_item(record).items()}


def _value(value: Wire) -> Wire:
    ((kind, held),) = value.items()
    return {kind: base64.b64encode(held).decode() if isinstance(held, bytes) else held}


def _place(item: Wire) -> tuple[str, str]:
    return item["PK"]["S"], item["SK"]["S"]
