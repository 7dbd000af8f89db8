"""The people of a file, as the orders to come see them; they change while the file is read."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from shared.domain.network.people import Distributor
from shared.domain.orders.order import Order
from shared.domain.periods.awards import Person, person_at_end
from shared.domain.records import Record
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.usecases.orders.order_lists import upwards

R = TypeVar("R", bound=Record)


class People:
    """Records by kind and key, and each distributor's last own sale."""

    def __init__(self) -> None:
        self._records: dict[type[Record], dict[str, Record]] = {}
        self._last_sales: dict[str, Order] = {}

    def put(self, *records: Record) -> None:
        """Let records be found under their keys."""
        for record in records:
            self._records.setdefault(type(record), {})[record.key] = record

    def sold(self, distributor: str, order: Order) -> None:
        """Remember an order as the distributor's last own sale."""
        self._last_sales[distributor] = order

    def get(self, kind: type[R], key: str) -> R | None:
        """Find one record, or None."""
        record = self._records.get(kind, {}).get(key)
        return record if isinstance(record, kind) else None

    def upwards(self, distributor: str) -> Iterator[Distributor]:
        """Give a distributor and those above him."""
        return upwards(lambda each: self.get(Distributor, each), distributor)

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the last own sale, if it is not older: it tells as much as all of them."""
        last = self._last_sales.get(distributor)
        return [last] if last and last.paid_at and last.paid_at >= since else []

    def person(self, rule: PeriodicRule, payee: str, period: str) -> Person:
        """Give a payee as the file last told of him."""
        known = self.get(Distributor, payee)
        if known is None:
            return Person("", qualified=False)
        violations = [known.last_violation_at] if known.last_violation_at else []
        return person_at_end(rule, known.level, violations, period)

    def was_out(self, payee: str) -> bool:
        """Tell nobody out: a file says of an order what counts for it."""
        return False
