"""What storefronts send and get; amounts are integer fen, times ISO 8601 in UTC.

A receipt holds only what never changes, so that the answer to a repeat is the same, byte by byte.
"""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.errors import Fault
from shared.domain.money import PositiveFen
from shared.domain.orders.commissions import NobodyPromised, Withheld
from shared.domain.orders.lines import MAX_LINES
from shared.domain.orders.order import Order
from shared.domain.orders.promises import Promised, who_is_promised, why_nobody_is
from shared.domain.orders.refund_record import RefundPart
from shared.domain.orders.return_items import ReturnKind
from shared.domain.records import Value
from shared.words.catalogue import term

LineNumber = Annotated[int, Field(strict=True, ge=1, le=MAX_LINES)]

LineNumbers = Annotated[tuple[LineNumber, ...], Field(max_length=MAX_LINES)]

SomeLines = Annotated[tuple[LineNumber, ...], Field(min_length=1, max_length=MAX_LINES)]


class NobodyView(Value):
    """Why an order promises nothing to anybody, in words as well."""

    why: NobodyPromised | Withheld | NotPaidFor
    message: str
    message_zh: str

    @classmethod
    def of(cls, order: Order) -> Self:
        """Show why."""
        nobody = why_nobody_is(order)
        words = term(nobody.register, nobody.why)
        return cls(why=nobody.why, message=words.en, message_zh=words.zh)


class OrderReceipt(Value):
    """The order was placed: pay `due_fen` before `expires_at`.

    `promised`: to whom it promises commission, the nearest first; how much, its explanation says.
    Where that is nobody, `nobody` says why.
    """

    order_id: str
    order_no: str | None
    due_fen: int
    created_at: AwareDatetime
    expires_at: AwareDatetime
    promised: tuple[Promised, ...]
    nobody: NobodyView | None

    @classmethod
    def of(cls, order: Order) -> Self:
        """Make the receipt of an order."""
        promised = who_is_promised(order)
        return cls(
            promised=promised,
            nobody=None if promised else NobodyView.of(order),
            order_id=order.id,
            order_no=order.order_no,
            due_fen=order.due_fen,
            created_at=order.created_at,
            expires_at=order.expires_at,
        )


class FactReceipt(Value):
    """A fact about an order was taken in, under the command's own number."""

    order_id: str
    fact: Literal["shipped", "delivered", "cancelled", "return_received", "return_inspected"]
    command_id: str


class Delivery(Value):
    """With `lines`, the replacement of these lines arrived; without, the order."""

    lines: LineNumbers = ()


class ReturnRequest(Value):
    """Lines that are to come back, for no reason, for an exchange, or for a defect."""

    lines: SomeLines
    kind: ReturnKind = "return"


class ReturnReceipt(Value):
    """A return was asked for; its id is for the receipt and the inspection."""

    order_id: str
    return_id: str
    lines: tuple[int, ...]
    kind: ReturnKind


class ReturnedGoods(Value):
    """Which lines of a return came back; none named: all of them."""

    lines: LineNumbers = ()


class Inspection(Value):
    """Whether returned goods are accepted; no line named: all undecided ones."""

    accepted: Annotated[bool, Field(strict=True)]
    lines: LineNumbers = ()


class RefundOrder(Value):
    """What is to be paid back; without a line, goods are spread over what remains of all lines."""

    amount_fen: PositiveFen
    part: RefundPart = "goods"
    line: LineNumber | None = None

    @model_validator(mode="after")
    def _only_goods_have_lines(self) -> Self:
        if self.line is not None and self.part != "goods":
            raise Fault("line_for_goods_only").at("line")
        return self


class RefundReceipt(Value):
    """A refund was decided under this number; the channel carries it out."""

    order_id: str
    refund_id: str
    amount_fen: int
