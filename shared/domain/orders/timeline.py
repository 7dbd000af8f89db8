"""An order's life as one list of facts and effects, oldest first, for people.

Source: A151, A154. Each entry has its business time, what happened, and fen where money moved.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pydantic import AwareDatetime

from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.disputes import Dispute, DisputeKind
from shared.domain.orders.order import MANUAL, Order, Refund
from shared.domain.records import Value

_DISPUTES: dict[DisputeKind, str] = {"chargeback": "chargeback", "dispute_won": "dispute won"}
_FACTS = ("created", "paid", "shipped", "delivered", "cancelled", "closed")


class Moment(Value):
    """Something that happened to an order; `amount_fen` where money or commission moved."""

    at: AwareDatetime
    what: str
    amount_fen: int | None = None


def timeline(
    order: Order,
    journal: Sequence[JournalEntry],
    refunds: Sequence[Refund],
    disputes: Sequence[Dispute] = (),
) -> tuple[Moment, ...]:
    """Tell an order's life; moments of one second keep the order in which they follow here."""
    told = [*_facts(order), *_returns(order), *_disputes(disputes)]
    moments = [*told, *_money(journal, refunds)]
    return tuple(sorted(moments, key=lambda moment: moment.at))


def _facts(order: Order) -> Iterator[Moment]:
    for fact in _FACTS:
        at: datetime | None = getattr(order, f"{fact}_at")
        if at is not None:
            yield Moment(at=at, what=fact)
    if order.confirmed_at and (order.transaction or "").startswith(MANUAL):
        yield Moment(at=order.confirmed_at, what="payment confirmed by hand")
    for notice in order.notices:
        yield Moment(at=notice.at, what=notice.code)


def _returns(order: Order) -> Iterator[Moment]:
    for case in order.returns:
        yield Moment(at=case.asked_at, what=f"{case.kind} requested")


def _disputes(disputes: Sequence[Dispute]) -> Iterator[Moment]:
    for each in disputes:
        what = f"{_DISPUTES[each.kind]} {each.case.number}"
        yield Moment(at=each.at, what=what, amount_fen=each.case.amount_fen)


def _money(journal: Sequence[JournalEntry], refunds: Sequence[Refund]) -> Iterator[Moment]:
    for entry in journal:
        moved = sum(posting.amount_fen for posting in entry.postings)
        yield Moment(at=entry.at, what=f"commission {entry.cause}", amount_fen=moved)
    for refund in refunds:
        what = f"refund decided, {refund.state}" if refund.state != "decided" else "refund decided"
        yield Moment(at=refund.decided_at, what=what, amount_fen=refund.amount_fen)
        if refund.by_hand:
            paid_at = refund.by_hand.paid_at
            yield Moment(at=paid_at, what="refund paid by hand", amount_fen=refund.amount_fen)
