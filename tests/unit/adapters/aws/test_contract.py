"""Over real HTTP, with moto behind it, our client and boto3's are told the same."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from infra.local.functions.registry import ACCOUNT_ID
from shared.adapters.aws.services import Service
from tests.unit.adapters.aws.both_clients import ARN, AS_BASE64, CONTENT, Both, served
from tests.unit.adapters.dynamodb_table import REGION, TABLE

NAME = {"TableName": TABLE.name}
NEW = {"ConditionExpression": "attribute_not_exists(PK)"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served() as url:
        yield url


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
