"""What the use cases need of the world, as Protocols; adapters fulfil them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import (
    TYPE_CHECKING,
    Final,
    Generic,
    Literal,
    NamedTuple,
    Protocol,
    TypedDict,
    TypeVar,
    Unpack,
)

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
from shared.domain.moments import HeadRecord
from shared.domain.records import AwaitingRecord, Pointer, Queue, Record

if TYPE_CHECKING:
    from shared.domain.ledger.busy import BusyPurses
    from shared.domain.webhooks.deliveries import Answered
    from shared.domain.webhooks.jobs import Job

UNLIMITED = TransferTerms()
"""The terms of a channel that asks nothing of a transfer."""

R = TypeVar("R", bound=Record)


Wanted = tuple[type[Record], str]
"""The kind and the key of a record that somebody wants."""

Machine = Literal["order_lifecycle", "refund", "payout", "settlement"]

Timekeeping = Literal["visible", "batched"]
"""What keeps time: an execution that one can watch for each order, refund and withdrawal, or what
is due, in batches, without one.
"""


class Conflict(Exception):
    """Somebody else wrote one of the records first: nothing was stored; load again and decide.

    `met` are those that somebody else was writing, as far as that is known.
    """

    def __init__(self, what: str, met: Iterable[Record] = ()) -> None:
        super().__init__(what)
        self.met = tuple(met)


class Due(NamedTuple):
    """A record that waits for nothing but time any more; the index only nominates it."""

    due_at: datetime
    kind: type[AwaitingRecord]
    key: str


T = TypeVar("T")

PAGE = 100
"""How many of a list one question answers, unless it asks for another number."""


REMEMBERED_FOR: Final = timedelta(seconds=25)
"""For how long a process believes that nothing was added to a list of what never changes."""


class Page(NamedTuple, Generic[T]):
    """A part of a list; `next` says behind what the next part begins, None where none follows."""

    items: Sequence[T]
    next: str | None

    @classmethod
    def of(cls, items: Sequence[T], limit: int, place: Callable[[T], str]) -> "Page[T]":
        """Give a page; one that is full says where it ended."""
        return cls(items, place(items[-1]) if items and len(items) == limit else None)


class Lookup(Protocol):
    """Where a record is found by its key."""

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record, or None."""
        ...


class Span(TypedDict, total=False):
    """What of a list is wanted; nothing said, its first page.

    `after` is where the page before ended. `since` and `until` bound what follows the parent's key:
    from the first on, up to all that begins with the second. A page has up to `limit` records.
    """

    after: str
    since: str
    until: str | None
    limit: int
    latest_first: bool


class Lists(Lookup, Protocol):
    """Where records are found by their keys, and lists of them by the key of their parent."""

    def listed(self, kind: type[R], parent: str, **span: Unpack[Span]) -> Page[R]:
        """Give a page of the records whose keys begin with a parent's, in the order of their keys.

        Strongly consistent, but for pointers that no transaction laid.
        """
        ...


class Store(Lists, Protocol):
    """The table: records under their keys, all or none written, each over the version read.

    Where each kind stands, in which lists and queues it is found, is declared with the kind.
    """

    def get(self, kind: type[R], key: str) -> R | None:
        """Load one record as it is now (strongly consistent), or None."""
        ...

    def get_all(self, kind: type[R], keys: Iterable[str], *, exact: bool = False) -> Sequence[R]:
        """Load the records under different keys, in their order, without those not there.

        Eventually consistent unless `exact`.
        """
        ...

    def upwards(self, kind: type[R], first: str, above: Callable[[R], str | None]) -> Iterator[R]:
        """Give a record, and on from each the one that it names above it, as they are now.

        As far as they are consumed; it ends before one that is not there.
        """
        ...

    def together(self, wanted: Sequence[Wanted]) -> Mapping[Wanted, Record]:
        """Load records of any kinds in one question as they are now, without those not there."""
        ...

    def commit(self, records: Iterable[Record]) -> None:
        """Write all records in one transaction, each as `version + 1` (0: it must not exist).

        One that is over is removed instead, if it is as it was read.
        New records bring their pointers along; a pointer among the records is put, whatever is
        there. Errors: `Conflict`; then nothing is written.
        """
        ...

    def point(self, pointers: Iterable[Pointer]) -> None:
        """Put pointers that no transaction waited for, and remove those that are over.

        Done again, it changes nothing.
        """
        ...

    def lately(self, kind: type[R], parent: str, at: datetime) -> Sequence[R]:
        """Give a whole list of what never changes, as it was up to `REMEMBERED_FOR` before now.

        `at` is the business time now. For records that count only from a while after they were
        stored.
        """
        ...

    def waiting(
        self, queue: Queue[R], part: str = "", *, after: str = "", limit: int = PAGE
    ) -> Page[str]:
        """Give a page of the keys of records that wait in a part of a queue.

        Eventually consistent: it only nominates.
        """
        ...

    def due(self, until: datetime, within: Sequence[str] | None = None) -> Iterable[Due]:
        """Give what is due by an instant, earliest first (eventually consistent).

        Of all, or of parts of the index. Nothing is asked before it is read.
        """
        ...

    def due_parts(self, kind: type[AwaitingRecord] | None = None) -> Sequence[str]:
        """Name the parts of the index of all that is due, which can be read side by side.

        Of a kind, those that it has apart from all others, if any; else those of all others.
        """
        ...

    def stuck(self, kind: type[AwaitingRecord], *, after: str = "", limit: int = PAGE) -> Page[str]:
        """Give a page of the keys of records that wait for what no time brings, in no order.

        Eventually consistent: it only nominates.
        """
        ...

    def head_kind(self, called: str) -> type[HeadRecord]:
        """Give the kind of records that tell their lives under a name. Errors: KeyError."""
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

    def close_payment(self, number: str) -> Literal["closed", "already_paid"]: ...

    def query_payment(self, number: str) -> Payment | None: ...

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

    def dismiss(self, token: str) -> None:
        """Tell a waiting execution that another waits in its place (`AnotherWaits`)."""
        ...


class JobQueue(Protocol):
    """The queue that the sender of webhooks works off, at least once, in no order."""

    def put(self, jobs: "Sequence[Job]") -> None: ...


class Outside(Protocol):
    """The endpoints of webhooks, out in the public internet and nowhere else."""

    def require_public(self, url: str) -> None:
        """Look a URL over and resolve its name. Errors: invalid for what we may not call."""
        ...

    def post(self, url: str, headers: Mapping[str, str], body: str) -> "Answered":
        """Send once, to a public address only; no redirect is followed, no body read."""
        ...


class WebhookSecrets(Protocol):
    """The secrets that sign webhooks; each endpoint's are numbered from 1."""

    def secret(self, webhook: str, number: int) -> str:
        """Give a secret as its receiver gets it, `whsec_…`."""
        ...

    def signed(
        self, webhook: str, numbers: Sequence[int], message: str, body: str
    ) -> Mapping[str, str]:
        """Give the headers of a message under an id, signed now with each of these secrets."""
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

    @property
    def busy(self) -> "BusyPurses": ...

    @property
    def jobs(self) -> JobQueue: ...

    @property
    def outside(self) -> Outside: ...

    @property
    def webhook_secrets(self) -> WebhookSecrets: ...


class NoWebhooks:
    """What reaches out where nobody has subscribed to anything: whatever is asked is an error."""

    def put(self, jobs: "Sequence[Job]") -> None:
        raise LookupError(jobs)

    def require_public(self, url: str) -> None:
        raise LookupError(url)

    def post(self, url: str, headers: Mapping[str, str], body: str) -> "Answered":
        raise LookupError(url)

    def secret(self, webhook: str, number: int) -> str:
        raise LookupError(webhook)

    def signed(
        self, webhook: str, numbers: Sequence[int], message: str, body: str
    ) -> Mapping[str, str]:
        raise LookupError(webhook)


NO_WEBHOOKS = NoWebhooks()


def nothing_met() -> "BusyPurses":
    """Give what a process begins with, which has met no purse yet; many a function meets none."""
    from shared.domain.ledger.busy import BusyPurses  # noqa: PLC0415

    return BusyPurses()


@dataclass(frozen=True)
class GivenPorts:
    """Ports that were all made beforehand."""

    store: Store
    clock: Clock
    calendar: WorkingCalendar
    channel: PaymentChannel
    transfer_terms: TransferTerms = UNLIMITED
    busy: "BusyPurses" = field(default_factory=nothing_met)
    jobs: JobQueue = NO_WEBHOOKS
    outside: Outside = NO_WEBHOOKS
    webhook_secrets: WebhookSecrets = NO_WEBHOOKS
