"""The books of several orders over the same balances, to be stored in one transaction."""

from collections.abc import Mapping

from shared.domain.commands import BY_TIME
from shared.domain.errors import OutOfStep, Refused
from shared.domain.ledger.balances import Balance
from shared.domain.orders.book import OrderBook
from shared.domain.orders.next_step import lapse_until
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.ledger.notes import Notes
from shared.usecases.ledger.purses import Balances
from shared.usecases.orders.books import own_records
from shared.usecases.reading import policy_now

MOST_WRITTEN = 100
"""How many items a transaction takes."""

Own = Mapping[tuple[type[Record], str], Record]
"""What an order's book has changed beside balances, by kind and key."""


class SharedBooks:
    """Orders that go on together: those that are in, as they then are, and those refused by a rule.

    One that does not fit any more, or changes what another has changed, is in neither.
    """

    def __init__(self, ports: Ports) -> None:
        self.taken: dict[str, Order] = {}
        self.alone: set[str] = set()
        self._ports = ports
        self._now = ports.clock.now()
        self._policy = policy_now(ports)
        self._balances = Balances(ports.store)
        self._busy = ports.busy.at(self._now)
        self._own: dict[tuple[type[Record], str], Record] = {}

    @property
    def records(self) -> list[Record]:
        """All that has changed; of a balance, what all orders together have made of it."""
        return [*self._own.values(), *self._balances.changed]

    def take(self, order: Order) -> None:
        """Let everything due happen to an order, or leave all as it was."""
        before = dict(self._balances)
        book = self._book(order)
        try:
            lapse_until(book, self._now)
            own = {(type(r), r.key): r for r in own_records(self._ports, order, book)}
        except (Refused, OutOfStep):
            self.alone.add(order.id)
            self._go_back(before)
            return
        if self._own.keys().isdisjoint(own) and self._fits(own):
            self._own.update(own)
            self.taken[order.id] = _stored(order, book.order)
        else:
            self._leave(order, before)

    def _book(self, order: Order) -> OrderBook:
        return OrderBook(
            order=order,
            policy=self._policy,
            calendar=self._ports.calendar,
            recorded_at=self._now,
            command=BY_TIME,
            balances=self._balances,
            notes=Notes(self._ports.store),
            busy=self._busy,
        )

    def _fits(self, own: Own) -> bool:
        records = [*self._own.values(), *own.values()]
        laid = sum(len([*each.pointers]) for each in records if not each.version)
        return len(records) + laid + len(self._balances.changed) <= MOST_WRITTEN

    def _leave(self, order: Order, before: Mapping[str, Balance]) -> None:
        self._go_back(before)
        if not self.taken:
            self.alone.add(order.id)

    def _go_back(self, before: Mapping[str, Balance]) -> None:
        self._balances.clear()
        self._balances.update(before)


def _stored(before: Order, after: Order) -> Order:
    """Give an order as it is once it is stored."""
    return after if after == before else after.changed(version=after.version + 1)
