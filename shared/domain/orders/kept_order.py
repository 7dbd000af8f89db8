"""What is kept of an order: head, lines, the snapshot of who is paid, and the facts of its life.

Every deadline is stored by the fact that sets it, so that what an order awaits follows from the
order alone. Source: rules.md, Base, Snapshot, Order life. Amounts are integer fen.
"""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.domain.commission.not_paid import NotPaid
from shared.domain.ledger.journal import Chain
from shared.domain.moments import HeadRecord, codes_of
from shared.domain.notices import OrderNotice
from shared.domain.orders.codes import Fact
from shared.domain.orders.commissions import Commission, NobodyPromised
from shared.domain.orders.lines import Line
from shared.domain.orders.odd_payments import OddPayment
from shared.domain.orders.payment_codes import PaymentCode
from shared.domain.orders.return_items import Return
from shared.domain.plans.release import Release
from shared.domain.policy.policy import ReturnWindow
from shared.domain.records import AwaitingRecord, Value
from shared.domain.rules.period_ref import PeriodRef
from shared.domain.terms.parts import OrderKind

Status = Literal["created", "paid", "shipped", "delivered", "closed", "cancelled"]


class Reservation(Value):
    """What an order holds of one slice of the plan's budget."""

    slice: str
    fen: int = Field(gt=0)


class KeptOrder(AwaitingRecord, HeadRecord):
    """All that is stored of an order; what follows from it, `Order` says."""

    called: ClassVar[str] = "order"
    codes: ClassVar[frozenset[str]] = codes_of(Fact, OrderNotice)

    id: str
    storefront: str
    order_no: str | None = None
    """The number that the shop gave it."""
    buyer: str
    kind: OrderKind = "sale"
    status: Status = "created"
    lines: tuple[Line, ...]
    plan: str
    commissions: tuple[Commission, ...] = ()
    not_paid: tuple[NotPaid, ...] = ()
    """Whom a rule of the plan paid nothing when the order was created, and why."""
    chain: tuple[str, ...] = ()
    """Who stood above the buyer when the order was created, depth 1 first, as far as rules look."""
    nobody_because: NobodyPromised | None = None
    """Why nobody did, where nobody did."""
    inactive: tuple[str, ...] = ()
    """Who of them was not active at creation or at payment: for him it counts in no period."""
    period_rules: tuple[PeriodRef, ...] = ()
    """The period rules that it counts for."""
    release: Release = "order"
    """When its commission releases: as the plan said when the order was created."""
    link: str | None = None
    """The referral code that the buyer came through."""
    link_bp: int | None = None
    """The rate that this code bore, where it was depth 1's own."""
    entry: bool = False
    """Whether an agent restocked for the first time when it was created."""
    own: bool = False
    """Whether its buyer was a distributor himself when it was created."""
    budget: tuple[Reservation, ...] = ()
    freight_fen: int = 0
    surcharge_fen: int = 0
    freight_refunded_fen: int = 0
    surcharge_refunded_fen: int = 0
    freight_charged_back_fen: int = 0
    """How much of the freight that went back a chargeback took; a dispute won gives it again."""
    surcharge_charged_back_fen: int = 0
    created_at: AwareDatetime
    expires_at: AwareDatetime
    payment_codes: tuple[PaymentCode, ...] = ()
    """What the buyer was given to pay with; the last is the one to use."""
    payment_looked_at: AwareDatetime | None = None
    """When the channel was last asked whether he has paid."""
    transaction: str | None = None
    paid_under: str | None = None
    """The number that it was paid under at the channel, where that is not its own id."""
    collected_fen: int | None = None
    """What the channel collected with it, where that is not what was due."""
    strays: tuple[str, ...] = ()
    odd_payments: tuple[OddPayment, ...] = ()
    paid_at: AwareDatetime | None = None
    confirmed_at: AwareDatetime | None = None
    ship_by: AwareDatetime | None = None
    ship_by_provisional: bool = False
    ship_breached: bool = False
    reopened_at: AwareDatetime | None = None
    """When a dispute won let it go on after a chargeback had closed it: its deadlines run anew."""
    shipped_at: AwareDatetime | None = None
    return_window: ReturnWindow | None = None
    """How long its goods may come back: as the policy promised when they were shipped."""
    receipt_by: AwareDatetime | None = None
    releases_by: AwareDatetime | None = None
    """When its last commission releases if every clock runs to its end and nothing comes back."""
    delivered_at: AwareDatetime | None = None
    cancelled_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    returns: tuple[Return, ...] = ()
    commands: dict[str, str] = {}
    journal: Chain = Chain()
