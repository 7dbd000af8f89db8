"""Find refunds that wait for somebody to pay them back by hand."""

from shared.domain.orders.order import Refund
from shared.domain.orders.refunds import OPERATOR
from shared.ports import Page, Ports
from shared.usecases.day_lists import LOOKED_AT
from shared.usecases.lists import loaded


def refunds_by_hand(
    ports: Ports, storefront: str | None = None, order: str | None = None, after: str = ""
) -> Page[Refund]:
    """Find what the channel could not pay back, on from a place; the oldest of a page first."""

    def fits(refund: Refund) -> bool:
        named = storefront in (None, refund.storefront) and order in (None, refund.order)
        return refund.awaiting == OPERATOR and named

    keys = ports.store.stuck(Refund, after=after, limit=LOOKED_AT)
    found = loaded(ports.store, Refund, keys, fits)
    return Page(sorted(found.items, key=lambda refund: refund.decided_at), found.next)
