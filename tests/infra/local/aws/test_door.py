"""AWS's own clients at the laptop's door for them: what they find is what the product works on."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from tests.laptop_bench import Bench, running

TABLE = "fenrun-Table"
NOTE = {"PK": {"S": "NOTE#1"}, "SK": {"S": "NOTE"}}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def bench(data_dir: Path) -> Iterator[Bench]:
    with running(data_dir=data_dir, aws_port=0) as bench:
        yield bench


@pytest.fixture(scope="module")
def order(bench: Bench) -> str:
    return bench.paid_order(100_00)


def at_the_door(bench: Bench, service: str) -> Any:
    """A client of another region and nobody's keys."""
    return boto3.client(
        service,
        endpoint_url=bench.laptop.cloud.aws_url,
        region_name="eu-west-1",
        aws_access_key_id="any",
        aws_secret_access_key="thing",
    )


def test_the_table_is_scanned_and_queried(bench: Bench, order: str) -> None:
    client = at_the_door(bench, "dynamodb")
    pages = client.get_paginator("scan").paginate(TableName=TABLE)
    places = {(item["PK"]["S"], item["SK"]["S"]) for page in pages for item in page["Items"]}
    assert (f"ORDER#{order}", "ORDER") in places
    found = client.query(
        TableName=TABLE,
        KeyConditionExpression="PK = :order",
        ExpressionAttributeValues={":order": {"S": f"ORDER#{order}"}},
    )
    assert {item["SK"]["S"].partition("#")[0] for item in found["Items"]} >= {"ORDER", "JOURNAL"}


def test_an_order_is_followed_through_its_machine(bench: Bench, order: str) -> None:
    client = at_the_door(bench, "stepfunctions")
    machines = {each["name"]: each for each in client.list_state_machines()["stateMachines"]}
    arn = machines["fenrun-order-lifecycle"]["stateMachineArn"]
    definition = json.loads(client.describe_state_machine(stateMachineArn=arn)["definition"])
    [execution] = client.list_executions(stateMachineArn=arn)["executions"]
    told = client.describe_execution(executionArn=execution["executionArn"])
    events = client.get_execution_history(executionArn=execution["executionArn"])["events"]
    assert (told["name"], told["status"]) == (order, "RUNNING")
    assert [each["type"] for each in events] == ["ExecutionStarted", "TaskStateEntered"]
    assert events[-1]["stateEnteredEventDetails"]["name"] == definition["StartAt"]


def test_an_execution_is_stopped_and_another_started(bench: Bench, order: str) -> None:
    client = at_the_door(bench, "stepfunctions")
    arn = bench.laptop.cloud.state_machines.arn("fenrun-refund")
    asked = json.dumps({"order_id": order, "refund_id": "none", "awaiting": "submission"})
    started = client.start_execution(stateMachineArn=arn, name="by-hand", input=asked)
    client.stop_execution(executionArn=started["executionArn"], error="Enough", cause="by hand")
    told = client.describe_execution(executionArn=started["executionArn"])
    assert told["status"] in {"ABORTED", "FAILED"}
    bench.settle()


def test_queues_are_listed_and_read_under_an_address_that_leads_here(bench: Bench) -> None:
    client = at_the_door(bench, "sqs")
    [url] = client.list_queues(QueueNamePrefix="fenrun-Failure")["QueueUrls"]
    assert url == f"{bench.laptop.cloud.aws_url}/123456789012/fenrun-FailureQueue"
    read = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert read["ApproximateNumberOfMessages"] == "0"


def test_a_secret_has_its_value(bench: Bench) -> None:
    client = at_the_door(bench, "secretsmanager")
    told = client.get_secret_value(SecretId="fenrun-StorefrontKeys")["SecretString"]
    assert json.loads(told)["shop-1"]["secret"] == bench.laptop.credentials.storefront_secret


def test_a_write_goes_the_way_of_the_products_own(bench: Bench, data_dir: Path) -> None:
    client, log = at_the_door(bench, "dynamodb"), bench.laptop.cloud.log
    before = log.last_seq
    client.put_item(TableName=TABLE, Item={**NOTE, "text": {"S": "by hand"}})
    [change] = log.after(before, 10)
    assert (change.key, change.event_name) == (NOTE, "INSERT")
    assert boto3.client("dynamodb").get_item(TableName=TABLE, Key=NOTE)["Item"]["text"]
    with pytest.raises(ClientError, match="ConditionalCheckFailed"):
        client.put_item(TableName=TABLE, Item=NOTE, ConditionExpression="attribute_not_exists(PK)")
    assert log.last_seq == change.seq
    client.delete_item(TableName=TABLE, Key=NOTE)
    assert [each.event_name for each in log.after(change.seq, 10)] == ["REMOVE"]


@pytest.mark.parametrize(
    ("service", "operation", "given"),
    [
        ("dynamodb", "delete_table", {"TableName": TABLE}),
        ("dynamodb", "execute_statement", {"Statement": f'SELECT * FROM "{TABLE}"'}),
        ("sqs", "create_queue", {"QueueName": "mine"}),
        ("secretsmanager", "put_secret_value", {"SecretId": "x", "SecretString": "y"}),
        ("logs", "describe_log_groups", {}),
    ],
)
def test_what_the_template_declares_and_what_is_not_here_is_refused(
    bench: Bench, service: str, operation: str, given: dict[str, str]
) -> None:
    before = bench.last_change
    with pytest.raises(ClientError) as refused:
        getattr(at_the_door(bench, service), operation)(**given)
    assert refused.value.response["Error"]["Code"] == "UnknownOperationException"
    assert "answer" in refused.value.response["Error"]["Message"]
    assert bench.last_change == before


@pytest.mark.parametrize(
    "header",
    [
        {"Host": "fenrun.attacker.example"},
        {"Origin": "https://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
    ids=str,
)
def test_pages_from_elsewhere_reach_neither_aws_nor_the_controls(
    bench: Bench, header: dict[str, str]
) -> None:
    cloud, channel = bench.laptop.cloud, bench.laptop.channel
    target = {"X-Amz-Target": "DynamoDB_20120810.ListTables"}
    answers = [
        requests.post(str(cloud.aws_url), "{}", headers={**target, **header}, timeout=60),
        requests.get(f"{cloud.base_url}/_local/status", headers=header, timeout=60),
        requests.get(f"{channel.base_url}/_stand_in/state", headers=header, timeout=60),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3


def test_this_machines_own_pages_may_ask(bench: Bench) -> None:
    header = {"Origin": "http://localhost:3000", "Host": "localhost"}
    url = f"{bench.laptop.cloud.base_url}/_local/status"
    told = requests.get(url, headers=header, timeout=60).json()
    assert told["aws_url"] == bench.laptop.cloud.aws_url
