"""Our client and boto3's, side by side, over real HTTP with moto behind it."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.local.aws.door import LARGEST, AwsDoor
from infra.local.clock.activity import Activity
from infra.local.functions.registry import ACCOUNT_ID
from infra.local.http.server import HttpServer
from infra.local.resources.tables_and_queues import create_tables
from infra.local.table.change_log import ChangeLog
from infra.local.table.dynamodb import LocalDynamoDB
from shared.adapters.aws.client import AwsClient
from shared.adapters.aws.errors import AwsError
from shared.adapters.aws.services import Service
from tests.unit.adapters.dynamodb_table import REGION, TABLE

LOOPBACK = {"passthrough": {"urls": [r"http://127\.0\.0\.1[:/]"], "services": []}}
MADE = {"ResponseMetadata", "MessageId", "CreatedDate", "startDate"}
"""What differs from answer to answer."""

OF_MOTO = {"ConsumedCapacity", "ConsumedCapacityUnits", "ItemCollectionMetrics"}
"""What moto tells unasked, and boto3 passes over in part."""

ARN = f"arn:aws-cn:states:{REGION}:{ACCOUNT_ID}:stateMachine:orders"


@contextmanager
def served() -> Iterator[str]:
    """A table, a secret, a queue and a machine of moto's at an address of this machine."""
    with ExitStack() as up:
        up.enter_context(mock_aws(config={"core": LOOPBACK}))
        table = LocalDynamoDB(ChangeLog(), lambda: datetime.now(UTC))
        table.install()
        up.callback(table.uninstall)
        create_tables([TABLE], REGION)
        create_others()
        server = HttpServer(0, LARGEST, name="aws")
        server.start(AwsDoor(server.base_url, REGION, Activity()).handle)
        up.callback(server.stop)
        yield server.base_url


def create_others() -> None:
    boto3.client("secretsmanager").create_secret(Name="keys", SecretString="秘密")
    boto3.client("sqs").create_queue(QueueName="jobs")
    definition = {
        "StartAt": "Wait",
        "States": {"Wait": {"Type": "Wait", "Seconds": 9, "End": True}},
    }
    boto3.client("stepfunctions").create_state_machine(
        name="orders",
        definition=json.dumps(definition),
        roleArn=f"arn:aws:iam::{ACCOUNT_ID}:role/r",
    )


class Both:
    """The same service by our client and by boto3's, each with a partition of its own."""

    def __init__(self, service: Service, url: str) -> None:
        self.ours = AwsClient(service)
        self._theirs = boto3.client(service, endpoint_url=url)

    def close(self) -> None:
        self.ours.wire.close()
        self._theirs.close()

    def told(self, operation: str, asked: dict[str, Any]) -> Any:
        """What both are told: an answer, or the code of an error and what stands beside it."""
        ours, theirs = self._ours(operation, asked), self._by_boto(operation, asked)
        assert ours == theirs
        return ours

    def _ours(self, operation: str, asked: dict[str, Any]) -> Any:
        try:
            return _comparable(self.ours.call(operation, _with(asked, "ours")), "ours")
        except AwsError as error:
            return error.code, _comparable(list(error.reasons), "ours")

    def _by_boto(self, operation: str, asked: dict[str, Any]) -> Any:
        try:
            answer = self._theirs._make_api_call(operation, _with(asked, "boto"))
            return _comparable(answer, "boto")
        except ClientError as error:
            reasons = error.response.get("CancellationReasons", [])
            return error.response["Error"]["Code"], _comparable(list(reasons), "boto")


def _with(asked: Any, name: str) -> Any:
    """Name a partition where `~` stands for it."""
    match asked:
        case dict():
            return {key: _with(value, name) for key, value in asked.items()}
        case list():
            return [_with(each, name) for each in asked]
        case str():
            return asked.replace("~", name)
    return asked


def _comparable(told: Any, name: str) -> Any:
    match told:
        case dict():
            kept = {key: value for key, value in told.items() if key not in MADE | OF_MOTO}
            return {key: _comparable(value, name) for key, value in kept.items()}
        case list():
            return [_comparable(each, name) for each in told]
        case str():
            return told.replace(name, "~")
        case bytes():
            return AS_BASE64[told]
    return told


CONTENT = b"\x00\xff not text"
AS_BASE64 = {CONTENT: "AP8gbm90IHRleHQ="}
