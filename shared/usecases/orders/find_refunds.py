"""Find refunds that wait for somebody to pay them back by hand."""

from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds import OPERATOR
from shared.ports import Page, Ports
from shared.usecases.day_lists import stuck_of
from shared.usecases.lists import as_wanted


def refunds_by_hand(
    ports: Ports, storefront: str | None = None, order: str | None = None, after: str = ""
) -> Page[Refund]:
    """Find what the channel could not pay back, on from a place; the oldest of a page first."""

    def fits(refund: Refund) -> bool:
        named = as_wanted((storefront, refund.storefront), (order, refund.order))
        return refund.awaiting == OPERATOR and named

    return stuck_of(
        ports.store, Refund, after, fits, lambda refund: refund.decided_at, latest_first=False
    )
