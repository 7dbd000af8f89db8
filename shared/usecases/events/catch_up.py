"""What orders moved for a payee before he began to read his feed, told when he first asks.

Most payees never read theirs: it is filled for those alone who do.
"""

from collections.abc import Iterator
from functools import partial

from shared.domain.events.events import readers_of
from shared.domain.events.feed import Entry, Followed
from shared.domain.events.readers import Reader
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import OrderOf
from shared.ports import Ports, Store
from shared.usecases.events.pages import append
from shared.usecases.retrying import retried

AT_ONCE = 50
"""How many of his orders a page of the feed tells of."""

LOOKED_AT = 5
"""How many times a question looks for more where they moved nothing."""


def catch_up(ports: Ports, reader: Reader) -> None:
    """Follow a payee's feed from now on, and let more of what was before arrive. Errors: `Busy`."""
    for _ in range(LOOKED_AT):
        if retried(partial(_one_page, ports, reader)):
            return


def _one_page(ports: Ports, reader: Reader) -> bool:
    """Tell of the next orders; true if they moved something, or none is left."""
    followed = _followed(ports.store, reader)
    if followed.place is None:
        return True
    page = ports.store.listed(OrderOf, reader.id, after=followed.place, limit=AT_ONCE)
    orders = ports.store.get_all(Order, [each.target for each in page.items], exact=True)
    entries = [entry for order in orders for entry in _entry(order, reader)]
    if entries:
        append(ports, reader.feed, 0, entries)
    ports.store.commit([followed.changed(place=page.next)])
    return bool(entries) or page.next is None


def _followed(store: Store, reader: Reader) -> Followed:
    """Give how far his feed is; whoever hands out sees from now on that he follows it."""
    found = store.get(Followed, reader.feed)
    if found is not None:
        return found
    store.commit([Followed(feed=reader.feed)])
    return Followed(feed=reader.feed, version=1)


def _entry(order: Order, reader: Reader) -> Iterator[Entry]:
    numbers = tuple(
        number
        for number, moment in enumerate(order.moments, start=1)
        if reader in readers_of(order, moment)
    )
    if numbers:
        yield Entry(subject=order.about, numbers=numbers)
