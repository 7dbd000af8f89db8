"""The people around a past order as they were then, read from their histories.

What changed in an order's very second had changed before it. A sale counts as activity by what is
left of it now. Source: feature 40; rules.md, Snapshot.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import TypeVar, Unpack

from shared.domain.network.bindings import Binding, BindingChange
from shared.domain.network.people import Distributor, ProfileChange, ReferralCode, RelationChange
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Order
from shared.domain.periods.awards import Person
from shared.domain.records import Record
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.ports import Page, Span, Store
from shared.usecases.network.histories import change_at, last_violation
from shared.usecases.orders.order_lists import own_sales, upwards
from shared.usecases.periods.period_facts import person_of

R = TypeVar("R", bound=Record)

FIRST = 1
"""The number of the change by which somebody joins."""


class Histories:
    """The table, of which everything is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._get = cache(store.get)
        self._listed = cache(store.listed)

    def get(self, kind: type[R], key: str) -> R | None:
        """Give a record as it is now, or None."""
        record = self._get(kind, key)
        return record if isinstance(record, kind) else None

    def listed(self, kind: type[R], parent: str, **span: Unpack[Span]) -> Page[R]:
        """Give a page of the records whose keys begin with a parent's, as they are now."""
        page = self._listed(kind, parent, **span)
        return Page([each for each in page.items if isinstance(each, kind)], page.next)

    def own_sales(self, distributor: str, since: datetime, until: datetime) -> Iterator[Order]:
        """Give the orders with him at depth 1, paid between two instants, latest first."""
        return own_sales(self._store, distributor, since, until)


class PastPeople:
    """What gathering the facts of one paid order reads, as of its creation."""

    def __init__(self, histories: Histories, order: Order) -> None:
        self._histories = histories
        self._order = order

    def get(self, kind: type[R], key: str) -> R | None:
        """Give a record as it was; a kind whose past is not kept is a TypeError."""
        record = self._record(kind, key)
        return record if isinstance(record, kind) else None

    def upwards(self, distributor: str) -> Iterator[Distributor]:
        """Give a distributor and those above him then."""
        return upwards(self._distributor, distributor)

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the own sales that were paid by then, latest first."""
        return self._histories.own_sales(distributor, since, self._order.created_at)

    def was_out(self, payee: str) -> bool:
        """Tell whether somebody was not active any more when the order was paid."""
        paid_at = self._order.paid_at or self._order.created_at
        profile = change_at(self._histories, ProfileChange, payee, paid_at)
        return profile is None or profile.standing != "active"

    def person(self, rule: PeriodicRule, payee: str, period: str) -> Person:
        """Give a payee as he was when a period ended."""
        return person_of(self._histories, rule, payee, period)

    def _record(self, kind: type[Record], key: str) -> Record | None:
        if kind is Distributor:
            return self._distributor(key)
        if kind is Binding:
            return self._binding(key)
        if kind is ReferralCode:
            return self._histories.get(ReferralCode, key)
        if kind is FirstSale:
            return self._earlier_sale(key)
        if kind is Restocks:
            return Restocks(agent=key, standing=0 if self._order.entry else 1)
        raise TypeError(f"{kind.__name__} has no past to look at")

    def _distributor(self, id_: str) -> Distributor | None:
        now, at = self._histories.get(Distributor, id_), self._order.created_at
        if now is None:
            return None  # A buyer, whose name may be no distributor's.
        relation = change_at(self._histories, RelationChange, id_, at)
        profile = change_at(self._histories, ProfileChange, id_, at)
        if relation is None or profile is None or self._joined_after(relation):
            return None
        return now.changed(
            upline=relation.upline,
            relation=relation.number,
            level=profile.level,
            grade=profile.grade,
            standing=profile.standing,
            last_violation_at=self._last_violation(now, at),
        )

    def _joined_after(self, relation: RelationChange) -> bool:
        """Tell whether the buyer joined in the order's very second, but after it was placed."""
        order = self._order
        joins_now = relation.distributor == order.buyer and relation.number == FIRST
        if not joins_now or relation.at < order.created_at:
            return False
        above = (relation.upline,) if relation.upline else ()
        return order.chain[:1] not in (above, (order.buyer,))

    def _last_violation(self, now: Distributor, at: datetime) -> datetime | None:
        if now.last_violation_at is None or now.last_violation_at <= at:
            return now.last_violation_at
        before = last_violation(self._histories, now.id, at)
        return before.at if before else None

    def _binding(self, key: str) -> Binding | None:
        bound = change_at(self._histories, BindingChange, key, self._order.created_at)
        if bound is None:
            return None
        return Binding(buyer=bound.buyer, promoter=bound.promoter, bound_at=bound.at)

    def _earlier_sale(self, seller: str) -> FirstSale | None:
        """Give the seller's first sale unless it is this very order."""
        first = self._histories.get(FirstSale, seller)
        return first if first and first.order != self._order.id else None
