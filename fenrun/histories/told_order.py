"""An order with its chain, as a line of JSON tells it."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from shared.domain.documents.amounts import Yuan
from shared.domain.documents.fault import fault_at
from shared.domain.documents.part import Name, Part
from shared.domain.errors import Fault
from shared.domain.histories.numbers import MOST_PIECES
from shared.domain.histories.past_order import MOST_LINES, PastLine, PastOrder
from shared.domain.identifiers import Identifier
from shared.domain.money import spread, yuan
from shared.domain.network.people import not_the_brand
from shared.domain.terms.parts import OrderKind
from shared.domain.times import BEGIN, Instant

MAX_UPLINES = 100


PersonId = Annotated[Identifier, AfterValidator(not_the_brand)]
"""Somebody's id in whatever system the file is from."""


class FilePerson(Part):
    """Somebody above the buyer, or the buyer himself, as he was when the order was placed.

    `joined` is long ago where the file does not say it, `last_sale` is when he last sold himself,
    `sold_before` whether he ever had.
    """

    id: PersonId
    level: Name = "silver"
    grade: Name | None = None
    active: Annotated[bool, Field(strict=True)] = True
    joined: Instant = BEGIN
    last_violation: Instant | None = None
    last_sale: Instant | None = None
    sold_before: Annotated[bool, Field(strict=True)] = False


class FileLine(Part):
    """One product: `paid` and `refunded` are of all pieces together, `price` and `cost` of one."""

    sku: Identifier
    qty: Annotated[int, Field(strict=True, ge=1, le=MOST_PIECES)]
    paid: Yuan
    refunded: Yuan = 0
    price: Yuan | None = None
    cost: Yuan | None = None
    category: Identifier | None = None


class FileOrder(Part):
    """One order. `uplines` are nearest first; `himself` is the buyer if he is a distributor.

    `coupon` is taken off what the lines were paid, by what each was; `freight` stands beside them.
    `entry` tells of a restock that it was the buyer's first.
    """

    order: Identifier
    at: Instant
    buyer: Identifier
    kind: OrderKind = "sale"
    lines: Annotated[tuple[FileLine, ...], Field(min_length=1, max_length=MOST_LINES)]
    coupon: Yuan = 0
    freight: Yuan = 0
    uplines: Annotated[tuple[FilePerson, ...], Field(max_length=MAX_UPLINES)] = ()
    himself: FilePerson | None = None
    entry: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _names_everybody_once(self) -> "FileOrder":
        ids = [person.id for person in self.uplines]
        if len(set(ids)) < len(ids) or self.buyer in ids:
            raise Fault("history_person_twice")
        if self.himself is not None and self.himself.id != self.buyer:
            raise Fault("history_himself_unlike")
        if self.kind == "restock" and self.himself is None:
            raise Fault("history_restock_of_nobody")
        return self

    @model_validator(mode="after")
    def _gives_back_what_was_paid(self) -> "FileOrder":
        goods, off = sum(line.paid for line in self.lines), self.coupon
        if off > goods:
            raise Fault(
                "history_discount_above", order=self.order, goods_fen=goods, discount_fen=off
            )
        for number, (line, paid) in enumerate(zip(self.lines, self.paid_fen, strict=True)):
            if line.refunded > paid:
                written = repr(yuan(line.refunded))
                raise fault_at(
                    ("lines", number),
                    "history_refund_above",
                    column="refunded",
                    written=written,
                    most_fen=paid,
                )
        return self

    @property
    def paid_fen(self) -> list[int]:
        """What was paid for each line, the coupon taken off."""
        paid = [line.paid for line in self.lines]
        return [fen - off for fen, off in zip(paid, spread(self.coupon, paid), strict=True)]


def past_order(number: int, line: int, order: FileOrder) -> PastOrder:
    """Give what an order says but for its people."""
    return PastOrder(
        number=number,
        line=line,
        order=order.order,
        buyer=order.buyer,
        at=order.at,
        lines=[
            PastLine(each.sku, each.qty, fen, each.refunded)
            for each, fen in zip(order.lines, order.paid_fen, strict=True)
        ],
        freight_fen=order.freight,
        discount_fen=order.coupon,
    )
