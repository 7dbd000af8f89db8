"""One commit as one call: each record over the version that was read, all of them or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from botocore.exceptions import ClientError

from shared.adapters.dynamodb.items import item_bytes, key_in, pointer_item, write_item
from shared.domain.errors import Refused
from shared.domain.records import Pointer, Record
from shared.ports import Conflict

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef

MAX_ACTIONS = 100
MAX_BYTES = 4 * 1024 * 1024
MAX_ITEM_BYTES = 400 * 1024

# Throttling is among them: nothing was stored either, and the same jittered repeat is the remedy.
_NOTHING_STORED = frozenset(
    {
        "ConditionalCheckFailedException",
        "TransactionConflictException",
        "ConditionalCheckFailed",
        "TransactionConflict",
        "ProvisionedThroughputExceeded",
        "ThrottlingError",
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
    }
)


Quiet = Callable[[Record], bool]
"""Tells whether a write tells nothing new and wakes nobody."""


class CommitTooLarge(ValueError):
    """More than one transaction takes: nothing was sent."""


def commit(
    client: "DynamoDBClient", table: str, records: Iterable[Record], is_quiet: Quiet
) -> None:
    """Write every record's next version, or none. Errors: `Conflict`, `CommitTooLarge`, invalid."""
    puts = [put for record in records for put in _puts(table, record, is_quiet)]
    if not puts:
        return
    try:
        _send(client, puts)
    except ClientError as error:
        if _codes(error).isdisjoint(_NOTHING_STORED):
            raise
        raise Conflict(", ".join("/".join(key_in(put["Item"])) for put in puts)) from error


def _send(client: "DynamoDBClient", puts: "Sequence[PutTypeDef]") -> None:
    _require_fits(puts)
    if len(puts) == 1:
        client.put_item(**puts[0])
        return
    client.transact_write_items(
        TransactItems=[{"Put": put} for put in puts], ClientRequestToken=str(uuid4())
    )


def _puts(table: str, record: Record, is_quiet: Quiet) -> "Iterator[PutTypeDef]":
    if isinstance(record, Pointer):
        yield {"TableName": table, "Item": pointer_item(record)}
        return
    item = write_item(record, quiet=is_quiet(record))
    if record.version:
        yield {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "version = :read",
            "ExpressionAttributeValues": {":read": {"N": str(record.version)}},
        }
        return
    yield {
        "TableName": table,
        "Item": item,
        "ConditionExpression": "attribute_not_exists(PK)",
    }
    for pointer in record.pointers:
        yield {"TableName": table, "Item": pointer_item(pointer)}


def _require_fits(puts: "Sequence[PutTypeDef]") -> None:
    sizes = [item_bytes(put["Item"]) for put in puts]
    if max(sizes) > MAX_ITEM_BYTES:
        # Only what callers say makes a record so large: a plan, or an order and its commands.
        raise Refused(
            "invalid",
            "too_large_to_store",
            bytes=max(sizes),
            max_bytes=MAX_ITEM_BYTES,
        )
    size = sum(sizes)
    if len(puts) > MAX_ACTIONS or size > MAX_BYTES:
        raise CommitTooLarge(
            f"{len(puts)} items of {size} bytes in one commit; a transaction takes {MAX_ACTIONS} "
            f"items of {MAX_BYTES} bytes: let the command change fewer records"
        )


def _codes(error: ClientError) -> set[str]:
    reasons = error.response.get("CancellationReasons", ())
    return {error.response["Error"]["Code"], *(reason["Code"] for reason in reasons)}
