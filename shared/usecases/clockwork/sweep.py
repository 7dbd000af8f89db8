"""Walk the due index and advance what waits for nothing but time: safety net and engine alike."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shared.domain.orders.order import Order
from shared.domain.payouts.payouts import Payout
from shared.ports import Due, Ports, Timekeeping
from shared.usecases.clockwork.advancing import BEHIND
from shared.usecases.clockwork.shares import HandOver, own_share
from shared.usecases.clockwork.turns import MayGoOn, Sweep, Turns

READ_AT_ONCE = 100
"""How many orders are read at once."""

PASSED_OVER = 1_000
"""After so many dues a sweep asks for time that only puts them behind."""


def sweep(
    ports: Ports,
    until: datetime,
    may_go_on: MayGoOn,
    hand_over: HandOver | None = None,
    timekeeping: Timekeeping = "visible",
) -> Sweep:
    """Advance everything due by an instant while there is time; one failure stops no other.

    What periods, payouts and endpoints wait for comes behind everything else: there the kinds take
    turns, one record or page each, so that no crowd of one kind keeps another waiting. What is too
    much for one sweep is handed over; orders are not, where machines keep their time.
    """
    store, turns = ports.store, Turns(ports, may_go_on)
    for_orders = hand_over if timekeeping == "batched" else None
    due = own_share(store, until, store.due_parts(), for_orders)
    if _take_first(due, turns, may_go_on):
        turns.put_behind(own_share(store, until, store.due_parts(Payout), hand_over))
        turns.take_behind()
    return turns.done


def sweep_parts(ports: Ports, until: datetime, may_go_on: MayGoOn, parts: Sequence[str]) -> Sweep:
    """Advance everything due in parts of the index that were handed over."""
    store, turns = ports.store, Turns(ports, may_go_on)
    apart = [each for each in parts if each in store.due_parts(Payout)]
    others = [each for each in parts if each not in apart]
    if _take_first(store.due(until, others), turns, may_go_on):
        turns.put_behind(store.due(until, apart))
        turns.take_behind()
    return turns.done


def _take_first(dues: Iterable[Due], turns: Turns, may_go_on: MayGoOn) -> bool:
    """Advance orders and refunds, and put all else behind; tell whether there is time for that."""
    orders: list[Due] = []
    for number, due in enumerate(dues, start=1):
        is_behind = due.kind in BEHIND
        if (not is_behind or number % PASSED_OVER == 0) and not may_go_on():
            turns.take_orders(orders)
            return False
        if is_behind:
            turns.put_behind([due])
        elif due.kind is not Order:
            turns.take(due)
        else:
            orders = _gathered(orders, due, turns)
    turns.take_orders(orders)
    return True


def _gathered(orders: list[Due], due: Due, turns: Turns) -> list[Due]:
    """Add an order to those that are read at once; give what is left to be taken."""
    orders.append(due)
    if len(orders) < READ_AT_ONCE:
        return orders
    turns.take_orders(orders)
    return []
