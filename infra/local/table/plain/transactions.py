"""Operations of a transaction, all planned before one is done."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from infra.local.aws.led_calls import Failure
from infra.local.table.plain.expressions import Request
from infra.local.table.plain.places import PlainTable
from infra.local.table.plain.values import NotPlain
from infra.local.table.plain.writing import PLANS, Planned, Refusal

MOST_OPERATIONS = 100
CANCELLED = "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]"
FAILED = "ConditionalCheckFailed"

Tables = Callable[[str], PlainTable]


def planned(tables: Tables, operations: Sequence[Request]) -> list[Planned | Refusal]:
    """Plan each operation, on an item of its own. Errors: NotPlain."""
    if not 0 < len(operations) <= MOST_OPERATIONS:
        raise NotPlain
    plans = [_planned(tables, operation) for operation in operations]
    if len({plan.place for plan in plans}) < len(plans):
        raise NotPlain
    return plans


def cancelled(plans: Sequence[Planned | Refusal]) -> Failure:
    """Give the reasons, one an operation."""
    reasons = [_reason(plan) for plan in plans]
    codes = ", ".join(FAILED if len(reason) > 1 else "None" for reason in reasons)
    message = CANCELLED.format(codes)
    more = {"Message": message, "CancellationReasons": reasons}
    return Failure("TransactionCanceledException", message, more)


def _planned(tables: Tables, operation: Request) -> Planned | Refusal:
    if len(operation) != 1:
        raise NotPlain
    ((kind, request),) = operation.items()
    if kind not in PLANS:
        raise NotPlain
    try:
        return PLANS[kind](tables(request["TableName"]), request)
    except Refusal as refusal:
        return refusal


def _reason(plan: Planned | Refusal) -> Mapping[str, Any]:
    if not isinstance(plan, Refusal):
        return {"Code": "None"}
    return {"Code": FAILED, "Message": plan.message, **plan.shown}
