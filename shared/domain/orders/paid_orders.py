"""Where a paid order stands in the lists by day of payment: many short lists, none of them hot."""

import zlib
from datetime import date
from typing import NamedTuple

from shared.domain.orders.order import Order
from shared.domain.times import iso_utc, local_day

PAID_SHARDS = 16


class PaidPlace(NamedTuple):
    """A list, and a place in it: by the time of payment, then by the order's id."""

    day: date
    shard: int
    place: str


def paid_place(order: Order) -> PaidPlace | None:
    """Give the place of an order; None while it is not paid."""
    if order.paid_at is None:
        return None
    shard = zlib.crc32(order.id.encode()) % PAID_SHARDS
    return PaidPlace(local_day(order.paid_at), shard, f"{iso_utc(order.paid_at)}#{order.id}")
