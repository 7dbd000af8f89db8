"""What the use cases need of the world, as Protocols; adapters fulfil them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, Protocol, TypeVar

from shared.domain.awards.manual_awards import ManualAward
from shared.domain.calendar import WorkingCalendar
from shared.domain.channel.channel import (
    Notice,
    Payment,
    PaymentIntent,
    PaymentRequest,
    RefundReport,
    RefundRequest,
    TransferReport,
    TransferRequest,
    TransferTerms,
)
from shared.domain.ledger.journal import JournalEntry
from shared.domain.network.bindings import BindingChange
from shared.domain.network.conduct import Violation
from shared.domain.network.people import Distributor, ProfileChange, RelationChange
from shared.domain.network.transfers import TransferProposal
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.order import Order, Refund
from shared.domain.orders.paid_orders import PaidPlace
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import Proposal
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.domain.plans.period_rules import Role
from shared.domain.records import AwaitingRecord, Record
from shared.domain.rulebook.rule_proposals import RuleProposal
from shared.domain.rulebook.versions import RuleKind, RuleVersion

UNLIMITED = TransferTerms()
"""The terms of a channel that asks nothing of a transfer."""

R = TypeVar("R", bound=Record)


Machine = Literal["order_lifecycle", "refund", "payout", "settlement"]


class Conflict(Exception):
    """Somebody else wrote one of the records first: nothing was stored; load again and decide."""


class Due(NamedTuple):
    """A record that waits for nothing but time any more; the index only nominates it."""

    due_at: datetime
    kind: type[AwaitingRecord]
    key: str


class Lookup(Protocol):
    """What the facts of an order are gathered from: the table, or people as they once were."""

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        ...

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the orders with him at depth 1, paid from an instant on, latest first."""
        ...


class Store(Protocol):
    """The table: records under their keys, all or none written, each over the version read."""

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record as it is now (strongly consistent), or None."""
        ...

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records in one transaction, each as `version + 1` (0: it must not exist).

        Errors: `Conflict`; then nothing is written.
        """
        ...

    def due(self, until: datetime) -> Iterable[Due]:
        """Give what is due by an instant, earliest first (eventually consistent)."""
        ...

    def journal(self, subject: str) -> Sequence[JournalEntry]:
        """Give the entries of `ORDER#<id>`, `PAYOUT#<id>` or `DECISION#<id>` in sequence."""
        ...

    def refunds(self, order: str) -> Sequence[Refund]:
        """Give an order's refunds, by number."""
        ...

    def disputes(self, order: str) -> Sequence[Dispute]:
        """Give what chargebacks took of an order and disputes won gave it, by kind and case."""
        ...

    def orders_paying(self, payee: str) -> Iterable[Order]:
        """Give the paid orders that name a payee, oldest first (eventually consistent)."""
        ...

    def own_sales(self, distributor: str, since: datetime) -> Iterable[Order]:
        """Give the orders with him at depth 1, paid from an instant on, latest first.

        Eventually consistent.
        """
        ...

    def point_to(self, order: Order) -> None:
        """Let `orders_paying`, `own_sales` and `paid_orders` find a paid order.

        Done again, it changes nothing.
        """
        ...

    def paid_orders(self, after: PaidPlace, limit: int) -> Sequence[Order]:
        """Give up to `limit` orders of a day's list behind a place (eventually consistent)."""
        ...

    def counted_sales(self, person: str, role: Role, first: str, last: str) -> Iterable[Order]:
        """Give the orders that count for somebody in a role, each once, from one month to another.

        Strongly consistent: no order is missing that was stored before.
        """
        ...

    def period_awards(self, payee: str) -> Sequence[PeriodAward]:
        """Give a payee's awards of periods, by period and rule."""
        ...

    def reckonings(self, award: str) -> Sequence[Reckoning]:
        """Give what the entries of an award's journal follow from, in sequence."""
        ...

    def evaluations(self, period: str) -> Sequence[Evaluation]:
        """Give the evaluations of a period, by rule."""
        ...

    def awards_of(self, period: str, after: str, limit: int) -> Sequence[PeriodAward]:
        """Give up to `limit` awards of a period behind `<payee>/<rule>`, in this order."""
        ...

    def payouts_of(self, payee: str) -> Iterable[Payout]:
        """Give a payee's payouts, by number (eventually consistent)."""
        ...

    def relations(self, distributor: str) -> Sequence[RelationChange]:
        """Give the history of a distributor's upline, oldest first."""
        ...

    def profile_changes(self, distributor: str) -> Sequence[ProfileChange]:
        """Give the history of a distributor's level and standing, oldest first."""
        ...

    def binding_changes(self, buyer: str) -> Sequence[BindingChange]:
        """Give the history of a buyer's bindings, oldest first."""
        ...

    def transfer_proposals(self, distributor: str) -> Sequence[TransferProposal]:
        """Give all proposals to move a distributor, oldest first."""
        ...

    def open_transfers(self, limit: int) -> Sequence[TransferProposal]:
        """Give the oldest undecided transfer proposals (eventually consistent)."""
        ...

    def violations(self, distributor: str) -> Sequence[Violation]:
        """Give what a distributor did against the rules, oldest first."""
        ...

    def manual_awards(self, distributor: str) -> Sequence[ManualAward]:
        """Give a distributor's manual awards, oldest first."""
        ...

    def open_awards(self, limit: int) -> Sequence[ManualAward]:
        """Give the manual awards that wait longest for a second person (eventually consistent)."""
        ...

    def payees(self, shard: int, after: str, limit: int) -> Sequence[str]:
        """Give up to `limit` payees of a shard behind a payee, by id (eventually consistent)."""
        ...

    def proposals(self, period: str, shard: int, after: str, limit: int) -> Sequence[Proposal]:
        """Give up to `limit` proposals of a period's shard behind a payee, by payee."""
        ...

    def rule_versions(self, kind: RuleKind) -> Sequence[RuleVersion]:
        """Give all versions of the brand's plan or policy, oldest first, as they are now."""
        ...

    def open_rule_proposals(self, kind: RuleKind, limit: int) -> Sequence[RuleProposal]:
        """Give the oldest undecided proposals of the plan or policy (eventually consistent)."""
        ...

    def distributors(self, ids: Sequence[str]) -> Sequence[Distributor]:
        """Give the distributors of different ids, without the unknown (eventually consistent)."""
        ...


class Clock(Protocol):
    """The business clock: makes every rule, deadline and fact time; never goes back."""

    def now(self) -> datetime: ...


class PaymentChannel(Protocol):
    """A channel that collects, refunds and transfers money under our numbers.

    Every call may raise `ChannelUnavailable` (outcome unknown) or `ChannelRefused` (final).
    Queries answer None where the channel does not know the number.
    """

    def request_payment(self, request: PaymentRequest) -> PaymentIntent: ...

    def close_payment(self, order_id: str) -> Literal["closed", "already_paid"]: ...

    def query_payment(self, order_id: str) -> Payment | None: ...

    def refund(self, request: RefundRequest) -> RefundReport: ...

    def query_refund(self, refund_id: str) -> RefundReport | None: ...

    def transfer(self, request: TransferRequest) -> TransferReport: ...

    def query_transfer(self, bill_no: str) -> TransferReport | None: ...

    def cancel_transfer(self, bill_no: str) -> TransferReport: ...

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice: ...


class Workflows(Protocol):
    """The state machines that keep time; the table is the truth, so each call is best effort."""

    def start(self, machine: Machine, name: str, given: Mapping[str, str]) -> None:
        """Start an execution; one that was started under this name before is left alone."""
        ...

    def go_on(self, token: str, awaiting: str, due_at: datetime) -> None:
        """Tell a waiting execution that its fact came; one that went on already is left alone."""
        ...

    def interrupt(self, token: str) -> None:
        """Tell a waiting execution that its record moved elsewhere (`OrderMovedElsewhere`)."""
        ...


class Ports(Protocol):
    """Everything a use case may reach."""

    @property
    def store(self) -> Store: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def calendar(self) -> WorkingCalendar: ...

    @property
    def channel(self) -> PaymentChannel: ...

    @property
    def transfer_terms(self) -> TransferTerms: ...


@dataclass(frozen=True)
class GivenPorts:
    """Ports that were all made beforehand."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    channel: PaymentChannel
    transfer_terms: TransferTerms = UNLIMITED
