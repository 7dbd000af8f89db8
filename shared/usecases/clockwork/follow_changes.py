"""Follow the table's stream: start machines, wake the ones whose fact came, lay pointers.

A stream repeats itself, so everything here may happen twice; nothing here moves money. What is
done follows from the record as it is now, which was read once for all that follow it.
"""

from collections.abc import Iterable, Iterator, Mapping

from shared.domain.changes import Change, Waiting
from shared.domain.machines import TaskToken
from shared.domain.moments import HeadRecord
from shared.domain.network.bindings import Customer
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
from shared.usecases.orders.lay_pending import follow_pending

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

# For these an order's machine leaves no token: it is not there yet, or sleeps.
_WITHOUT_TOKEN = {(Order, PAYMENT), (Order, WINDOW)}


def follow(
    ports: Ports,
    workflows: Workflows,
    change: Change,
    now: HeadRecord,
    timekeeping: Timekeeping = "visible",
) -> None:
    """Do what a change of a record asks for.

    A machine that was started is woken, however time is kept by now.
    """
    if isinstance(now, Order):
        _lay(ports, change, now)
    if isinstance(now, _HAVE_MACHINES):
        if _begins(change) and isinstance(now, _BEGUN[timekeeping]):
            _begin(workflows, now)
        _wake(ports, workflows, change, now)


def follow_token(workflows: Workflows, change: Waiting, now: HeadRecord | None) -> None:
    """Wake a machine that came too late to wait, and end one in whose place another waits."""
    before, after = change.before, change.after
    if not isinstance(now, AwaitingRecord):
        workflows.interrupt(after.token)
    elif not after.fits(now):
        _signal(workflows, after, now)
    elif before and before.token != after.token and before.is_of(after.awaiting, after.due_at):
        # Woken to look, it would take the place back, and so on between the two for ever.
        workflows.dismiss(before.token)


def begin(ports: Ports, workflows: Workflows, kind: type[AwaitingRecord], key: str) -> None:
    """Start the machine of a record that awaits something; `LookUp` finds its place."""
    record = ports.store.get(kind, key)
    if record is not None:
        _begin(workflows, record)


def begin_all(ports: Ports, workflows: Workflows, timekeeping: Timekeeping = "visible") -> None:
    """Start a machine for everything that has one: after a restart that lost all executions."""
    for due in ports.store.due(FAR):
        if due.kind in _BEGUN[timekeeping]:
            begin(ports, workflows, due.kind, due.key)


def _lay(ports: Ports, change: Change, now: Order) -> None:
    if change.is_new:
        ports.store.point(pointers_of_new(now))
    if _begins(change):
        ports.store.point(_unknown(ports, pointers_of(now)))
    follow_pending(ports.store, change.order, now)


def _unknown(ports: Ports, pointers: Iterable[Pointer]) -> Iterator[Pointer]:
    """Leave out that a buyer is a shop's own where he was before, as most are."""
    for pointer in pointers:
        known = isinstance(pointer, Customer) and ports.store.get_all(Customer, [pointer.key])
        if not known:
            yield pointer


def _begins(change: Change) -> bool:
    if change.after is None:
        return False
    before = change.before.awaiting if change.before else None
    if change.kind is Order:
        return before in (None, PAYMENT) and change.after.awaiting not in (PAYMENT, NOTHING)
    if change.kind is SettlementRun:
        return change.after.awaiting == PROPOSALS and before != PROPOSALS
    return before is None


def _begin(workflows: Workflows, record: AwaitingRecord) -> None:
    if record.awaiting in (NOTHING, OPERATOR) or record.kept_by_sweeper:
        return
    machine, name, given = _execution(record)
    workflows.start(machine, name, {**given, **record.wait})


def _wake(ports: Ports, workflows: Workflows, change: Change, now: AwaitingRecord) -> None:
    if change.left is not None:
        workflows.interrupt(change.left)
    before = change.before
    if before in (None, change.after) or (change.kind, before.awaiting) in _WITHOUT_TOKEN:
        return
    token = ports.store.get(TaskToken, change.token_key)
    if token is not None and not token.fits(now):
        _signal(workflows, token, now)


def _signal(workflows: Workflows, token: TaskToken, now: AwaitingRecord) -> None:
    """Wake a machine: one that goes on as planned is told where, another has to look."""
    if isinstance(now, Order) and (token.awaiting, now.awaiting) not in _EXPECTED:
        workflows.interrupt(token.token)
    else:
        workflows.go_on(token.token, now.awaiting, now.due_at)


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
