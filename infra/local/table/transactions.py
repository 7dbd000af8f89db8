"""TransactWriteItems by AWS's rules, on the unit of work that takes a failed one back."""

from __future__ import annotations

from typing import Any

from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.exceptions import (
    ConditionalCheckFailed,
    IncorrectDataType,
    ItemSizeTooLarge,
    ItemSizeToUpdateTooLarge,
    MultipleTransactionsException,
    TooManyTransactionsException,
    TransactionCanceledException,
    TransactWriteSingleOpException,
)
from moto.dynamodb.models import DynamoDBBackend

Reason = tuple[str | None, str | None, dict[str, Any] | None]

LIMIT = 100
_FULFILLED: Reason = (None, None, None)
_INVALID_ITEM = (IncorrectDataType, ItemSizeTooLarge, ItemSizeToUpdateTooLarge)


def transact_write(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    """Apply all operations, or raise TransactionCanceledException with one reason an operation.

    The caller takes back what was applied before the failure.
    """
    if len(transact_items) > LIMIT:
        raise TooManyTransactionsException
    if any(len(item) != 1 for item in transact_items):
        raise TransactWriteSingleOpException
    operations = [next(iter(item.items())) for item in transact_items]
    keys = [_key(backend, kind, operation) for kind, operation in operations]
    if len({str(key) for key in keys}) < len(keys):
        raise MultipleTransactionsException
    reasons = [_attempt(backend, kind, operation) for kind, operation in operations]
    if any(reason != _FULFILLED for reason in reasons):
        raise TransactionCanceledException(reasons)


def _attempt(backend: DynamoDBBackend, kind: str, operation: dict[str, Any]) -> Reason:
    try:
        _apply(backend, kind, operation)
    except ConditionalCheckFailed as failure:
        return "ConditionalCheckFailed", str(failure.message), _old_item(backend, kind, operation)
    except _INVALID_ITEM as failure:
        return "ValidationError", str(failure.message), None
    return _FULFILLED


def _apply(backend: DynamoDBBackend, kind: str, operation: dict[str, Any]) -> None:
    table, condition = operation["TableName"], _condition(operation)
    match kind:
        case "Put":
            backend.put_item(table, operation["Item"], **condition)
        case "Delete":
            backend.delete_item(table, operation["Key"], **condition)
        case "Update":
            backend.update_item(
                table,
                operation["Key"],
                update_expression=operation["UpdateExpression"],
                **condition,
            )
        case _:
            if not get_filter_expression(*condition.values()).expr(_current(backend, operation)):
                raise ConditionalCheckFailed


def _condition(operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "condition_expression": operation.get("ConditionExpression"),
        "expression_attribute_names": operation.get("ExpressionAttributeNames"),
        "expression_attribute_values": operation.get("ExpressionAttributeValues"),
    }


def _key(backend: DynamoDBBackend, kind: str, operation: dict[str, Any]) -> tuple[Any, ...]:
    table = backend.get_table(operation["TableName"])
    attributes = operation["Item" if kind == "Put" else "Key"]
    return table.name, *backend.get_keys_value(table, attributes)


def _current(backend: DynamoDBBackend, operation: dict[str, Any]) -> Any:
    return backend.get_item(operation["TableName"], operation["Key"])


def _old_item(
    backend: DynamoDBBackend, kind: str, operation: dict[str, Any]
) -> dict[str, Any] | None:
    if operation.get("ReturnValuesOnConditionCheckFailure") != "ALL_OLD":
        return None
    _, hash_key, range_key = _key(backend, kind, operation)
    item = backend.get_table(operation["TableName"]).get_item(hash_key, range_key)
    return item.to_json()["Attributes"] if item else None
