"""By which an evaluation finds the orders that count for somebody in a month.

They are written with the fact that lets the order count, so that an evaluation misses none.
"""

from collections.abc import Iterator

from shared.domain.orders.order import Order
from shared.domain.periods.counting import concerned, months
from shared.domain.records import Record
from shared.domain.rules.period_ref import Role


class CountedSale(Record):
    """An order that counts something for somebody in a month; written once, never changed."""

    person: str
    role: Role
    month: str
    order: str

    @property
    def key(self) -> str:
        """The order's place under the person, by role and month."""
        return f"{self.person}/{self.role}/{self.month}/{self.order}"


def new_sales(before: Order, after: Order) -> list[CountedSale]:
    """Give what a transaction that changes an order adds."""
    known = set(_sales(before))
    return [sale for sale in dict.fromkeys(_sales(after)) if sale not in known]


def _sales(order: Order) -> Iterator[CountedSale]:
    for ref in order.period_rules:
        for month in sorted(months(order, ref)):
            for person, role in concerned(order, ref):
                yield CountedSale(person=person, role=role, month=month, order=order.id)
