"""What a storefront sends to place an order; amounts are integer fen."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from shared.domain.errors import Fault
from shared.domain.identifiers import Identifier
from shared.domain.money import Fen
from shared.domain.orders.lines import MAX_LINES, OwnTerms
from shared.domain.records import Value
from shared.domain.terms.parts import OrderKind

Code = Annotated[str, Field(strict=True, pattern=r"^[2-9A-HJ-NP-Z]{7,8}$")]
"""A referral code, as links bear it."""


class NewLine(Value):
    """One product: `price_fen` is the price of a piece as the customer sees it.

    `terms` of its own are taken inside the limits that the plan gives.
    """

    line: Annotated[int, Field(strict=True, ge=1, le=MAX_LINES)]
    sku: Identifier
    qty: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    price_fen: Fen
    cost_fen: Fen | None = None
    category: Identifier | None = None
    terms: OwnTerms | None = None
    no_reason_return: Annotated[bool, Field(strict=True)] = True


class NewOrder(Value):
    """A sale, an own-use picking or an agent's restock.

    `discount_fen` is the order's coupon, spread over the lines; `link` is the referral code that
    the buyer came through; it does not bind the buyer, `POST /v1/bindings` does. `order_no` is the
    shop's own number: one order's for ever.
    """

    buyer: Identifier
    lines: Annotated[tuple[NewLine, ...], Field(min_length=1, max_length=MAX_LINES)]
    discount_fen: Fen = 0
    freight_fen: Fen = 0
    courier: Literal["standard", "other"] = "standard"
    payment: Literal["online", "manual"] = "online"
    kind: OrderKind = "sale"
    link: Code | None = None
    order_no: Identifier | None = None

    @model_validator(mode="after")
    def _line_numbers_differ(self) -> Self:
        numbers = [line.line for line in self.lines]
        for place, number in enumerate(numbers):
            if number in numbers[:place]:
                raise Fault("two_lines_of_one_number").at("lines", place, "line")
        return self
