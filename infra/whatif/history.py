"""A purchase history as past orders: with the network that `fenrun replay` makes up for it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from infra.replay.history import Purchase
from infra.replay.network import Arrival, founders, grow
from infra.replay.rule import Rule
from infra.replay.schedule import placed_at
from infra.whatif.people import People
from shared.domain.histories.past_order import PastLine
from shared.domain.keys import part
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.orders.lines import Line
from shared.domain.orders.milestones import FirstSale, seller_of
from shared.domain.orders.order import Order
from shared.domain.times import EARLIEST

CYCLE = timedelta(weeks=1461)
"""After 28 years the calendar repeats itself."""

SKU = "cd"
"""What the product of a history is called that names none, as in a replay."""


def tell(purchases: Sequence[Purchase], rule: Rule) -> Iterator[tuple[Order, People]]:
    """Give the orders in time order, with the people as they were when each was placed.

    An order of 0.00 is left out, as the product refuses it; its buyer comes and joins all the same.
    """
    placed = [(placed_at(each, in_our_days(each.day), rule), each) for each in purchases]
    placed.sort(key=lambda each: each[0])
    if not placed:
        return
    arrivals = grow(placed, rule)
    people = People()
    people.put(*(Distributor(id=founder, joined_at=placed[0][0]) for founder in founders()))
    for at, purchase in placed:
        arrival = arrivals.get(purchase.row)
        if arrival and arrival.promoter:
            people.put(Binding(buyer=purchase.buyer, promoter=arrival.promoter, bound_at=at))
        if purchase.amount_fen:
            order = _order(purchase, at, people)
            yield order, people
            _remember(people, order)
        if arrival and arrival.joins:
            people.put(_joined(purchase.buyer, arrival, at))


def in_our_days(day: date) -> date:
    """Move a day of the last century by 28 years, as often as needed: weekdays and leaps stay."""
    while day.year < EARLIEST:
        day += CYCLE
    return day


def _order(purchase: Purchase, at: datetime, people: People) -> Order:
    seller = _seller(people, purchase.buyer)
    return Order(
        id=f"{purchase.row}",
        storefront="history",
        buyer=purchase.buyer,
        status="paid",
        lines=tuple(_line(*each) for each in enumerate(_lines(purchase), start=1)),
        plan="history",
        chain=(seller,) if seller else (),
        own=people.get(Distributor, purchase.buyer) is not None,
        created_at=at,
        expires_at=at,
        paid_at=at,
    )


def _lines(purchase: Purchase) -> Sequence[PastLine]:
    whole = PastLine(None, purchase.qty, purchase.amount_fen, purchase.refunded_fen)
    return purchase.lines or (whole,)


def _line(number: int, line: PastLine) -> Line:
    return Line(
        line=number,
        sku=line.sku or SKU,
        qty=line.qty,
        price_fen=-(-line.paid_fen // line.qty),
        base_fen=line.paid_fen,
        refunded_fen=line.refunded_fen,
    )


def _seller(people: People, buyer: str) -> str | None:
    himself = people.get(Distributor, buyer)
    if himself is not None:
        return himself.upline
    binding = people.get(Binding, part(buyer))
    return binding.promoter if binding else None


def _remember(people: People, order: Order) -> None:
    for seller in order.chain:
        if seller_of(order) and people.get(FirstSale, seller) is None:
            people.put(FirstSale(seller=seller, order=order.id))
        if any(line.remaining_fen for line in order.lines):
            people.sold(seller, order)


def _joined(buyer: str, arrival: Arrival, at: datetime) -> Distributor:
    upline = arrival.promoter or founders()[0]
    return Distributor(id=buyer, upline=upline, relation=1, joined_at=at)
