"""Which AWS calls are answered from outside: whatever reads, and what changes what is kept.

What the template declares (tables, queues, secrets' values, machines) is made at the start.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    """One service: the name that its requests are signed for and its host begins with."""

    name: str
    operations: frozenset[str]


SERVICES: Mapping[str, Service] = {
    "DynamoDB_20120810": Service(
        "dynamodb",
        frozenset(
            {
                "BatchGetItem",
                "BatchWriteItem",
                "DeleteItem",
                "DescribeTable",
                "GetItem",
                "ListTables",
                "PutItem",
                "Query",
                "Scan",
                "TransactGetItems",
                "TransactWriteItems",
                "UpdateItem",
            }
        ),
    ),
    "AWSStepFunctions": Service(
        "states",
        frozenset(
            {
                "DescribeExecution",
                "DescribeStateMachine",
                "DescribeStateMachineForExecution",
                "GetExecutionHistory",
                "ListExecutions",
                "ListStateMachines",
                "SendTaskFailure",
                "SendTaskHeartbeat",
                "SendTaskSuccess",
                "StartExecution",
                "StopExecution",
            }
        ),
    ),
    "AmazonSQS": Service(
        "sqs",
        frozenset(
            {
                "ChangeMessageVisibility",
                "DeleteMessage",
                "DeleteMessageBatch",
                "GetQueueAttributes",
                "GetQueueUrl",
                "ListDeadLetterSourceQueues",
                "ListQueues",
                "PurgeQueue",
                "ReceiveMessage",
                "SendMessage",
                "SendMessageBatch",
            }
        ),
    ),
    "secretsmanager": Service(
        "secretsmanager",
        frozenset({"DescribeSecret", "GetSecretValue", "ListSecrets", "ListSecretVersionIds"}),
    ),
}
"""Services by how their requests begin the header X-Amz-Target."""
