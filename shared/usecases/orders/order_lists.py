"""Orders found by whom they concern, by their seller, by the day of their payment."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import (
    PAID_SHARDS,
    OrderOf,
    PaidOn,
    PaidPlace,
    PlacedOn,
    SaleOf,
    paid_on,
)
from shared.domain.records import Record
from shared.domain.times import iso_utc, local_day
from shared.ports import Page, Store
from shared.usecases.lists import every_page, led_to, page_led_to

if TYPE_CHECKING:
    from shared.usecases.reading_once import ReadOnce

R = TypeVar("R", bound=Record)

FEW = 5
"""How many own sales one question answers: the latest mostly suffice."""


class Sellers(Protocol):
    """Whom the facts of an order are gathered from: people as they are, or as they once were."""

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        ...

    def upwards(self, distributor: str) -> Iterable[Distributor]:
        """Give a distributor and those above him, as far as they are read."""
        ...

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the orders with him at depth 1, paid from an instant on, latest first."""
        ...


class SellersNow:
    """People and their sales as the table has them, and a binding that is made along with it."""

    def __init__(self, store: Store, reads: "ReadOnce", bound: Binding | None = None) -> None:
        self._store = store
        self._reads = reads
        self._bound = bound

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        if isinstance(self._bound, kind) and self._bound.key == key:
            return self._bound
        return self._reads.get(kind, key)

    def upwards(self, distributor: str) -> Iterator[Distributor]:
        """Give a distributor and those above him now, as far as they are read."""
        return self._reads.upwards(Distributor, distributor, lambda each: each.upline)

    def own_sales(self, distributor: str, since: datetime) -> Iterator[Order]:
        """Give the orders with him at depth 1, paid from an instant on, as far as they are read."""
        return own_sales(self._store, distributor, since)


def upwards(find: Callable[[str], Distributor | None], distributor: str) -> Iterator[Distributor]:
    """Give a distributor and those above him, by finding one after the other."""
    found = find(distributor)
    while found is not None:
        yield found
        found = find(found.upline) if found.upline is not None else None


def orders_paying(store: Store, payee: str, since: str = "") -> Page[Order]:
    """Give a page of the paid orders that name a payee, oldest first, from a place on.

    A place is when an order was created, and its id.
    """
    return page_led_to(store, Order, store.listed(OrderOf, payee, since=since))


def own_sales(
    store: Store, distributor: str, since: datetime, until: datetime | None = None
) -> Iterator[Order]:
    """Give the orders with him at depth 1, paid from an instant on, latest first.

    Eventually consistent.
    """
    pages = every_page(
        store,
        SaleOf,
        distributor,
        since=iso_utc(since),
        until=iso_utc(until) if until else None,
        limit=FEW,
        latest_first=True,
    )
    for page in pages:
        yield from led_to(store, Order, page.items)


def paid_orders(store: Store, place: PaidPlace, limit: int) -> tuple[list[Order], PaidPlace | None]:
    """Give up to `limit` orders of a day's list behind a place, and where to go on in it.

    Eventually consistent.
    """
    if place.shard >= PAID_SHARDS:
        return _paid_when_placed(store, place, limit)
    parent = f"{place.day.isoformat()}/{place.shard}"
    page = store.listed(PaidOn, parent, after=place.place, limit=limit)
    return list(led_to(store, Order, page.items)), _behind(place, page.next)


def _paid_when_placed(
    store: Store, place: PaidPlace, limit: int
) -> tuple[list[Order], PaidPlace | None]:
    """Give those that were paid on the day on which they were placed.

    Older ones have a pointer of their own for that, and stand in another list.
    """
    parent = f"{place.day.isoformat()}/{place.shard - PAID_SHARDS}"
    page = store.listed(PlacedOn, parent, after=place.place, limit=limit)
    found = {
        paid_on(order, order.paid_at).key: order
        for order in led_to(store, Order, page.items)
        if order.paid_at is not None and local_day(order.paid_at) == place.day
    }
    older = {pointer.order for pointer in store.get_all(PaidOn, found)}
    return [each for each in found.values() if each.id not in older], _behind(place, page.next)


def _behind(place: PaidPlace, suffix: str | None) -> PaidPlace | None:
    return PaidPlace(place.day, place.shard, suffix) if suffix is not None else None
