"""Past orders with their chains, one JSON object a line; `FileOrder` tells what it holds."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, model_validator

from infra.replay.history import HistoryError, opened
from infra.scenarios.complaints import remedy_of
from infra.whatif.people import People
from shared.domain.documents.part import Name
from shared.domain.identifiers import Identifier
from shared.domain.money import Yuan
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor, not_the_brand
from shared.domain.orders.lines import MAX_LINES, Line
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Order
from shared.domain.records import Value
from shared.domain.terms.parts import OrderKind
from shared.domain.times import Instant

MAX_UPLINES = 100
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""When somebody joined of whom the file does not say it."""


PersonId = Annotated[Identifier, AfterValidator(not_the_brand)]
"""Somebody's id in whatever system the file is from."""


class FilePerson(Value):
    """Somebody above the buyer, or the buyer himself, as he was when the order was placed.

    `last_sale` is when he last sold himself, `sold_before` whether he ever had.
    """

    id: PersonId
    level: Name = "silver"
    grade: Name | None = None
    active: Annotated[bool, Field(strict=True)] = True
    joined: Instant = LONG_AGO
    last_violation: Instant | None = None
    last_sale: Instant | None = None
    sold_before: Annotated[bool, Field(strict=True)] = False


class FileLine(Value):
    """One product: `paid` and `refunded` are of all pieces together, `price` and `cost` of one."""

    sku: Identifier
    qty: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    paid: Yuan
    refunded: Yuan = 0
    price: Yuan | None = None
    cost: Yuan | None = None
    category: Identifier | None = None

    @model_validator(mode="after")
    def _refunds_what_was_paid(self) -> "FileLine":
        if self.refunded > self.paid:
            raise ValueError("refunded is more than was paid; correct one of them")
        return self


class FileOrder(Value):
    """One order. `uplines` are nearest first; `himself` is the buyer if he is a distributor.

    `entry` tells of a restock that it was the buyer's first.
    """

    order: Identifier
    at: Instant
    buyer: Identifier
    kind: OrderKind = "sale"
    lines: Annotated[tuple[FileLine, ...], Field(min_length=1, max_length=MAX_LINES)]
    uplines: Annotated[tuple[FilePerson, ...], Field(max_length=MAX_UPLINES)] = ()
    himself: FilePerson | None = None
    entry: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _names_everybody_once(self) -> "FileOrder":
        ids = [person.id for person in self.uplines]
        if len(set(ids)) < len(ids) or self.buyer in ids:
            raise ValueError("somebody stands twice in the chain; name everybody once")
        if self.himself is not None and self.himself.id != self.buyer:
            raise ValueError("himself must be the buyer; give both the same id")
        if self.kind == "restock" and self.himself is None:
            raise ValueError("only a distributor restocks; say of the buyer himself what he is")
        return self


def read_orders(path: Path) -> list[FileOrder]:
    """Read all orders of a file, plain or gzipped. Errors: HistoryError with the line."""
    known: set[str] = set()
    orders = []
    with opened(path) as text:
        for number, line in enumerate(text, start=1):
            order = _order(f"{path}, line {number}", line)
            if order.order in known:
                raise HistoryError(
                    f"{path}, line {number}: order {order.order!r} stands here twice"
                )
            known.add(order.order)
            orders.append(order)
    if not orders:
        raise HistoryError(f"{path}: no order in it; put one JSON object a line")
    return orders


def tell(orders: Sequence[FileOrder]) -> Iterator[tuple[Order, People]]:
    """Give the orders as they stand, each with the people around it."""
    for order in orders:
        yield _past(order), _people(order)


def _order(place: str, line: str) -> FileOrder:
    try:
        return FileOrder.model_validate(json.loads(line, object_pairs_hook=_distinct))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(step + 1 if isinstance(step, int) else step) for step in fault["loc"])
        what = remedy_of(dict(fault))
        raise HistoryError(f"{place}: {where or 'order'}: {what}") from error
    except (ValueError, RecursionError) as error:
        raise HistoryError(f"{place}: this is no JSON object: {error}") from error


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{', '.join(twice)} stands there twice; keep one of them")
    return dict(pairs)


def _past(order: FileOrder) -> Order:
    return Order(
        id=order.order,
        storefront="file",
        buyer=order.buyer,
        kind=order.kind,
        status="paid",
        lines=tuple(_line(number, line) for number, line in enumerate(order.lines, start=1)),
        plan="file",
        chain=tuple(person.id for person in order.uplines),
        created_at=order.at,
        expires_at=order.at,
        paid_at=order.at,
    )


def _line(number: int, line: FileLine) -> Line:
    return Line(
        line=number,
        sku=line.sku,
        qty=line.qty,
        price_fen=-(-line.paid // line.qty) if line.price is None else line.price,
        base_fen=line.paid,
        refunded_fen=line.refunded,
        cost_fen=line.cost,
        category=line.category,
    )


def _people(order: FileOrder) -> People:
    people = People()
    if order.uplines:
        nearest = order.uplines[0].id
        people.put(Binding(buyer=order.buyer, promoter=nearest, bound_at=order.at))
    chain = [*([order.himself] if order.himself else []), *order.uplines]
    for person, upline in zip_longest(chain, chain[1:]):
        people.put(_distributor(person, upline))
        if person.sold_before:
            people.put(FirstSale(seller=person.id, order="before"))
        if person.last_sale:
            people.sold(person.id, _sale(person.last_sale))
    people.put(Restocks(agent=order.buyer, standing=0 if order.entry else 1))
    return people


def _distributor(person: FilePerson, upline: FilePerson | None) -> Distributor:
    return Distributor(
        id=person.id,
        level=person.level,
        grade=person.grade,
        standing="active" if person.active else "suspended",
        upline=upline.id if upline else None,
        joined_at=person.joined,
        last_violation_at=person.last_violation,
    )


def _sale(at: datetime) -> Order:
    """Make up an own sale of which only its time is known."""
    line = FileLine.model_validate({"sku": "any", "qty": 1, "paid": "0.01"})
    return _past(FileOrder(order="before", at=at, buyer="any", lines=(line,)))
