"""The client the store is made with."""

from typing import TYPE_CHECKING

from botocore.config import Config

from shared.adapters.aws_clients import aws_client

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ATTEMPTS = 5
CONNECT_SECONDS, READ_SECONDS = 1, 3


def dynamodb_client() -> "DynamoDBClient":
    """A client that soon leaves a silent connection and repeats what was throttled, with jitter."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
    )
    client: DynamoDBClient = aws_client("dynamodb", config)
    return client
