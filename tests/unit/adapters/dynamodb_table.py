"""The template's table on moto, made atomic, with every request to it on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws

from infra.local.aws.calls import Answer, Call, Send, listened
from infra.local.intrinsics import parse_template
from infra.local.resources.tables_and_queues import create_tables
from infra.local.table.change_log import ChangeLog
from infra.local.table.dynamodb import LocalDynamoDB
from infra.local.template import Resource
from shared.adapters.aws.client import AwsClient
from shared.adapters.dynamodb.store import DynamoStore

REGION = "cn-north-1"
TEMPLATE = Path(__file__).parents[3] / "template.yaml"
DECLARED = parse_template(TEMPLATE.read_text("utf-8"))["Resources"]["Table"]["Properties"]
TABLE = Resource("Table", "fenrun-test", DECLARED)


class Calls:
    """A client whose requests are kept, and those of all others to tables."""

    def __init__(self) -> None:
        self.client = AwsClient("dynamodb")
        self.made: list[tuple[str, dict[str, Any]]] = []

    def keep(self, send: Send, call: Call) -> Answer:
        if call.service == "dynamodb":
            self.made.append((call.operation, dict(call.parameters)))
        return send(call)

    def of(self, operation: str) -> list[dict[str, Any]]:
        return [params for name, params in self.made if name == operation]


@contextmanager
def dynamodb_calls() -> Iterator[Calls]:
    with mock_aws():
        dynamodb = LocalDynamoDB(ChangeLog(), lambda: datetime.now(UTC))
        dynamodb.install()
        try:
            create_tables([TABLE], REGION)
            calls = Calls()
            with listened(calls.keep):
                yield calls
        finally:
            dynamodb.uninstall()


def store_over(calls: Calls) -> DynamoStore:
    return DynamoStore(calls.client, TABLE.name)


def raw_item(calls: Calls, pk: str, sk: str) -> dict[str, Any]:
    key = {"PK": {"S": pk}, "SK": {"S": sk}}
    asked = {"TableName": TABLE.name, "Key": key, "ConsistentRead": True}
    return calls.client.call("GetItem", asked)["Item"]


def all_items() -> list[dict[str, Any]]:
    return boto3.client("dynamodb").scan(TableName=TABLE.name)["Items"]
