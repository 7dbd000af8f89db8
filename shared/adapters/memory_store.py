"""The table in memory, with the same conditions as the real one: for scenarios and tests."""

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from shared.domain.balances import Balance
from shared.domain.ledger import JournalEntry
from shared.domain.orders import Order, Refund
from shared.domain.payouts import Payout
from shared.domain.people import RelationChange
from shared.domain.records import NOTHING, AwaitingRecord, Record
from shared.domain.rulebook import RuleKind, RuleVersion
from shared.domain.settlements import Proposal, shard_of
from shared.ports import Conflict, Due

R = TypeVar("R", bound=Record)


class MemoryStore:
    """Records by kind and key; a commit writes all of them or none."""

    def __init__(self) -> None:
        self._records: dict[type[Record], dict[str, Record]] = {}
        self._lock = threading.Lock()

    def all(self, kind: type[R]) -> list[R]:
        """Give all records of a kind, in the order of their first writing."""
        return [r for r in self._records.get(kind, {}).values() if isinstance(r, kind)]

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        record = self._records.get(kind, {}).get(key)
        return record if isinstance(record, kind) else None

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records over the versions read, or none. Errors: `Conflict`."""
        records = list(records)
        with self._lock:
            for record in records:
                stored = self._records.get(type(record), {}).get(record.key)
                if record.version != (stored.version if stored else 0):
                    raise Conflict(record.key)
            for record in records:
                written = record.model_copy(update={"version": record.version + 1})
                self._records.setdefault(type(record), {})[record.key] = written

    def due(self, until: datetime) -> Iterable[Due]:
        """Give what is due by an instant, earliest first."""
        waiting = (
            Due(record.due_at, kind, record.key)
            for kind in self._records
            if issubclass(kind, AwaitingRecord)
            for record in self.all(kind)
            if record.awaiting != NOTHING and record.due_at <= until
        )
        return sorted(waiting, key=lambda due: (due.due_at, due.key))

    def journal(self, subject: str) -> Sequence[JournalEntry]:
        """Give a subject's entries in sequence."""
        entries = [e for e in self.all(JournalEntry) if e.subject == subject]
        return sorted(entries, key=lambda entry: entry.sequence)

    def refunds(self, order: str) -> Sequence[Refund]:
        """Give an order's refunds, by number."""
        return sorted((r for r in self.all(Refund) if r.order == order), key=lambda r: r.id)

    def orders_paying(self, payee: str) -> Iterable[Order]:
        """Give the paid orders that name a payee, oldest first."""
        orders = (o for o in self.all(Order) if o.paid_at and payee in {p.id for p in o.payees})
        return sorted(orders, key=lambda order: (order.created_at, order.id))

    def point_to(self, order: Order) -> None:
        """Need no pointer: `orders_paying` looks at every order."""

    def payouts_of(self, payee: str) -> Iterable[Payout]:
        """Give a payee's payouts, by number."""
        return sorted((p for p in self.all(Payout) if p.payee == payee), key=lambda p: p.id)

    def relations(self, distributor: str) -> Sequence[RelationChange]:
        """Give the history of a distributor's upline, oldest first."""
        changes = [c for c in self.all(RelationChange) if c.distributor == distributor]
        return sorted(changes, key=lambda change: change.number)

    def payees(self, shard: int, after: str, limit: int) -> Sequence[str]:
        """Give up to `limit` payees of a shard behind a payee."""
        ids = sorted(b.payee for b in self.all(Balance) if shard_of(b.payee) == shard)
        return [payee for payee in ids if payee > after][:limit]

    def proposals(self, period: str, shard: int, after: str, limit: int) -> Sequence[Proposal]:
        """Give up to `limit` proposals of a period's shard behind a payee."""
        of_period = [p for p in self.all(Proposal) if p.period == period]
        of_shard = [p for p in of_period if shard_of(p.payee) == shard and p.payee > after]
        return sorted(of_shard, key=lambda p: p.payee)[:limit]

    def rule_versions(self, kind: RuleKind) -> Sequence[RuleVersion]:
        """Give all versions of the plan or policy, oldest first."""
        versions = [v for v in self.all(RuleVersion) if v.kind == kind]
        return sorted(versions, key=lambda version: version.number)
