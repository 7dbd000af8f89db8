"""Over real HTTP, with moto behind it, our client and boto3's are told the same."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
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

NAME = {"TableName": TABLE.name}
NEW = {"ConditionExpression": "attribute_not_exists(PK)"}
LOOPBACK = {"passthrough": {"urls": [r"http://127\.0\.0\.1[:/]"], "services": []}}
MADE = {"ResponseMetadata", "MessageId", "CreatedDate", "startDate"}
"""What differs from answer to answer."""

OF_MOTO = {"ConsumedCapacity", "ConsumedCapacityUnits", "ItemCollectionMetrics"}
"""What moto tells unasked, and boto3 passes over in part."""

ARN = f"arn:aws-cn:states:{REGION}:{ACCOUNT_ID}:stateMachine:orders"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
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


@pytest.fixture
def others(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Service], Both]]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)
    with ExitStack() as opened:
        yield lambda service: opened.enter_context(closing(Both(service, url)))


@pytest.fixture
def table(others: Callable[[Service], Both]) -> Both:
    return others("dynamodb")


def key(partition: str, place: str = "A") -> dict[str, Any]:
    return {"PK": {"S": f"{partition}#~"}, "SK": {"S": place}}


def test_an_item_is_put_read_changed_and_deleted(table: Both) -> None:
    item = {**key("ITEM"), "body": {"B": CONTENT}, "version": {"N": "1"}, "text": {"S": "中文"}}
    assert table.told("PutItem", {**NAME, "Item": item, **NEW}) == {}
    asked = {**NAME, "Key": key("ITEM"), "ConsistentRead": True}
    found = table.told("GetItem", asked)["Item"]
    assert found["body"] == {"B": AS_BASE64[CONTENT]}
    assert found["text"] == {"S": "中文"}
    change = {
        "UpdateExpression": "SET version = :n",
        "ExpressionAttributeValues": {":n": {"N": "2"}},
    }
    table.told("UpdateItem", {**NAME, "Key": key("ITEM"), **change})
    assert table.told("GetItem", asked)["Item"]["version"] == {"N": "2"}
    table.told("DeleteItem", {**NAME, "Key": key("ITEM")})
    assert table.told("GetItem", asked) == {}


def test_a_query_goes_on_where_a_page_ended(table: Both) -> None:
    for place in "ABC":
        table.told("PutItem", {**NAME, "Item": key("PAGES", place)})
    query = {
        **NAME,
        "KeyConditionExpression": "PK = :pk",
        "ExpressionAttributeValues": {":pk": {"S": "PAGES#~"}},
        "Limit": 2,
    }
    first = table.told("Query", query)
    assert [each["SK"]["S"] for each in first["Items"]] == ["A", "B"]
    rest = table.told("Query", {**query, "ExclusiveStartKey": first["LastEvaluatedKey"]})
    assert [each["SK"]["S"] for each in rest["Items"]] == ["C"]


def test_many_are_read_at_once(table: Both) -> None:
    for place in "AB":
        table.told("PutItem", {**NAME, "Item": key("MANY", place)})
    keys = [key("MANY", place) for place in "ABC"]
    asked = {"RequestItems": {TABLE.name: {"Keys": keys, "ConsistentRead": True}}}
    found = table.told("BatchGetItem", asked)["Responses"][TABLE.name]
    assert sorted(item["SK"]["S"] for item in found) == ["A", "B"]


def test_a_transaction_is_taken_once_whatever_it_is_asked_again(table: Both) -> None:
    puts = [{"Put": {**NAME, "Item": key("ONCE", place), **NEW}} for place in "AB"]
    asked = {"TransactItems": puts, "ClientRequestToken": "token of ~"}
    assert table.told("TransactWriteItems", asked) == {}
    assert table.told("TransactWriteItems", asked) == {}
    other = {**asked, "TransactItems": puts[:1]}
    assert table.told("TransactWriteItems", other)[0] == "IdempotentParameterMismatchException"


def test_a_cancelled_transaction_says_why_item_by_item(table: Both) -> None:
    table.told("PutItem", {**NAME, "Item": key("WHY")})
    puts = [{"Put": {**NAME, "Item": key("WHY", place), **NEW}} for place in "BA"]
    code, reasons = table.told("TransactWriteItems", {"TransactItems": puts})
    assert code == "TransactionCanceledException"
    assert [each["Code"] for each in reasons] == ["None", "ConditionalCheckFailed"]


@pytest.mark.parametrize(
    ("operation", "asked", "code"),
    [
        (
            "PutItem",
            {
                **NAME,
                "Item": key("NOT"),
                "ConditionExpression": "version = :n",
                "ExpressionAttributeValues": {":n": {"N": "1"}},
            },
            "ConditionalCheckFailedException",
        ),
        ("GetItem", {"TableName": "none", "Key": key("NOT")}, "ResourceNotFoundException"),
        ("GetItem", {**NAME, "Key": {"PK": {"S": "~"}}}, "ValidationException"),
    ],
)
def test_an_error_is_the_same(
    table: Both, operation: str, asked: dict[str, Any], code: str
) -> None:
    assert table.told(operation, asked)[0] == code


def test_a_secret_is_read(others: Callable[[Service], Both]) -> None:
    secrets = others("secretsmanager")
    assert secrets.told("GetSecretValue", {"SecretId": "keys"})["SecretString"] == "秘密"
    assert secrets.told("GetSecretValue", {"SecretId": "none"})[0] == "ResourceNotFoundException"


def test_messages_are_sent_in_a_batch(others: Callable[[Service], Both]) -> None:
    entries = [{"Id": str(n), "MessageBody": f"job {n}", "DelaySeconds": n} for n in range(3)]
    asked = {
        "QueueUrl": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT_ID}/jobs",
        "Entries": entries,
    }
    assert [each["Id"] for each in others("sqs").told("SendMessageBatch", asked)["Successful"]] == [
        "0",
        "1",
        "2",
    ]


def test_an_execution_is_started_once(others: Callable[[Service], Both]) -> None:
    machines = others("stepfunctions")
    asked = {"stateMachineArn": ARN, "name": "order-~", "input": "{}"}
    assert machines.told("StartExecution", asked)["executionArn"].endswith("order-~")
    again = {**asked, "input": '{"other":1}'}
    assert machines.told("StartExecution", again)[0] == "ExecutionAlreadyExists"
