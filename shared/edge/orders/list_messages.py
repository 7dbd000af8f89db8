"""What is told of orders, returns and refunds in lists."""

from datetime import datetime
from typing import Self

from pydantic import AwareDatetime

from shared.domain.orders.kept_order import Status
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.records import Value
from shared.domain.terms.parts import OrderKind
from shared.edge.http.pages import Listed, ListedInTime
from shared.edge.orders.order_view import RefundView
from shared.edge.orders.return_view import ReturnView
from shared.usecases.orders.find_returns import OrderReturn


class OrderLine(Value):
    """An order as a list has it; `late`: its shipment is awaited, and its deadline has passed."""

    order_id: str
    order_no: str | None
    storefront: str
    buyer: str
    promoter: str | None
    kind: OrderKind
    status: Status
    due_fen: int
    created_at: AwareDatetime
    paid_at: AwareDatetime | None
    shipped_at: AwareDatetime | None
    delivered_at: AwareDatetime | None
    awaiting: str
    due_at: AwareDatetime | None
    ship_by: AwareDatetime | None
    late: bool

    @classmethod
    def of(cls, order: Order, now: datetime) -> Self:
        """Show an order."""
        other = {"order_id", "due_at", "late"}
        same = {name: getattr(order, name) for name in cls.model_fields if name not in other}
        return cls(order_id=order.id, due_at=order.waits_until, late=order.is_late(now), **same)


class Orders(ListedInTime[OrderLine]):
    """A page of orders, the latest first; where `next` is not null, more may follow behind it."""


class ReturnInList(ReturnView):
    """A return, with the order that it belongs to."""

    order_id: str
    order_no: str | None
    storefront: str
    buyer: str

    @classmethod
    def shown(cls, found: OrderReturn) -> Self:
        """Show a return."""
        order = found.order
        same = {name: getattr(order, name) for name in ("order_no", "storefront", "buyer")}
        return cls(order_id=order.id, **same, **dict(ReturnView.of(order, found.case)))


class Returns(ListedInTime[ReturnInList]):
    """A page of returns, the latest first; where `next` is not null, more may follow behind it."""


class RefundInList(RefundView):
    """A refund, with the order that it belongs to."""

    order_id: str
    order_no: str | None
    storefront: str

    @classmethod
    def shown(cls, refund: Refund) -> Self:
        """Show a refund."""
        own = dict(RefundView.of(refund))
        same = {name: getattr(refund, name) for name in ("order_no", "storefront")}
        return cls(order_id=refund.order, **same, **own)


class Refunds(Listed[RefundInList]):
    """A page of refunds; where `next` is not null, more may follow behind it."""
