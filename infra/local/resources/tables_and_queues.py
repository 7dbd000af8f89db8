"""Creates the template's tables and queues in moto."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import boto3

from infra.local.template import Resource

_TABLE_PROPERTIES = (
    "AttributeDefinitions",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "LocalSecondaryIndexes",
    "ProvisionedThroughput",
)
_QUEUE_PROPERTIES = (
    "DelaySeconds",
    "FifoQueue",
    "MessageRetentionPeriod",
    "RedrivePolicy",
    "VisibilityTimeout",
)


def create_tables(declared: list[Resource], region: str) -> None:
    """Create each table, empty, with its indexes and its stream."""
    client = boto3.client("dynamodb", region_name=region)
    for table in declared:
        arguments = {n: v for n, v in table.properties.items() if n in _TABLE_PROPERTIES}
        if indexes := table.properties.get("GlobalSecondaryIndexes"):
            arguments["GlobalSecondaryIndexes"] = [_as_warm_as_all(each) for each in indexes]
        if stream := table.properties.get("StreamSpecification"):
            arguments["StreamSpecification"] = {"StreamEnabled": True, **stream}
        client.create_table(TableName=table.name, **arguments)


def _as_warm_as_all(index: dict[str, Any]) -> dict[str, Any]:
    """A laptop's table has no partitions that would have to be warmed."""
    return {name: value for name, value in index.items() if name != "WarmThroughput"}


def create_queues(declared: list[Resource], region: str) -> None:
    """Create each queue; messages last as long as the process."""
    client = boto3.client("sqs", region_name=region)
    for queue in declared:
        given = {n: v for n, v in queue.properties.items() if n in _QUEUE_PROPERTIES}
        attributes: dict[Any, str] = {name: _text(value) for name, value in given.items()}
        client.create_queue(QueueName=queue.name, Attributes=attributes)


def queue_sender(region: str) -> Callable[[str, str], None]:
    """Sends a body to the queue of an ARN."""
    client = boto3.client("sqs", region_name=region)

    def send(arn: str, body: str) -> None:
        url = client.get_queue_url(QueueName=arn.rsplit(":", 1)[-1])["QueueUrl"]
        client.send_message(QueueUrl=url, MessageBody=body)

    return send


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
