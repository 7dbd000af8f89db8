"""What happens to an order of a scenario, from its creation to its disputes."""

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from infra.scenarios.event import Event
from infra.scenarios.values import LineNumber, LineNumbers, Name, OrderName, OwnId, Strict
from shared.domain.errors import Fault
from shared.domain.money import BasisPoints, Yuan
from shared.domain.orders.refund_record import RefundPart
from shared.domain.orders.return_items import ReturnKind
from shared.domain.terms.parts import MAX_PAY_DEPTH, OrderKind


class ScenarioTerms(Strict):
    """What the storefront sets for a line, by depth, nearest first."""

    rates_bp: Annotated[tuple[BasisPoints, ...], Field(max_length=MAX_PAY_DEPTH)] = ()
    per_piece: Annotated[tuple[Yuan, ...], Field(max_length=MAX_PAY_DEPTH)] = ()

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if not self.rates_bp and not self.per_piece:
            raise Fault("story_terms_empty")
        return self


class ScenarioLine(Strict):
    """One product of an order."""

    line: LineNumber
    sku: OwnId
    qty: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    price: Yuan
    cost: Yuan | None = None
    category: OwnId | None = None
    terms: ScenarioTerms | None = None


class OrderCreated(Event):
    """A buyer places an order; `coupon` is the order's discount, `link` the one he came by."""

    do: Literal["order_created"]
    order: OrderName
    buyer: OwnId
    lines: Annotated[tuple[ScenarioLine, ...], Field(min_length=1, max_length=100)]
    coupon: Yuan = 0
    courier: Literal["standard", "other"] = "standard"
    freight: Yuan = 0
    kind: OrderKind = "sale"
    payment: Literal["online", "manual"] = "online"
    link: Name | None = None

    @model_validator(mode="after")
    def _lines_can_be_told_apart(self) -> Self:
        number, times = Counter(line.line for line in self.lines).most_common(1)[0]
        if times > 1:
            raise Fault("story_line_twice", line=number, times=times)
        return self


class OrderFact(Event):
    """An order is shipped or cancelled."""

    do: Literal["shipped", "cancelled"]
    order: OrderName


class Delivered(Event):
    """An order arrives; with lines, the replacement of an exchange."""

    do: Literal["delivered"]
    order: OrderName
    lines: LineNumbers | None = None


class ReturnRequested(Event):
    """A customer asks to give lines back or exchange them, or claims a defect."""

    do: Literal["return_requested"]
    order: OrderName
    lines: LineNumbers
    kind: ReturnKind = "return"


class ReturnReceived(Event):
    """Goods of a return arrive; no line named: all that were asked for."""

    do: Literal["return_received"]
    order: OrderName
    lines: LineNumbers | None = None


class ReturnInspected(Event):
    """A return is accepted or rejected; no line named: all undecided ones."""

    do: Literal["return_inspected"]
    order: OrderName
    accepted: Annotated[bool, Field(strict=True)]
    lines: LineNumbers | None = None


class Refunded(Event):
    """A refund is decided; the same `refund` again is a duplicate."""

    do: Literal["refunded"]
    order: OrderName
    amount: Yuan
    line: LineNumber | None = None
    part: RefundPart = "goods"
    refund: Name | None = None


class ChannelDispute(Event):
    """The channel takes money back, or gives it again.

    With a `case` finance reports it by its number: whole or not at all, the same again changes
    nothing.
    """

    do: Literal["chargeback", "dispute_won"]
    order: OrderName
    amount: Yuan
    line: LineNumber | None = None
    case: Name | None = None
