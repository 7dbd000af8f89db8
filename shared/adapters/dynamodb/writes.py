"""One commit as one call: each record over the version that was read, all of them or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple
from uuid import uuid4

from shared.adapters.aws.client import AwsClient
from shared.adapters.aws.errors import AwsError
from shared.adapters.dynamodb.items import (
    Item,
    item_bytes,
    key_in,
    pointer_item,
    primary_key,
    write_item,
)
from shared.adapters.layout.registry import item_of
from shared.adapters.place import ItemKey
from shared.domain.errors import Refused
from shared.domain.records import Pointer, Record
from shared.ports import Conflict

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


class _Write(NamedTuple):
    """What is written of a record, as the client takes it."""

    action: Literal["Put", "Delete"]
    given: Item
    record: Record

    @property
    def place(self) -> ItemKey:
        return key_in(self.given["Item"] if self.action == "Put" else self.given["Key"])


def commit(client: AwsClient, table: str, records: Iterable[Record], is_quiet: Quiet) -> None:
    """Write every record's next version, or none. Errors: `Conflict`, `CommitTooLarge`, invalid."""
    writes = [write for record in records for write in _writes(table, record, is_quiet)]
    if not writes:
        return
    try:
        _send(client, writes)
    except AwsError as error:
        if _codes(error).isdisjoint(_NOTHING_STORED):
            raise
        what = ", ".join("/".join(write.place) for write in writes)
        raise Conflict(what, _met(error, writes)) from error


def _send(client: AwsClient, writes: Sequence[_Write]) -> None:
    _require_fits([write.given["Item"] for write in writes if write.action == "Put"], len(writes))
    if len(writes) > 1:
        actions = [{write.action: write.given} for write in writes]
        token = str(uuid4())
        client.call("TransactWriteItems", {"TransactItems": actions, "ClientRequestToken": token})
    else:
        client.call(f"{writes[0].action}Item", writes[0].given)


def _met(error: AwsError, writes: Sequence[_Write]) -> list[Record]:
    """Give what somebody else was writing; of a single write it can only be that."""
    reasons = error.reasons or [{"Code": "Met"}] * len(writes)
    together = zip(reasons, writes, strict=True)
    return [write.record for reason, write in together if reason["Code"] != "None"]


def _writes(table: str, record: Record, is_quiet: Quiet) -> Iterator[_Write]:
    if record.is_over and not isinstance(record, Pointer):
        place = primary_key(item_of(type(record), record.key))
        yield _Write("Delete", {"TableName": table, "Key": place, **_as_read(record)}, record)
        return
    for put in _puts(table, record, is_quiet):
        yield _Write("Put", put, record)


def _puts(table: str, record: Record, is_quiet: Quiet) -> Iterator[Item]:
    if isinstance(record, Pointer):
        yield {"TableName": table, "Item": pointer_item(record)}
        return
    item = write_item(record, quiet=is_quiet(record))
    if record.version:
        yield {"TableName": table, "Item": item, **_as_read(record)}
        return
    yield {
        "TableName": table,
        "Item": item,
        "ConditionExpression": "attribute_not_exists(PK)",
    }
    for pointer in record.pointers:
        yield {"TableName": table, "Item": pointer_item(pointer)}


def _as_read(record: Record) -> Item:
    """Give the condition that nobody has written a record since."""
    read = {":read": {"N": str(record.version)}}
    return {"ConditionExpression": "version = :read", "ExpressionAttributeValues": read}


def _require_fits(items: Sequence[Item], writes: int) -> None:
    sizes = [item_bytes(item) for item in items]
    if max(sizes, default=0) > MAX_ITEM_BYTES:
        # Only what callers say makes a record so large: a plan, or an order and its commands.
        raise Refused(
            "invalid",
            "too_large_to_store",
            bytes=max(sizes),
            max_bytes=MAX_ITEM_BYTES,
        )
    size = sum(sizes)
    if writes > MAX_ACTIONS or size > MAX_BYTES:
        raise CommitTooLarge(
            f"{writes} items of {size} bytes in one commit; a transaction takes {MAX_ACTIONS} "
            f"items of {MAX_BYTES} bytes: let the command change fewer records"
        )


def _codes(error: AwsError) -> set[str]:
    return {error.code, *(reason["Code"] for reason in error.reasons)}
