"""The table: the Store port over one DynamoDB table and its one index."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from shared.adapters import dynamodb_writes
from shared.adapters.dynamodb_items import Item, key_in, primary_key, read_item
from shared.adapters.dynamodb_keys import (
    DUE_SHARDS,
    OPEN_AWARDS,
    OPEN_TRANSFERS,
    PAID,
    SALE,
    awarded,
    counted_order,
    counted_range,
    due_partition,
    key_of,
    open_rules_partition,
    order_pointer,
    paid_pointer,
    payees_partition,
    pointed_to,
    read_due,
    sale_pointer,
)
from shared.adapters.dynamodb_reads import TableReader
from shared.domain.awards.manual_awards import ManualAward
from shared.domain.ledger.journal import JournalEntry
from shared.domain.network.bindings import BindingChange
from shared.domain.network.conduct import Violation
from shared.domain.network.people import Distributor, ProfileChange, RelationChange
from shared.domain.network.transfers import TransferProposal
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.order import Order, Refund
from shared.domain.orders.paid_orders import PaidPlace, paid_place
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import Proposal
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.domain.plans.period_rules import Role
from shared.domain.records import Record
from shared.domain.rulebook.rule_proposals import RuleProposal
from shared.domain.rulebook.versions import RuleKind, RuleVersion
from shared.domain.times import iso_utc
from shared.ports import Due

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

R = TypeVar("R", bound=Record)


class DynamoStore:
    """Records in one table; rule versions that were read are remembered."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._client = client
        self._table = table_name
        self._reader = TableReader(client, table_name)
        self._rules: dict[RuleKind, list[RuleVersion]] = {}

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record as it is now, or None."""
        item = self._reader.item(key_of(kind, key))
        return read_item(kind, item) if item else None

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records over the versions read, or none.

        Errors: `Conflict`, `CommitTooLarge`; invalid for a record that fits into no item.
        """
        dynamodb_writes.commit(self._client, self._table, records)

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

    def disputes(self, order: str) -> Sequence[Dispute]:
        """Give what chargebacks took of an order and disputes won gave it, by kind and case."""
        return self._records(Dispute, f"ORDER#{order}", "DISPUTE#")

    def orders_paying(self, payee: str) -> Iterable[Order]:
        """Give the paid orders that name a payee, oldest first, as far as they are read."""
        orders = (read_item(Order, item) for item in self._pointed_to(payee, "ORDER#"))
        return (order for order in orders if order.paid_at)

    def point_to(self, order: Order) -> None:
        """Put a pointer for everybody concerned; it never changes, so no condition guards it."""
        for person in order.people:
            pointer = primary_key(order_pointer(person, order))
            self._client.put_item(TableName=self._table, Item=pointer)
        if order.chain and order.paid_at:
            pointer = primary_key(sale_pointer(order.chain[0], order.paid_at, order.id))
            self._client.put_item(TableName=self._table, Item=pointer)
        if place := paid_place(order):
            pointer = primary_key(paid_pointer(place))
            self._client.put_item(TableName=self._table, Item=pointer)

    def paid_orders(self, after: PaidPlace, limit: int) -> Sequence[Order]:
        """Give up to `limit` orders of a day's list behind a place."""
        partition, first = paid_pointer(after)
        end = f"{PAID[:-1]}$"  # the character that follows the number sign
        pointers = self._reader.between(partition, _behind(first), end, limit)
        keys = [pointed_to(key_in(pointer)) for pointer in pointers]
        return [read_item(Order, item) for item in self._reader.items(keys)]

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the orders with him at depth 1, paid from an instant on, as far as they are read."""
        first = f"{SALE}{iso_utc(since)}"
        end = f"{SALE[:-1]}$"  # the character that follows the number sign
        for pointer in self._reader.latest(f"PAYEE#{distributor}", first, end):
            item = self._reader.item(pointed_to(key_in(pointer)))
            if item is not None:
                yield read_item(Order, item)

    def counted_sales(self, person: str, role: Role, first: str, last: str) -> Iterable[Order]:
        """Give the orders that count for somebody in a role, from one month to another."""
        items = self._reader.between(*counted_range(person, role, first, last))
        keys = dict.fromkeys(counted_order(key_in(item)) for item in items)
        return (read_item(Order, item) for item in self._reader.items(keys, consistent=True))

    def period_awards(self, payee: str) -> Sequence[PeriodAward]:
        """Give a payee's awards of periods, by period and rule."""
        return self._records(PeriodAward, f"PAYEE#{payee}", "PERIOD#")

    def reckonings(self, award: str) -> Sequence[Reckoning]:
        """Give what the entries of an award's journal follow from, in sequence."""
        return self._records(Reckoning, award, "RECKONED#")

    def evaluations(self, period: str) -> Sequence[Evaluation]:
        """Give the evaluations of a period, by rule."""
        return self._records(Evaluation, f"EVALUATED#{period}", "RULE#")

    def awards_of(self, period: str, after: str, limit: int) -> Sequence[PeriodAward]:
        """Give up to `limit` awards of a period behind a place, by payee and rule."""
        first = _behind(f"AWARD#{after.replace('/', '#')}")
        pointers = self._reader.between(f"EVALUATED#{period}", first, "AWARD$", limit)
        keys = [awarded(key_in(pointer)) for pointer in pointers]
        return [read_item(PeriodAward, i) for i in self._reader.items(keys, consistent=True)]

    def payouts_of(self, payee: str) -> Iterable[Payout]:
        """Give a payee's payouts, by number."""
        payouts = [read_item(Payout, item) for item in self._pointed_to(payee, "PAYOUT#")]
        return sorted(payouts, key=lambda payout: payout.id)

    def relations(self, distributor: str) -> Sequence[RelationChange]:
        """Give the history of a distributor's upline, oldest first."""
        return self._records(RelationChange, f"PAYEE#{distributor}", "UPLINE#")

    def profile_changes(self, distributor: str) -> Sequence[ProfileChange]:
        """Give the history of a distributor's level and standing, oldest first."""
        return self._records(ProfileChange, f"PAYEE#{distributor}", "CHANGE#")

    def binding_changes(self, buyer: str) -> Sequence[BindingChange]:
        """Give the history of a buyer's bindings, oldest first."""
        return self._records(BindingChange, f"BUYER#{buyer}", "BOUND#")

    def transfer_proposals(self, distributor: str) -> Sequence[TransferProposal]:
        """Give all proposals to move a distributor, oldest first."""
        proposals = self._records(TransferProposal, f"PAYEE#{distributor}", "TRANSFER#")
        return sorted(proposals, key=lambda proposal: (proposal.proposed_at, proposal.id))

    def open_transfers(self, limit: int) -> Sequence[TransferProposal]:
        """Give the oldest undecided transfer proposals."""
        entries = self._reader.index_from(OPEN_TRANSFERS, " ", limit)
        items = self._reader.items(key_in(entry) for entry in entries)
        proposals = [read_item(TransferProposal, item) for item in items]
        return [proposal for proposal in proposals if proposal.state == "open"]

    def violations(self, distributor: str) -> Sequence[Violation]:
        """Give what a distributor did against the rules, oldest first."""
        return self._records(Violation, f"PAYEE#{distributor}", "VIOLATION#")

    def manual_awards(self, distributor: str) -> Sequence[ManualAward]:
        """Give a distributor's manual awards, oldest first."""
        awards = self._records(ManualAward, f"PAYEE#{distributor}", "MANUAL#")
        return sorted(awards, key=lambda award: (award.steps[0].at, award.id))

    def open_awards(self, limit: int) -> Sequence[ManualAward]:
        """Give the manual awards that wait longest for a second person."""
        entries = self._reader.index_from(OPEN_AWARDS, " ", limit)
        items = self._reader.items(key_in(entry) for entry in entries)
        awards = [read_item(ManualAward, item) for item in items]
        return [award for award in awards if award.waits_since]

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
        """Give all versions of the plan or policy, oldest first."""
        known = self._rules.get(kind, [])
        first = _behind(key_of(RuleVersion, known[-1].key).sk) if known else "v#"
        # A version never changes: what is known is kept, what came since is asked for.
        items = self._reader.between(f"RULES#{kind}", first, "v$")
        versions = [*known, *(read_item(RuleVersion, item) for item in items)]
        self._rules[kind] = versions
        return versions

    def open_rule_proposals(self, kind: RuleKind, limit: int) -> Sequence[RuleProposal]:
        """Give the oldest undecided proposals of the plan or policy."""
        entries = self._reader.index_from(open_rules_partition(kind), " ", limit)
        items = self._reader.items(key_in(entry) for entry in entries)
        proposals = [read_item(RuleProposal, item) for item in items]
        return [proposal for proposal in proposals if proposal.state == "open"]

    def distributors(self, ids: Sequence[str]) -> Sequence[Distributor]:
        """Give the distributors of different ids, without the unknown."""
        items = self._reader.items(key_of(Distributor, each) for each in ids)
        return [read_item(Distributor, item) for item in items]

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
