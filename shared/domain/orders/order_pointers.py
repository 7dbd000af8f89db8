"""By which orders are found: by day, storefront and buyer, and once paid by whom they concern.

They are laid by what follows the table's stream, so that no order and no payment waits for them.
"""

import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from shared.domain.day_pointers import DAY_SHARDS, OnDay
from shared.domain.keys import part
from shared.domain.network.bindings import Customer
from shared.domain.orders.order import Order
from shared.domain.orders.return_times import asked_at
from shared.domain.records import Pointer
from shared.domain.times import iso_utc, local_day

PAID_SHARDS = 16
"""Into how many lists those are divided that were paid on another day than they were placed."""

PAID_LISTS = PAID_SHARDS + DAY_SHARDS
"""How many lists hold the paid orders of a day: most stand among those that were placed on it."""


class OrderOf(Pointer):
    """By which the orders that concern somebody are found, in the order of their creation."""

    person: str
    created_at: str
    order: str


class SaleOf(Pointer):
    """By which a distributor's own sales are found, in the order of their payment."""

    seller: str
    paid_at: str
    order: str


class PaidOn(Pointer):
    """By which the orders paid on a local day are found that were not placed on it, by shards.

    Older ones have it whenever they were placed.
    """

    day: str
    shard: str
    paid_at: str
    order: str


class PlacedOn(OnDay):
    """By which the orders created on a local day are found, shard by shard, in that order."""

    order: str


class SoldBy(OnDay):
    """By which the orders of a storefront are found, day by day of their creation."""

    storefront: str
    order: str

    @classmethod
    def parts(cls) -> list[str]:
        """Give the names of the parts of its key: its storefront comes first."""
        return ["storefront", "day", "shard", "began_at", "order"]


class BoughtBy(Pointer):
    """By which the orders of a buyer are found, in the order of their creation."""

    buyer: str
    created_at: str
    order: str


class AskedOn(OnDay):
    """By which the returns asked for on a local day are found: `order/return`.

    It is stored with the return itself.
    """

    case: str


class PaidPlace(NamedTuple):
    """A list of paid orders, and a place in it: behind it the next page begins."""

    day: date
    shard: int
    place: str


def pointers_of_new(order: Order) -> Iterator[Pointer]:
    """Give the pointers to an order that hold from its creation on."""
    at = order.created_at
    yield PlacedOn.leading(at, order.id)
    yield SoldBy.leading(at, order.id, storefront=part(order.storefront))
    yield BoughtBy(buyer=part(order.buyer), created_at=iso_utc(at), order=order.id)


def pointers_to_new_returns(before: Order, order: Order) -> Iterator[Pointer]:
    """Give the pointers to the returns that came to an order."""
    for case in order.returns[len(before.returns) :]:
        asked = asked_at(order, case)
        if asked is not None:
            yield AskedOn.leading(asked, f"{order.id}/{case.id}")


def pointers_of(order: Order) -> Iterator[Pointer]:
    """Give what a paid order is found by, and by whom its buyer is; none while it is not paid."""
    if order.paid_at is None:
        return
    paid_at = iso_utc(order.paid_at)
    for person in order.people:
        yield OrderOf(person=person, created_at=iso_utc(order.created_at), order=order.id)
    for seller in order.chain[:1]:
        yield SaleOf(seller=seller, paid_at=paid_at, order=order.id)
    if local_day(order.paid_at) != local_day(order.created_at):
        yield paid_on(order, order.paid_at)
    yield Customer.of(order.buyer, order.storefront)


def paid_on(order: Order, paid_at: datetime) -> PaidOn:
    """Give the pointer to an order by the day of its payment."""
    shard = str(zlib.crc32(order.id.encode()) % PAID_SHARDS)
    day = local_day(paid_at).isoformat()
    return PaidOn(day=day, shard=shard, paid_at=iso_utc(paid_at), order=order.id)
