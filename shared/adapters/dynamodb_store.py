"""The table: the Store port over one DynamoDB table and its one index."""

import heapq
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from shared.adapters import dynamodb_writes
from shared.adapters.dynamodb_items import Item, key_in, primary_key, read_item
from shared.adapters.dynamodb_keys import (
    DUE_SHARDS,
    due_partition,
    key_of,
    order_pointer,
    payees_partition,
    pointed_to,
    read_due,
)
from shared.adapters.dynamodb_reads import TableReader
from shared.domain.ledger import JournalEntry
from shared.domain.orders import Order, Refund
from shared.domain.payouts import Payout
from shared.domain.people import RelationChange
from shared.domain.records import Record
from shared.domain.rulebook import RuleKind, RuleVersion
from shared.domain.settlements import Proposal
from shared.domain.times import iso_utc
from shared.ports import Due

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

R = TypeVar("R", bound=Record)


class DynamoStore:
    """Records in one table; rule versions are remembered for `rules_max_age` seconds."""

    def __init__(
        self, client: "DynamoDBClient", table_name: str, *, rules_max_age: float = 60.0
    ) -> None:
        self._client = client
        self._table = table_name
        self._reader = TableReader(client, table_name)
        self._rules_max_age = rules_max_age
        self._rules: dict[RuleKind, tuple[float, Sequence[RuleVersion]]] = {}

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record as it is now, or None."""
        item = self._reader.item(key_of(kind, key))
        return read_item(kind, item) if item else None

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records over the versions read, or none.

        Errors: `Conflict`, `CommitTooLarge`.
        """
        records = list(records)
        dynamodb_writes.commit(self._client, self._table, records)
        for record in records:
            if isinstance(record, RuleVersion):
                self._rules.pop(record.kind, None)

    def due(self, until: datetime) -> Iterable[Due]:
        """Give what is due by an instant, earliest first, as far as it is read."""
        shards = [self._due_in(shard, until) for shard in range(DUE_SHARDS)]
        return heapq.merge(*shards, key=lambda due: due.due_at)

    def journal(self, subject: str) -> Sequence[JournalEntry]:
        """Give a subject's entries in sequence."""
        return self._records(JournalEntry, subject, "JOURNAL#")

    def refunds(self, order: str) -> Sequence[Refund]:
        """Give an order's refunds, by number."""
        return self._records(Refund, f"ORDER#{order}", "REFUND#")

    def orders_paying(self, payee: str) -> Iterable[Order]:
        """Give the paid orders that name a payee, oldest first, as far as they are read."""
        orders = (read_item(Order, item) for item in self._pointed_to(payee, "ORDER#"))
        return (order for order in orders if order.paid_at)

    def point_to(self, order: Order) -> None:
        """Put a pointer for each payee; it never changes, so no condition guards it."""
        for payee in order.payees:
            pointer = primary_key(order_pointer(payee.id, order))
            self._client.put_item(TableName=self._table, Item=pointer)

    def payouts_of(self, payee: str) -> Iterable[Payout]:
        """Give a payee's payouts, by number."""
        payouts = [read_item(Payout, item) for item in self._pointed_to(payee, "PAYOUT#")]
        return sorted(payouts, key=lambda payout: payout.id)

    def relations(self, distributor: str) -> Sequence[RelationChange]:
        """Give the history of a distributor's upline, oldest first."""
        return self._records(RelationChange, f"PAYEE#{distributor}", "UPLINE#")

    def payees(self, shard: int, after: str, limit: int) -> Sequence[str]:
        """Give up to `limit` payees of a shard behind a payee."""
        entries = self._reader.index_from(payees_partition(shard), _behind(after), limit)
        return [entry["gsk"]["S"] for entry in entries]

    def proposals(self, period: str, shard: int, after: str, limit: int) -> Sequence[Proposal]:
        """Give up to `limit` proposals of a period's shard behind a payee."""
        first = _behind(f"PAYEE#{shard}#{after}")
        end = f"PAYEE#{shard}$"  # the character that follows the number sign
        items = self._reader.between(f"RUN#{period}", first, end, limit)
        return [read_item(Proposal, item) for item in items]

    def rule_versions(self, kind: RuleKind) -> Sequence[RuleVersion]:
        """Give all versions of the plan or policy, oldest first, as they were lately."""
        known = self._rules.get(kind)
        now = time.monotonic()
        if known is not None and now - known[0] < self._rules_max_age:
            return known[1]
        versions = self._records(RuleVersion, f"RULES#{kind}", "v#")
        self._rules[kind] = now, versions
        return versions

    def _due_in(self, shard: int, until: datetime) -> Iterator[Due]:
        # What is due in this very second has more behind its time, none of it behind a tilde.
        entries = self._reader.index_until(due_partition(shard), f"{iso_utc(until)}~")
        return (Due(*read_due(entry["gsk"]["S"])) for entry in entries)

    def _pointed_to(self, payee: str, prefix: str) -> Iterator[Item]:
        pointers = self._reader.under(f"PAYEE#{payee}", prefix, consistent=False)
        return self._reader.items(pointed_to(key_in(pointer)) for pointer in pointers)

    def _records(self, kind: type[R], partition: str, prefix: str) -> list[R]:
        items = self._reader.under(partition, prefix, consistent=True)
        return [read_item(kind, item) for item in items]


def _behind(key: str) -> str:
    # The least text behind a key: no id holds anything that sorts before a space.
    return f"{key} "
