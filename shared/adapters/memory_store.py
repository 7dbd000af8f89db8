"""The table in memory, with the same conditions as the real one: for scenarios and tests."""

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from shared.domain.awards.manual_awards import ManualAward
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.ledger.shards import shard_of
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
from shared.domain.periods.sales import CountedSale
from shared.domain.plans.period_rules import Role
from shared.domain.records import NOTHING, AwaitingRecord, Record
from shared.domain.rulebook.rule_proposals import RuleProposal
from shared.domain.rulebook.versions import RuleKind, RuleVersion
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

    def disputes(self, order: str) -> Sequence[Dispute]:
        """Give what chargebacks took of an order and disputes won gave it, by kind and case."""
        return sorted((d for d in self.all(Dispute) if d.order == order), key=lambda d: d.key)

    def orders_paying(self, payee: str) -> Iterable[Order]:
        """Give the paid orders that name a payee, oldest first."""
        orders = (o for o in self.all(Order) if o.paid_at and payee in o.people)
        return sorted(orders, key=lambda order: (order.created_at, order.id))

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the orders with him at depth 1, paid from an instant on, latest first."""
        own = (o for o in self.all(Order) if o.chain[:1] == (distributor,))
        paid = [(o.paid_at, o.id, o) for o in own if o.paid_at and o.paid_at >= since]
        return [order for _, _, order in sorted(paid, key=lambda each: each[:2], reverse=True)]

    def point_to(self, order: Order) -> None:
        """Need no pointer: every order is looked at."""

    def paid_orders(self, after: PaidPlace, limit: int) -> Sequence[Order]:
        """Give up to `limit` orders of a day's list behind a place."""
        places = [(place, o) for o in self.all(Order) if (place := paid_place(o))]
        behind = [each for each in places if each[0][:2] == after[:2] and each[0] > after]
        return [order for _, order in sorted(behind, key=lambda each: each[0])[:limit]]

    def counted_sales(self, person: str, role: Role, first: str, last: str) -> Iterable[Order]:
        """Give the orders that count for somebody in a role, from one month to another."""
        mine = (s for s in self.all(CountedSale) if (s.person, s.role) == (person, role))
        found = sorted((s.month, s.order) for s in mine if first <= s.month <= last)
        orders = dict.fromkeys(order for _, order in found)
        return (order for key in orders if (order := self.get(Order, key)))

    def period_awards(self, payee: str) -> Sequence[PeriodAward]:
        """Give a payee's awards of periods, by period and rule."""
        return sorted((a for a in self.all(PeriodAward) if a.payee == payee), key=lambda a: a.key)

    def reckonings(self, award: str) -> Sequence[Reckoning]:
        """Give what the entries of an award's journal follow from, in sequence."""
        reckonings = (r for r in self.all(Reckoning) if r.award == award)
        return sorted(reckonings, key=lambda reckoning: reckoning.sequence)

    def evaluations(self, period: str) -> Sequence[Evaluation]:
        """Give the evaluations of a period, by rule."""
        return sorted((a for a in self.all(Evaluation) if a.period == period), key=lambda a: a.rule)

    def awards_of(self, period: str, after: str, limit: int) -> Sequence[PeriodAward]:
        """Give up to `limit` awards of a period behind a place, by payee and rule."""
        payee, _, rule = after.partition("/")
        of_period = (a for a in self.all(PeriodAward) if a.period == period)
        behind = (a for a in of_period if (a.payee, a.rule) > (payee, rule))
        return sorted(behind, key=lambda a: (a.payee, a.rule))[:limit]

    def payouts_of(self, payee: str) -> Iterable[Payout]:
        """Give a payee's payouts, by number."""
        return sorted((p for p in self.all(Payout) if p.payee == payee), key=lambda p: p.id)

    def relations(self, distributor: str) -> Sequence[RelationChange]:
        """Give the history of a distributor's upline, oldest first."""
        changes = [c for c in self.all(RelationChange) if c.distributor == distributor]
        return sorted(changes, key=lambda change: change.number)

    def profile_changes(self, distributor: str) -> Sequence[ProfileChange]:
        """Give the history of a distributor's level and standing, oldest first."""
        changes = [c for c in self.all(ProfileChange) if c.distributor == distributor]
        return sorted(changes, key=lambda change: change.number)

    def binding_changes(self, buyer: str) -> Sequence[BindingChange]:
        """Give the history of a buyer's bindings, oldest first."""
        changes = [c for c in self.all(BindingChange) if c.buyer == buyer]
        return sorted(changes, key=lambda change: change.number)

    def transfer_proposals(self, distributor: str) -> Sequence[TransferProposal]:
        """Give all proposals to move a distributor, oldest first."""
        proposals = [p for p in self.all(TransferProposal) if p.distributor == distributor]
        return sorted(proposals, key=lambda proposal: (proposal.proposed_at, proposal.id))

    def open_transfers(self, limit: int) -> Sequence[TransferProposal]:
        """Give the oldest undecided transfer proposals."""
        undecided = [p for p in self.all(TransferProposal) if p.state == "open"]
        return sorted(undecided, key=lambda p: (p.proposed_at, p.key))[:limit]

    def violations(self, distributor: str) -> Sequence[Violation]:
        """Give what a distributor did against the rules, oldest first."""
        own = [v for v in self.all(Violation) if v.distributor == distributor]
        return sorted(own, key=lambda violation: violation.key)

    def manual_awards(self, distributor: str) -> Sequence[ManualAward]:
        """Give a distributor's manual awards, oldest first."""
        own = [a for a in self.all(ManualAward) if a.distributor == distributor]
        return sorted(own, key=lambda award: (award.steps[0].at, award.id))

    def open_awards(self, limit: int) -> Sequence[ManualAward]:
        """Give the manual awards that wait longest for a second person."""
        waiting = [(a.waits_since, a.key, a) for a in self.all(ManualAward) if a.waits_since]
        return [award for _, _, award in sorted(waiting, key=lambda each: each[:2])[:limit]]

    def payees(self, shard: int, after: str, limit: int) -> Sequence[str]:
        """Give up to `limit` payees of a shard behind a payee."""
        cash = (b.payee for b in self.all(Balance) if b.form == "cash")
        ids = sorted(payee for payee in cash if shard_of(payee) == shard)
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

    def open_rule_proposals(self, kind: RuleKind, limit: int) -> Sequence[RuleProposal]:
        """Give the oldest undecided proposals of the plan or policy."""
        waiting = [p for p in self.all(RuleProposal) if (p.kind, p.state) == (kind, "open")]
        return sorted(waiting, key=lambda proposal: (proposal.proposed_at, proposal.id))[:limit]

    def distributors(self, ids: Sequence[str]) -> Sequence[Distributor]:
        """Give the distributors of different ids, without the unknown."""
        known = (self.get(Distributor, each) for each in ids)
        return [distributor for distributor in known if distributor is not None]
