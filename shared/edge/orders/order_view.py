"""What is told of an order as it stands; amounts are integer fen, times ISO 8601 in UTC."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.decisions import Decision
from shared.domain.orders.disputes import Dispute, DisputeKind
from shared.domain.orders.kept_order import Status
from shared.domain.orders.lines import Line
from shared.domain.orders.refund_record import ByHand, Refund
from shared.domain.records import Value
from shared.domain.terms.parts import OrderKind
from shared.edge.events.event_view import EventView
from shared.edge.orders.return_view import ReturnView
from shared.usecases.orders.statements import OrderLife


class LineView(Value):
    """A line as it stands now."""

    line: int
    sku: str
    qty: int
    base_fen: int
    refunded_fen: int
    window_ends: AwareDatetime | None
    released_at: AwareDatetime | None

    @classmethod
    def of(cls, line: Line) -> Self:
        """Show a line."""
        return cls(**{name: getattr(line, name) for name in cls.model_fields})


class RefundView(Value):
    """A refund as it stands now: one that awaits an `operator` is paid by hand."""

    refund_id: str
    amount_fen: int
    part: str
    line: int | None
    decided_at: AwareDatetime
    state: str
    awaiting: str
    due_at: AwareDatetime | None
    by_hand: ByHand | None

    @classmethod
    def of(cls, refund: Refund) -> Self:
        """Show a refund."""
        same = ("amount_fen", "part", "line", "decided_at", "state", "awaiting", "by_hand")
        return cls(
            refund_id=refund.id,
            due_at=refund.waits_until,
            **{name: getattr(refund, name) for name in same},
        )


class DisputeView(Value):
    """What the channel took back or gave again under a case number, who reported it, and why."""

    kind: DisputeKind
    case_no: str
    amount_fen: int
    line: int | None
    at: AwareDatetime
    decision: Decision

    @classmethod
    def of(cls, dispute: Dispute) -> Self:
        """Show a case."""
        case = dispute.case
        return cls(
            kind=dispute.kind,
            case_no=case.number,
            amount_fen=case.amount_fen,
            line=case.line,
            at=dispute.at,
            decision=case.decision,
        )


class OrderView(Value):
    """An order as it stands now: what it awaits until when, and its life so far.

    `due_at` is the next moment at which something happens by itself; null where only a fact can end
    the wait, or nothing is awaited. `expires_at` is null once nobody is to pay it. `promoter` stood
    next above the buyer when the order was created: whose sale it is; null: nobody's.
    """

    order_id: str
    order_no: str | None
    buyer: str
    promoter: str | None
    kind: OrderKind
    link: str | None
    status: Status
    due_fen: int
    created_at: AwareDatetime
    expires_at: AwareDatetime | None
    awaiting: str
    due_at: AwareDatetime | None
    ship_by: AwareDatetime | None
    ship_by_provisional: bool
    window_ends: AwareDatetime | None
    released_at: AwareDatetime | None
    lines: tuple[LineView, ...]
    timeline: tuple[EventView, ...]
    returns: tuple[ReturnView, ...]
    refunds: tuple[RefundView, ...]
    disputes: tuple[DisputeView, ...]

    @classmethod
    def of(cls, life: OrderLife) -> Self:
        """Show an order."""
        order = life.order
        same = ("order_no", "buyer", "promoter", "kind", "link", "status", "due_fen", "created_at")
        times = ("awaiting", "ship_by", "ship_by_provisional", "window_ends", "released_at")
        return cls(
            order_id=order.id,
            expires_at=order.unpaid_until,
            due_at=order.waits_until,
            lines=tuple(LineView.of(line) for line in order.lines),
            timeline=tuple(map(EventView.of, life.events)),
            returns=tuple(ReturnView.of(order, case) for case in order.returns),
            refunds=tuple(RefundView.of(refund) for refund in life.refunds),
            disputes=tuple(DisputeView.of(dispute) for dispute in life.disputes),
            **{name: getattr(order, name) for name in same + times},
        )
