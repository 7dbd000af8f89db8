"""Read and count what an order is the first of."""

from shared.domain.orders.milestones import FirstSale, Restocks, restocks_more, seller_of
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Lookup, Store


def sold_before(store: Lookup, order: Order) -> bool:
    """Tell whether another order of the seller was paid before this one."""
    seller = seller_of(order)
    first = store.get(FirstSale, seller) if seller else None
    return first is not None and first.order != order.id


def counted_restocks(store: Store, before: Order, after: Order) -> list[Record]:
    """Count a restock of an agent that stands from now on, or no longer."""
    more = restocks_more(before, after)
    if not more:
        return []
    known = store.get(Restocks, after.buyer) or Restocks(agent=after.buyer)
    return [known.changed(standing=known.standing + more)]


def is_entry_purchase(store: Lookup, agent: str) -> bool:
    """Tell whether an agent who restocks now has no other restock that is paid and stands."""
    restocks = store.get(Restocks, agent)
    return restocks is None or not restocks.standing
