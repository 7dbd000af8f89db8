"""A bill against what we hold: what is missing on either side, and what is another amount."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from shared.domain.reconciling.trade_bill import TradeBill

DifferenceCode = Literal[
    "payment_missing_here",
    "payment_missing_there",
    "payment_other_amount",
    "payment_twice",
    "refund_missing_here",
    "refund_missing_there",
    "refund_other_amount",
]


class Held(NamedTuple):
    """A payment by its order, or a refund by its number, as we hold it.

    `expected`: the channel has taken it, so that its bill has to have it.
    """

    order: str
    number: str
    at: datetime
    fen: int
    expected: bool = True


@dataclass(frozen=True)
class Holdings:
    """What was paid and refunded by the channel, as we hold it."""

    payments: Mapping[str, Held]
    """By order."""
    refunds: Mapping[str, Held]
    """By number."""


class Difference(NamedTuple):
    """Where bill and records do not agree; an amount is 0 on the side that has none."""

    code: DifferenceCode
    order: str
    number: str
    bill_fen: int
    our_fen: int


def differences(bill: TradeBill, orders: Mapping[str, str], ours: Holdings) -> list[Difference]:
    """Compare both ways; `orders` says by a number of the bill which order it is of.

    What we decided on the bill's last day may be in the next one: it is no difference.
    """
    return [
        *_payments(bill, orders, ours),
        *_refunds(bill, orders, ours),
        *_unbilled_payments(bill, orders, ours),
        *_unbilled_refunds(bill, ours),
    ]


def _payments(bill: TradeBill, orders: Mapping[str, str], ours: Holdings) -> Iterator[Difference]:
    seen: set[str] = set()
    for each in bill.payments:
        order = orders[each.number]
        held = ours.payments.get(order)
        if held is None:
            yield Difference("payment_missing_here", order, each.number, each.fen, 0)
        elif order in seen:
            yield Difference("payment_twice", order, each.number, each.fen, held.fen)
        elif held.fen != each.fen:
            yield Difference("payment_other_amount", order, each.number, each.fen, held.fen)
        seen.add(order)


def _refunds(bill: TradeBill, orders: Mapping[str, str], ours: Holdings) -> Iterator[Difference]:
    for each in bill.refunds:
        number, order = each.refund or "", orders[each.number]
        held = ours.refunds.get(number)
        if held is None:
            yield Difference("refund_missing_here", order, number, each.fen, 0)
        elif held.fen != each.fen:
            yield Difference("refund_other_amount", order, number, each.fen, held.fen)


def _unbilled_payments(
    bill: TradeBill, orders: Mapping[str, str], ours: Holdings
) -> Iterator[Difference]:
    if not bill.tells_payments:
        return
    billed = {orders[each.number] for each in bill.payments}
    for held in _of_its_days(bill, ours.payments):
        if held.order not in billed:
            yield Difference("payment_missing_there", held.order, held.number, 0, held.fen)


def _unbilled_refunds(bill: TradeBill, ours: Holdings) -> Iterator[Difference]:
    if not bill.tells_refunds:
        return
    billed = {each.refund for each in bill.refunds}
    for held in _of_its_days(bill, ours.refunds):
        if held.number not in billed and held.at.date() < bill.days[1]:
            yield Difference("refund_missing_there", held.order, held.number, 0, held.fen)


def _of_its_days(bill: TradeBill, held: Mapping[str, Held]) -> Sequence[Held]:
    first, last = bill.days
    return [each for each in held.values() if each.expected and first <= each.at.date() <= last]
