"""Follow the table's stream: start machines, wake the ones whose fact came, lay pointers.

A stream repeats itself, so everything here may happen twice; nothing here moves money.
"""

from collections.abc import Callable, Iterable, Mapping

from shared.domain.changes import Change, Wait
from shared.domain.orders.next_step import (
    AFTER_SALE,
    DELIVERY,
    HELD_LINES,
    PAYMENT,
    SHIPMENT,
    WINDOW,
)
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of, pointers_of_new
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds import OPERATOR
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import PROPOSALS, SettlementRun
from shared.domain.records import NOTHING, AwaitingRecord, Pointer
from shared.domain.times import FAR
from shared.ports import Machine, Ports, Timekeeping, Workflows

# Where the order's machine goes when the fact comes that this wait is for.
_EXPECTED = {
    (SHIPMENT, DELIVERY),
    (DELIVERY, WINDOW),
    (HELD_LINES, NOTHING),
    (HELD_LINES, AFTER_SALE),
}

_HAVE_MACHINES = (Order, Refund, Payout, SettlementRun)
"""All else that waits has none: the sweeper, which comes by every minute, is enough alone."""

_BEGUN: Mapping[Timekeeping, tuple[type[AwaitingRecord], ...]] = {
    "visible": _HAVE_MACHINES,
    # A period's settlement is one execution, however many orders and payees there are.
    "batched": (SettlementRun,),
}


def follow(
    ports: Ports, workflows: Workflows, change: Change, timekeeping: Timekeeping = "visible"
) -> None:
    """Do what a change of a waiting record asks for.

    A machine that was started is woken, however time is kept by now.
    """
    if change.kind not in _HAVE_MACHINES:
        return
    if change.kind is Order and change.before is None:
        _point(ports, change, pointers_of_new)
    if _begins(change):
        _point(ports, change, pointers_of)
        if change.kind in _BEGUN[timekeeping]:
            begin(ports, workflows, change.kind, change.key)
    if change.before and change.before.token and change.before.token != change.after.token:
        _wake(workflows, change, change.before, change.before.token)


def begin(ports: Ports, workflows: Workflows, kind: type[AwaitingRecord], key: str) -> None:
    """Start the machine of a record that awaits something; `LookUp` finds its place."""
    record = ports.store.get(kind, key)
    if record is None or record.awaiting in (NOTHING, OPERATOR) or _has_no_machine(record):
        return
    machine, name, given = _execution(record)
    workflows.start(machine, name, {**given, **record.wait})


def begin_all(ports: Ports, workflows: Workflows, timekeeping: Timekeeping = "visible") -> None:
    """Start a machine for everything that has one: after a restart that lost all executions."""
    for due in ports.store.due(FAR):
        if due.kind in _BEGUN[timekeeping]:
            begin(ports, workflows, due.kind, due.key)


def _begins(change: Change) -> bool:
    before = change.before.awaiting if change.before else None
    if change.kind is Order:
        return before in (None, PAYMENT) and change.after.awaiting not in (PAYMENT, NOTHING)
    if change.kind is SettlementRun:
        return change.after.awaiting == PROPOSALS and before != PROPOSALS
    return before is None


def _has_no_machine(record: AwaitingRecord) -> bool:
    """Tell whether the sweeper alone keeps time: for unpaid orders, and for settled payouts.

    An execution for each payee would be most of what a settlement costs.
    """
    if isinstance(record, Payout):
        return record.period is not None and record.retry_of is None
    # A settlement run waits for a payment too, but for its own.
    return isinstance(record, Order) and record.awaiting == PAYMENT


def _point(ports: Ports, change: Change, pointers: Callable[[Order], Iterable[Pointer]]) -> None:
    order = ports.store.get(Order, change.key) if change.kind is Order else None
    if order is not None:
        ports.store.point(pointers(order))


def _wake(workflows: Workflows, change: Change, before: Wait, token: str) -> None:
    after = change.after
    if after.token is not None:
        # Woken to look, it would take the place back, and so on between the two for ever.
        workflows.dismiss(token)
    elif change.kind is not Order or (before.awaiting, after.awaiting) in _EXPECTED:
        workflows.go_on(token, after.awaiting, after.due_at)
    else:
        workflows.interrupt(token)


def _execution(record: AwaitingRecord) -> tuple[Machine, str, Mapping[str, str]]:
    match record:
        case Order():
            return "order_lifecycle", record.id, {"order_id": record.id}
        case Refund():
            return "refund", record.id, {"order_id": record.order, "refund_id": record.id}
        case Payout():
            return "payout", record.id, {"payout_id": record.id}
        case SettlementRun():
            return "settlement", f"{record.period}-{record.round}", {"period": record.period}
        case _:
            raise TypeError(f"no state machine keeps time for {type(record).__name__}")
