"""What an order is the first of: of a seller's paid sales, of an agent's restocks that stand.

Each is decided in the transaction of the payment or refund that changes it, so that of two orders
at once only one is the first. Source: A096, A098.
"""

from pydantic import Field

from shared.domain.orders.order import Order
from shared.domain.records import Record


class FirstSale(Record):
    """The seller's first paid order; it stays his first, even if it is given back."""

    seller: str
    order: str

    @property
    def key(self) -> str:
        """The seller's id."""
        return self.seller


class Restocks(Record):
    """How many paid restocks of an agent stand; while there is none, the next is his entry."""

    agent: str
    standing: int = Field(default=0, ge=0)

    @property
    def key(self) -> str:
        """The agent's id."""
        return self.agent


def seller_of(order: Order) -> str | None:
    """Give the one at depth 1 of a sale; nobody sells a restock, or what is bought for oneself."""
    is_sale = order.kind != "restock" and not _counts_as_own(order)
    return order.chain[0] if order.chain and is_sale else None


def _counts_as_own(order: Order) -> bool:
    """Tell whether a distributor bought it, and no award for a first order is promised on it.

    One who joined long ago may be a newcomer's customer.
    """
    return order.own and not any(each.first_sale_only for each in order.commissions)


def first_sales(before: Order, after: Order) -> list[FirstSale]:
    """Give what is kept of an order that is paid now, if its seller sold nothing before it."""
    seller = seller_of(after)
    if seller is None or before.paid_at is not None or after.paid_at is None:
        return []
    return [FirstSale(seller=seller, order=after.id)]


def restocks_more(before: Order, after: Order) -> int:
    """Give how many more restocks stand by a change of an order: 1, 0, or -1 for one given back."""
    return _stands(after) - _stands(before) if after.kind == "restock" else 0


def _stands(order: Order) -> bool:
    if order.paid_at is None or order.status == "cancelled":
        return False
    paid_for = [line for line in order.lines if line.base_fen]
    return not paid_for or any(line.remaining_fen for line in paid_for)
