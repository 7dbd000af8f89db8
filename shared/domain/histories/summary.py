"""What a file's orders come to, so that a person can hold it against his shop's own figures."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Self

from shared.domain.histories.history import History
from shared.domain.histories.spelling import is_masked


class StatusSum(NamedTuple):
    """How many orders of a status are no sale, and what they would have come to."""

    orders: int
    fen: int


class Summary(NamedTuple):
    """Counts and sums of a file; amounts are fen, of goods unless they are called otherwise."""

    layout: str
    rows: int
    orders: int
    sales: int
    lines: int
    buyers: int
    masked_buyers: int
    first: date | None
    last: date | None
    goods_fen: int
    discount_fen: int
    freight_fen: int
    refunded_orders: int
    refunded_fen: int
    freight_refunded_fen: int
    open_refund_fen: int
    no_sales: Mapping[str, StatusSum]
    totals_checked: int

    @property
    def net_fen(self) -> int:
        """What was paid for goods and not given back."""
        return self.goods_fen - self.refunded_fen

    @classmethod
    def of(cls, history: History) -> Self:
        """Add a file up."""
        sales = history.orders
        days = [each.at.date() for each in sales]
        return cls(
            layout=history.layout,
            rows=history.rows,
            orders=len(sales) + len(history.no_sales),
            sales=len(sales),
            lines=sum(len(each.lines) for each in sales),
            buyers=len({each.buyer for each in sales}),
            masked_buyers=sum(map(is_masked, {each.buyer for each in sales})),
            first=min(days, default=None),
            last=max(days, default=None),
            goods_fen=sum(each.goods_fen for each in sales),
            discount_fen=sum(each.discount_fen for each in sales),
            freight_fen=sum(each.freight_fen for each in sales),
            refunded_orders=sum(each.refunded_fen > 0 for each in sales),
            refunded_fen=sum(each.refunded_fen for each in sales),
            freight_refunded_fen=sum(each.freight_refunded_fen for each in sales),
            open_refund_fen=sum(each.open_refund_fen for each in sales),
            no_sales=_no_sales(history),
            totals_checked=history.totals_checked,
        )


def _no_sales(history: History) -> Mapping[str, StatusSum]:
    orders, fen = Counter[str](), Counter[str]()
    for each in history.no_sales:
        orders[each.status] += 1
        fen[each.status] += each.fen
    return {status: StatusSum(orders[status], fen[status]) for status in orders}
