"""A store in which somebody else writes a purse between a command's read of it and its commit."""

from collections.abc import Callable, Iterable
from datetime import datetime

from infra.memory.store import MemoryStore
from shared.domain.ledger.arrivals import Arrivals
from shared.domain.ledger.balances import Balance
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Due

Disturbs = Callable[[Balance], bool]


class DisturbedStore(MemoryStore):
    """Before an order credits or debits a purse, another write of that purse may come first.

    While `nobody_drains`, what is arriving is found by nobody who looks for what is due.
    """

    def __init__(self, disturbs: Disturbs) -> None:
        super().__init__()
        self.disturbs = disturbs
        self.refused = 0
        self.nobody_drains = False

    def due(self, until: datetime) -> Iterable[Due]:
        """Give what is due by an instant, earliest first."""
        found = super().due(until)
        return [due for due in found if not (self.nobody_drains and due.kind is Arrivals)]

    def commit(self, records: Iterable[Record]) -> None:
        """Write all or none, over what the other has written meanwhile."""
        records = list(records)
        if any(isinstance(record, Order) for record in records):
            self._write_first(record for record in records if isinstance(record, Balance))
        try:
            super().commit(records)
        except Exception:
            self.refused += 1
            raise

    def _write_first(self, balances: Iterable[Balance]) -> None:
        for each in balances:
            stored = self.get(Balance, each.key)
            if stored is not None and self.disturbs(stored):
                super().commit([stored])
