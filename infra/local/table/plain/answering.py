"""Plain requests answered: each a unit of work of its own, under the lock of all."""

from collections.abc import Callable, Mapping
from threading import RLock
from typing import NamedTuple

from moto.dynamodb.models import dynamodb_backends

from infra.local.aws.calls import Answer
from infra.local.aws.led_calls import Failure
from infra.local.functions.registry import ACCOUNT_ID
from infra.local.table.ordered import Partitions
from infra.local.table.plain import reading
from infra.local.table.plain.expressions import Request, require_only
from infra.local.table.plain.places import PlainTable, plain_table
from infra.local.table.plain.transactions import cancelled, planned
from infra.local.table.plain.values import NotPlain
from infra.local.table.plain.writing import PLANS, Refusal
from infra.local.table.request_tokens import RequestTokens, TokenOfAnother
from infra.local.table.unit_of_work import Commit

FAILED = "ConditionalCheckFailedException"


class PlainRequests(NamedTuple):
    """Answers what is plain on the items of `partitions`; `commit` lets things be so."""

    lock: RLock
    partitions: Partitions
    tokens: RequestTokens
    commit: Commit

    def answer(self, region: str, operation: str, request: Request) -> Answer | Failure | None:
        """Answer a request; None for one that is not plain, which has changed nothing."""
        answered = _OPERATIONS.get(operation)
        if answered is None:
            return None
        with self.lock:
            try:
                return answered(self, region, request)
            except NotPlain:
                return None

    def table(self, region: str, name: object) -> PlainTable:
        """Give a table by its name. Errors: NotPlain."""
        return plain_table(dynamodb_backends[ACCOUNT_ID][region], self.partitions, name)


def _get(to: PlainRequests, region: str, request: Request) -> Answer:
    return reading.get_item(to.table(region, request["TableName"]), request)


def _query(to: PlainRequests, region: str, request: Request) -> Answer:
    return reading.query(to.table(region, request["TableName"]), request)


def _get_batch(to: PlainRequests, region: str, request: Request) -> Answer:
    require_only(request, {"RequestItems"})
    if len(request["RequestItems"]) != 1:
        raise NotPlain
    ((name, asked),) = request["RequestItems"].items()
    found = reading.batch_of(to.table(region, name), asked)
    return {"Responses": {name: found}, "UnprocessedKeys": {}}


def _writes(kind: str) -> Callable[[PlainRequests, str, Request], Answer | Failure]:
    plan = PLANS[kind]

    def write(to: PlainRequests, region: str, request: Request) -> Answer | Failure:
        try:
            done = plan(to.table(region, request["TableName"]), request)
        except Refusal as refusal:
            return Failure(FAILED, refusal.message, {"message": refusal.message, **refusal.shown})
        to.commit([done.effect] if done.effect else [], None)
        return {}

    return write


def _transact(to: PlainRequests, region: str, request: Request) -> Answer | Failure:
    require_only(request, {"TransactItems", "ClientRequestToken"})
    operations, token = request["TransactItems"], request.get("ClientRequestToken")
    try:
        kept = to.tokens.taken(token, operations) if token else None
    except TokenOfAnother:
        raise NotPlain from None
    if token and kept is None:
        return {}
    plans = planned(lambda name: to.table(region, name), operations)
    if any(isinstance(each, Refusal) for each in plans):
        return cancelled(plans)
    to.commit([p.effect for p in plans if not isinstance(p, Refusal) and p.effect], kept)
    return {}


_OPERATIONS: Mapping[str, Callable[[PlainRequests, str, Request], Answer | Failure]] = {
    "GetItem": _get,
    "BatchGetItem": _get_batch,
    "Query": _query,
    "PutItem": _writes("Put"),
    "UpdateItem": _writes("Update"),
    "DeleteItem": _writes("Delete"),
    "TransactWriteItems": _transact,
}
