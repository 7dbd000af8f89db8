"""Orders that a file tells with their chains, and the people around each."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest

from fenrun.histories.told_order import FileLine, FileOrder, FilePerson
from infra.whatif.people import People
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.orders.lines import Line
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Order


def tell(orders: Sequence[FileOrder]) -> Iterator[tuple[Order, People]]:
    """Give the orders as they stand, each with the people around it."""
    for order in orders:
        yield _past(order), _people(order)


def _past(order: FileOrder) -> Order:
    return Order(
        id=order.order,
        storefront="file",
        buyer=order.buyer,
        kind=order.kind,
        status="paid",
        lines=tuple(
            _line(number, line, fen)
            for number, (line, fen) in enumerate(
                zip(order.lines, order.paid_fen, strict=True), start=1
            )
        ),
        plan="file",
        chain=tuple(person.id for person in order.uplines),
        own=order.himself is not None,
        created_at=order.at,
        expires_at=order.at,
        paid_at=order.at,
    )


def _line(number: int, line: FileLine, paid_fen: int) -> Line:
    return Line(
        line=number,
        sku=line.sku,
        qty=line.qty,
        price_fen=-(-line.paid // line.qty) if line.price is None else line.price,
        base_fen=paid_fen,
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
