"""Calls to AWS as IAM sees them: who does which action to what, under which partition keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from infra.local.asl.run import Run
from infra.local.aws.calls import Answer, Call, Send, listened
from infra.local.functions.principal import principal
from infra.local.functions.registry import ACCOUNT_ID, FunctionRegistry
from infra.local.json_value import Json

_IN_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}
_NAMED_BY = {
    "secretsmanager:GetSecretValue": "SecretId",
    "states:StartExecution": "stateMachineArn",
}
_PARTITION = re.compile(r"\s*\w+\s*=\s*(:\w+)")


@dataclass(frozen=True)
class ApiCall:
    """One action on one resource by the function or machine of the ARN `principal`.

    `resource` is None where the request does not name it; `keys` are its partition keys.
    """

    principal: str
    action: str
    resource: str | None = None
    keys: frozenset[str] = frozenset()


@contextmanager
def recorded() -> Iterator[set[ApiCall]]:
    """What functions and state machines call within the block; other calls leave no trace."""
    calls: set[ApiCall] = set()

    def recording_send(send: Send, call: Call) -> Answer:
        if caller := principal():
            calls.update(_calls(caller, call))
        return send(call)

    with listened(recording_send), _invocations_in(calls), _children_in(calls):
        yield calls


@contextmanager
def _invocations_in(calls: set[ApiCall]) -> Iterator[None]:
    invoke = FunctionRegistry.invoke

    def recording(functions: FunctionRegistry, name: str, event: Json) -> Json:
        if caller := principal():
            calls.add(ApiCall(caller, "lambda:InvokeFunction", functions.get(name).arn))
        return invoke(functions, name, event)

    with mock.patch.object(FunctionRegistry, "invoke", recording):
        yield


@contextmanager
def _children_in(calls: set[ApiCall]) -> Iterator[None]:
    begin = Run.execution

    def recording(run: Run, given: Json) -> Run:
        calls.update(_calls_for_children(run.context["StateMachine"]["Id"]))
        return begin(run, given)

    with mock.patch.object(Run, "execution", recording):
        yield


def _calls_for_children(machine: str) -> Iterator[ApiCall]:
    """What a map needs whose items are executions of their own, as Step Functions documents it."""
    yield ApiCall(machine, "states:StartExecution", machine)
    children = f"{machine.replace(':stateMachine:', ':execution:')}:*"
    for action in ("DescribeExecution", "StopExecution"):
        yield ApiCall(machine, f"states:{action}", children)


def _calls(caller: str, call: Call) -> Iterator[ApiCall]:
    operation, parameters = call.operation, call.parameters
    action = f"{call.iam}:{operation}"
    if call.service == "sqs":
        # A batch is the action of its messages; a queue is named by its URL.
        name = str(parameters["QueueUrl"]).rpartition("/")[2]
        region = f"{call.partition}:sqs:{call.region}"
        yield ApiCall(
            caller, f"sqs:{operation.removesuffix('Batch')}", f"arn:{region}:{ACCOUNT_ID}:{name}"
        )
        return
    if call.service != "dynamodb":
        yield ApiCall(caller, action, parameters.get(_NAMED_BY.get(action, "")))
        return
    tables = f"arn:{call.partition}:dynamodb:{call.region}:{ACCOUNT_ID}:table/"
    # A policy's ForAllValues looks at all keys that one request brings for one action.
    for item_action, table, keys in _item_actions(operation, parameters):
        yield ApiCall(caller, f"dynamodb:{item_action}", tables + table, frozenset(keys))


def _item_actions(
    operation: str, parameters: Mapping[str, Any]
) -> Iterator[tuple[str, str, Sequence[str]]]:
    match operation:
        case "PutItem":
            yield operation, parameters["TableName"], [_key(parameters["Item"])]
        case "GetItem" | "UpdateItem" | "DeleteItem":
            yield operation, parameters["TableName"], [_key(parameters["Key"])]
        case "Query":
            yield operation, _queried(parameters), [_queried_key(parameters)]
        case "BatchGetItem":
            for table, asked in parameters["RequestItems"].items():
                yield operation, table, [_key(key) for key in asked["Keys"]]
        case "TransactWriteItems" | "TransactGetItems":
            yield from _in_transaction(parameters["TransactItems"])
        case _:
            raise NotImplementedError(f"say in {__name__} which keys {operation} names")


def _in_transaction(
    items: Sequence[Mapping[str, Mapping[str, Any]]],
) -> Iterator[tuple[str, str, Sequence[str]]]:
    keys: dict[tuple[str, str], list[str]] = {}
    for item in items:
        ((kind, asked),) = item.items()
        place = keys.setdefault((_IN_TRANSACTION[kind], asked["TableName"]), [])
        place.append(_key(asked["Item"] if kind == "Put" else asked["Key"]))
    return ((action, table, found) for (action, table), found in keys.items())


def _queried(parameters: Mapping[str, Any]) -> str:
    index = f"/index/{parameters['IndexName']}" if "IndexName" in parameters else ""
    return f"{parameters['TableName']}{index}"


def _queried_key(parameters: Mapping[str, Any]) -> str:
    partition = _PARTITION.match(parameters["KeyConditionExpression"])
    if partition is None:
        raise NotImplementedError("begin the KeyConditionExpression with the partition key")
    return str(parameters["ExpressionAttributeValues"][partition[1]]["S"])


def _key(attributes: Mapping[str, Mapping[str, str]]) -> str:
    return attributes["PK"]["S"]
