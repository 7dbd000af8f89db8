"""What happens to an order's money at the channel, and what staff decides of what does not fit."""

from typing import Literal

from infra.scenarios.event import Event
from infra.scenarios.values import Name, OrderName
from shared.domain.channel.payment_terms import PaymentKind
from shared.domain.money import Yuan
from shared.domain.odd_notices.resolutions import Choice
from shared.domain.times import Instant


class PaymentRequested(Event):
    """A buyer is given something to pay with; what he was given before is closed."""

    do: Literal["payment_requested"]
    order: OrderName
    kind: PaymentKind = "native"


class OrderPaid(Event):
    """Money arrives for an order; the same `transaction` again is a duplicate notice.

    `paid_at` is when, by the channel; now where it is left out. A `lost` notice never comes: the
    channel tells when it is asked.
    """

    do: Literal["order_paid"]
    order: OrderName
    transaction: Name | None = None
    amount: Yuan | None = None
    paid_at: Instant | None = None
    notice: Literal["heard", "lost"] = "heard"


class OddResolved(Event):
    """Finance decides about money that does not fit, and another person agrees where it moves."""

    do: Literal["odd_resolved"]
    transaction: Name
    choice: Choice
