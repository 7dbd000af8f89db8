"""What a brand holds of a bill's days: payments and refunds by the channel, asked over the API."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from fenrun.client import Client, Problem, path_of
from shared.domain.reconciling.matching import Held, Holdings
from shared.domain.reconciling.trade_bill import TradeBill
from shared.domain.times import SHANGHAI, end_of, iso_utc, start_of

ORDERS: Final = "/v1/orders"

BEFORE: Final = timedelta(days=7)
"""How long before its payment an order may have been placed that is looked for."""

AT_THE_CHANNEL: Final = ("processing", "success")
"""The states of a refund that the channel has taken."""

Order = Mapping[str, Any]


def held(client: Client, bill: TradeBill, billed: Iterable[str]) -> Holdings:
    """Ask for the orders of the bill, and for all that were paid in its days. Errors: Problem."""
    wanted = {*billed, *_paid_in(client, bill)}
    orders = [order for each in sorted(wanted) if (order := _order(client, each)) is not None]
    payments = (payment for order in orders if (payment := _payment(order)) is not None)
    refunds = (refund for order in orders for refund in _refunds(order))
    return Holdings(
        {each.order: each for each in payments}, {each.number: each for each in refunds}
    )


def _paid_in(client: Client, bill: TradeBill) -> Iterator[str]:
    first, last = bill.days
    span = {"from": iso_utc(start_of(first) - BEFORE), "to": iso_utc(end_of(last))}
    for item in client.items(ORDERS, **span):
        if item["paid_at"] and first <= _at(item["paid_at"]).date() <= last:
            yield str(item["order_id"])


def _order(client: Client, order: str) -> Order | None:
    try:
        return client.get(ORDERS + path_of(order))
    except Problem as problem:
        if problem.status != 404:
            raise
        return None


def _payment(order: Order) -> Held | None:
    """Give the payment that the channel reported; one that somebody entered is not on its bill."""
    for event in order["timeline"]:
        if event["code"] == "paid" and event["by"] is None:
            return Held(order["order_id"], order["order_id"], _at(event["at"]), event["amount_fen"])
    return None


def _refunds(order: Order) -> Iterator[Held]:
    for each in order["refunds"]:
        at, expected = _at(each["decided_at"]), each["state"] in AT_THE_CHANNEL
        if each["by_hand"] is None:
            yield Held(order["order_id"], each["refund_id"], at, each["amount_fen"], expected)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(SHANGHAI)
