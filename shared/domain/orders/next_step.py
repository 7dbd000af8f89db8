"""What an order awaits, and what happens when it does not come: the one source of both.

State machine, due index, timeline, sweeper and restart all read `next_step`; `lapse_until` lets
everything due happen at its own time. Source: rules.md, Order life; architecture, How one order
flows. Dues of one second run in the order of `_RANK`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from shared.domain.commands import BY_TIME
from shared.domain.orders import fulfilment, returns
from shared.domain.orders.book import OrderBook
from shared.domain.orders.expected_release import expect_release
from shared.domain.orders.order import Order
from shared.domain.orders.payment_codes import next_look
from shared.domain.orders.releases import (
    awaits_release,
    held_back,
    release_due,
    releases_at,
)
from shared.domain.orders.return_items import ReturnItem
from shared.domain.orders.ship_clock import set_ship_by
from shared.domain.records import NOTHING
from shared.domain.times import FAR

SHIPMENT, DELIVERY, WINDOW = "shipment", "delivery", "window"
HELD_LINES, PAYMENT, AFTER_SALE = "held_lines", "payment", "after_sale"

_BREACH, _RECEIPT, _RETURN, _RELEASE = range(4)

Happen = Callable[[OrderBook, datetime], None]


class Due(NamedTuple):
    """Something that happens to an order at an instant unless a fact comes first."""

    at: datetime
    rank: int
    line: int
    happen: Happen


def next_step(order: Order) -> tuple[str, datetime]:
    """Say what the order awaits and until when; `FAR` where only a fact can end the wait.

    While the buyer may be paying, the channel is asked before the order expires.
    """
    if order.status == "created":
        return PAYMENT, next_look(order.payment_codes, order.payment_looked_at, order.expires_at)
    due_at = min((due.at for due in _dues(order)), default=FAR)
    return _awaiting(order), due_at if _awaiting(order) != NOTHING else FAR


def next_rank(order: Order) -> int:
    """Give the turn of what is due next among the dues of one second: breaches come first."""
    return min((due[:2] for due in _dues(order)), default=(FAR, _RELEASE))[1]


def lapse_until(book: OrderBook, until: datetime) -> None:
    """Let everything that is due by an instant happen, each at its own time, earliest first.

    An unpaid order's expiry is not among it: the channel must close the payment first.
    """
    _confirm_provisional(book)
    with book.brought_about_by(BY_TIME):
        while dues := [due for due in _dues(book.order) if due.at <= until]:
            due = min(dues, key=lambda due: due[:3])
            due.happen(book, due.at)


def _confirm_provisional(book: OrderBook) -> None:
    """Compute a provisional deadline again once the holidays of its year are announced."""
    order = book.order
    awaited = order.status == "paid" and not order.ship_breached
    since = order.reopened_at or order.paid_at
    if order.ship_by_provisional and awaited and since:
        set_ship_by(book, since)
        expect_release(book)


def settle_wait(book: OrderBook) -> None:
    """Store on the order what it awaits now."""
    book.order = book.order.changed(**book.order.waits(*next_step(book.order)))


def _awaiting(order: Order) -> str:
    if order.status == "paid":
        return SHIPMENT
    if order.status == "shipped":
        return DELIVERY
    if order.status == "delivered":
        return WINDOW if _window_runs(order) else HELD_LINES
    return AFTER_SALE if order.open_items else NOTHING


def _window_runs(order: Order) -> bool:
    """Tell whether the first release of the order is still to come."""
    held = held_back(order)
    free = any(line.line not in held and not line.settled for line in order.lines)
    return free and order.released_at is None


def _dues(order: Order) -> Iterator[Due]:
    if order.status == "paid" and order.ship_by and not order.ship_breached:
        yield Due(order.ship_by, _BREACH, 0, fulfilment.breach_shipping)
    if order.status == "shipped" and order.receipt_by:
        yield Due(order.receipt_by, _RECEIPT, 0, fulfilment.auto_receive)
    yield from (_item_due(item) for item in order.open_items if _may_lapse(item))
    held = held_back(order)
    for line in order.lines:
        due_at = releases_at(order, line)
        if due_at and line.line not in held and awaits_release(order, line):
            yield Due(due_at, _RELEASE, line.line, release_due)


def _may_lapse(item: ReturnItem) -> bool:
    return item.due_at < FAR and not item.late


def _item_due(item: ReturnItem) -> Due:
    def happen(book: OrderBook, at: datetime) -> None:
        _ITEM_LAPSES[item.state](book, at, item.line)

    return Due(item.due_at, _ITEM_RANKS.get(item.state, _RETURN), item.line, happen)


def _accept_uninspected(book: OrderBook, at: datetime, line: int) -> None:
    returns.inspect_return(book, at, accepted=True, lines=[line])


def _receive_replacement(book: OrderBook, at: datetime, line: int) -> None:
    book.note_once("AUTO_RECEIPT", at)
    fulfilment.deliver(book, at, [line])


_ITEM_RANKS = {"awaiting_refund": _BREACH, "awaiting_replacement": _RECEIPT}

_ITEM_LAPSES: dict[str, Callable[[OrderBook, datetime, int], None]] = {
    "asked": returns.lapse,
    "received": _accept_uninspected,
    "awaiting_refund": returns.breach_refund_sla,
    "awaiting_replacement": _receive_replacement,
}
