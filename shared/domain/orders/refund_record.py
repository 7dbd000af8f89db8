"""The refund: money that goes back to a buyer, from its decision to its end. Amounts are fen."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.domain.moments import HeadRecord, codes_of
from shared.domain.orders.codes import RefundCode
from shared.domain.records import AwaitingRecord, Value

RefundStatus = Literal["decided", "sent", "processing", "success", "closed", "abnormal"]
RefundPart = Literal["goods", "freight", "surcharge"]


class ByHand(Value):
    """How a refund was paid outside the channel: by which transfer, when, and who says so."""

    transaction: str
    paid_at: AwareDatetime
    by: str
    recorded_at: AwareDatetime


class Refund(AwaitingRecord, HeadRecord):
    """Money that goes back to the buyer: decided here, then carried out by the channel.

    `id` is its number at the channel for life. `stray` pays back money that no order was owed. What
    the channel cannot carry out waits for an operator: the buyer is owed until it succeeds. The
    decision is a moment of its order.
    """

    called: ClassVar[str] = "refund"
    codes: ClassVar[frozenset[str]] = codes_of(RefundCode)

    id: str
    order: str
    order_no: str | None = None
    """The number that the shop gave the order."""
    storefront: str
    paid_under: str | None = None
    """The number of the payment at the channel, where that is not the order's id."""
    amount_fen: int = Field(gt=0)
    paid_fen: int
    part: RefundPart | Literal["all", "stray"] = "goods"
    line: int | None = None
    decided_at: AwareDatetime
    state: RefundStatus = "decided"
    attempts: int = 0
    by_hand: ByHand | None = None

    @property
    def key(self) -> str:
        """The refund's place under its order."""
        return f"{self.order}/{self.id}"

    @property
    def storefronts(self) -> tuple[str, ...]:
        """Who sold what is given back; nobody where money came for no order."""
        return (self.storefront,) if self.storefront else ()

    @property
    def shop_number(self) -> str | None:
        """The number that the shop gave the order."""
        return self.order_no
