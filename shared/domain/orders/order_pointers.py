"""By which paid orders are found: by whom they concern, by their seller, by the day of payment.

They are laid by what follows the table's stream, so that no payment waits for them.
"""

import zlib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from shared.domain.network.bindings import Customer
from shared.domain.orders.order import Order
from shared.domain.records import Pointer
from shared.domain.times import iso_utc, local_day

PAID_SHARDS = 16
"""Into how many lists the paid orders of a day are divided, so that none of them is hot."""


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
    """By which the orders paid on a local day are found, shard by shard, in that order."""

    day: str
    shard: str
    paid_at: str
    order: str


class PaidPlace(NamedTuple):
    """A list of paid orders, and a place in it: behind it the next page begins."""

    day: date
    shard: int
    place: str


def pointers_of(order: Order) -> Iterator[Pointer]:
    """Give what a paid order is found by, and by whom its buyer is; none while it is not paid."""
    if order.paid_at is None:
        return
    paid_at = iso_utc(order.paid_at)
    for person in order.people:
        yield OrderOf(person=person, created_at=iso_utc(order.created_at), order=order.id)
    for seller in order.chain[:1]:
        yield SaleOf(seller=seller, paid_at=paid_at, order=order.id)
    shard = str(zlib.crc32(order.id.encode()) % PAID_SHARDS)
    yield PaidOn(
        day=local_day(order.paid_at).isoformat(), shard=shard, paid_at=paid_at, order=order.id
    )
    yield Customer.of(order.buyer, order.storefront)
