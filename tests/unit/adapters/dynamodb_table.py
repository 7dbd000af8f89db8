"""The template's table on moto, made atomic, with every request to it on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws

from infra.local.intrinsics import parse_template
from infra.local.resources.tables_and_queues import create_tables
from infra.local.table.change_log import ChangeLog
from infra.local.table.dynamodb import LocalDynamoDB
from infra.local.template import Resource
from shared.adapters.dynamodb.client import dynamodb_client
from shared.adapters.dynamodb.store import DynamoStore

REGION = "cn-north-1"
TEMPLATE = Path(__file__).parents[3] / "template.yaml"
DECLARED = parse_template(TEMPLATE.read_text("utf-8"))["Resources"]["Table"]["Properties"]
TABLE = Resource("Table", "fenrun-test", DECLARED)


class Calls:
    """A client whose requests are kept, and some of whose answers can be given beforehand."""

    def __init__(self) -> None:
        self.client = dynamodb_client()
        self.made: list[tuple[str, dict[str, Any]]] = []
        self.client.meta.events.register("provide-client-params.dynamodb", self._keep)

    def _keep(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.made.append((model.name, dict(params)))

    def of(self, operation: str) -> list[dict[str, Any]]:
        return [params for name, params in self.made if name == operation]


@contextmanager
def dynamodb_calls() -> Iterator[Calls]:
    with mock_aws():
        dynamodb = LocalDynamoDB(ChangeLog(), lambda: datetime.now(UTC))
        dynamodb.install()
        try:
            create_tables([TABLE], REGION)
            yield Calls()
        finally:
            dynamodb.uninstall()


def store_over(calls: Calls) -> DynamoStore:
    return DynamoStore(calls.client, TABLE.name)


def raw_item(calls: Calls, pk: str, sk: str) -> dict[str, Any]:
    key = {"PK": {"S": pk}, "SK": {"S": sk}}
    return calls.client.get_item(TableName=TABLE.name, Key=key, ConsistentRead=True)["Item"]


def all_items() -> list[dict[str, Any]]:
    return boto3.client("dynamodb").scan(TableName=TABLE.name)["Items"]
