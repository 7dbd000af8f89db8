"""A store in which somebody else writes a purse between a command's read of it and its commit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from infra.memory.store import MemoryStore
from shared.domain.ledger.arrivals import Arrivals
from shared.domain.ledger.balances import Balance
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Conflict, Due

Disturbs = Callable[[Balance], bool]


class DisturbedStore(MemoryStore):
    """Before an order credits or debits a purse, another write of that purse may come first.

    Never twice in a row: whoever tries again comes through in the end.

    While `nobody_drains`, what is arriving is found by nobody who looks for what is due.
    """

    def __init__(self, disturbs: Disturbs) -> None:
        super().__init__()
        self.disturbs = disturbs
        self.refused = 0
        self.nobody_drains = False
        self.came_first = False

    def due(self, until: datetime, within: Sequence[str] | None = None) -> Iterable[Due]:
        """Give what is due by an instant, earliest first."""
        found = super().due(until, within)
        return [due for due in found if not (self.nobody_drains and due.kind is Arrivals)]

    def commit(self, records: Iterable[Record]) -> None:
        """Write all or none, over what the other has written meanwhile."""
        records = list(records)
        if not self.came_first and any(isinstance(record, Order) for record in records):
            self._write_first(record for record in records if isinstance(record, Balance))
        self.came_first = True
        try:
            super().commit(records)
            self.came_first = False
        except Conflict:
            self.refused += 1
            raise

    def _write_first(self, balances: Iterable[Balance]) -> None:
        for each in balances:
            stored = self.get(Balance, each.key)
            if stored is not None and self.disturbs(stored):
                super().commit([stored])
