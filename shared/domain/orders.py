"""The order: head, lines, the snapshot of who is paid, and the facts of its life.

Every deadline is stored by the fact that sets it, so that what an order awaits follows from the
order alone. Source: rules.md, Base, Snapshot, Order life. Amounts are integer fen.
"""

from typing import Literal

from pydantic import AwareDatetime, Field

from shared.domain.ledger import Chain
from shared.domain.records import AwaitingRecord, Value

Status = Literal["created", "paid", "shipped", "delivered", "closed", "cancelled"]
ReturnKind = Literal["return", "exchange", "defect"]
RefundPart = Literal["goods", "freight", "surcharge"]
ItemState = Literal[
    "asked",
    "received",
    "awaiting_refund",
    "awaiting_replacement",
    "lapsed",
    "rejected",
    "refunded",
    "replaced",
]
NoticeCode = Literal[
    "SHIP_SLA_BREACHED",
    "AUTO_RECEIPT",
    "RETURN_LAPSED",
    "REFUND_SLA_BREACHED",
    "PAYOUT_EXPIRED",
    "PAID_TWICE",
    "ORDER_EXPIRED",
]

OPEN_ITEM: frozenset[ItemState] = frozenset(
    {"asked", "received", "awaiting_refund", "awaiting_replacement"}
)
MANUAL = "manual:"
"""How the transaction of money begins that arrived outside the channel, and goes back by hand."""

MAX_LINES = 100
MAX_RETURN_ITEMS = 300
"""How many lines an order takes back in all its returns: it has to fit into one item."""


class OrderNotice(Value):
    """Something people must be told about an order, once."""

    at: AwareDatetime
    code: NoticeCode


class Share(Value):
    """One payee's commission on one line, by where it stands; `rate_bp` is of the snapshot.

    `held` lies under the payee's hold number `hold`. Nothing of a share is ever lost: what was
    reversed has left it, and `pending + held + released + forfeited` is what is recognised.
    """

    line: int
    rate_bp: int
    pending: int = 0
    held: int = 0
    hold: int = 0
    released: int = 0
    forfeited: int = 0

    @property
    def recognised(self) -> int:
        """The fen of this share that the payee was promised and that was not reversed."""
        return self.pending + self.held + self.released + self.forfeited


class Payee(Value):
    """A distributor in the snapshot: depth, level and relation as they were at creation.

    `out` is true for one who was not active at creation or at payment: he is paid nothing.
    """

    id: str
    depth: int
    level: str
    relation: int
    shares: tuple[Share, ...]
    out: bool = False

    @property
    def recognised(self) -> int:
        """What the payee was promised on the whole order and that was not reversed, in fen."""
        return sum(share.recognised for share in self.shares)


class Line(Value):
    """One product of an order; `base_fen` is what the customer really paid for it."""

    line: int = Field(ge=1)
    sku: str
    qty: int = Field(ge=1)
    price_fen: int = Field(ge=0)
    base_fen: int = Field(ge=0)
    cost_fen: int | None = None
    category: str | None = None
    no_reason_return: bool = True
    refunded_fen: int = 0
    charged_back_fen: int = 0
    window_ends: AwareDatetime | None = None
    released_at: AwareDatetime | None = None

    @property
    def remaining_fen(self) -> int:
        """The part of the base that was not refunded."""
        return self.base_fen - self.refunded_fen

    @property
    def refunded(self) -> bool:
        """Whether everything paid for the line was given back."""
        return self.refunded_fen > 0 and self.remaining_fen == 0

    @property
    def settled(self) -> bool:
        """Whether the line is released or fully refunded: nothing more is due for it."""
        return self.released_at is not None or self.refunded


class ReturnItem(Value):
    """Where the return of one line stands, and until when that may last."""

    line: int
    state: ItemState
    due_at: AwareDatetime
    received_at: AwareDatetime | None = None

    @property
    def open(self) -> bool:
        """Whether the return is undecided or its consequence is still due."""
        return self.state in OPEN_ITEM


class Return(Value):
    """A customer's request to give lines back, exchange them, or claim a defect."""

    id: str
    kind: ReturnKind
    asked_at: AwareDatetime
    items: tuple[ReturnItem, ...]


class Order(AwaitingRecord):
    """One order with all that its commands decide from."""

    id: str
    storefront: str
    buyer: str
    kind: Literal["sale", "pickup"] = "sale"
    status: Status = "created"
    lines: tuple[Line, ...]
    payees: tuple[Payee, ...] = ()
    plan: str
    freight_fen: int = 0
    surcharge_fen: int = 0
    freight_refunded_fen: int = 0
    surcharge_refunded_fen: int = 0
    created_at: AwareDatetime
    expires_at: AwareDatetime
    transaction: str | None = None
    strays: tuple[str, ...] = ()
    paid_at: AwareDatetime | None = None
    confirmed_at: AwareDatetime | None = None
    ship_by: AwareDatetime | None = None
    ship_by_provisional: bool = False
    ship_breached: bool = False
    shipped_at: AwareDatetime | None = None
    receipt_by: AwareDatetime | None = None
    delivered_at: AwareDatetime | None = None
    cancelled_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    returns: tuple[Return, ...] = ()
    notices: tuple[OrderNotice, ...] = ()
    commands: dict[str, str] = {}
    journal: Chain = Chain()

    @property
    def key(self) -> str:
        """The order's id."""
        return self.id

    @property
    def goods_fen(self) -> int:
        """What is paid for all lines together."""
        return sum(line.base_fen for line in self.lines)

    @property
    def due_fen(self) -> int:
        """What the customer has to pay in all."""
        return self.goods_fen + self.freight_fen + self.surcharge_fen

    @property
    def open_items(self) -> tuple[ReturnItem, ...]:
        """The return items that are undecided or whose consequence is still due."""
        return tuple(item for case in self.returns for item in case.items if item.open)

    @property
    def window_ends(self) -> AwareDatetime | None:
        """The end of the latest line's return window, if it runs."""
        return max((line.window_ends for line in self.lines if line.window_ends), default=None)

    @property
    def released_at(self) -> AwareDatetime | None:
        """The last line's release, if any."""
        return max((line.released_at for line in self.lines if line.released_at), default=None)


class Refund(AwaitingRecord):
    """Money that goes back to the buyer: decided here, then carried out by the channel.

    `id` is its number at the channel for life. `stray` pays back money that no order was owed. What
    the channel cannot carry out waits for an operator: the buyer is owed until it succeeds.
    """

    id: str
    order: str
    amount_fen: int = Field(gt=0)
    paid_fen: int
    part: RefundPart | Literal["all", "stray"] = "goods"
    line: int | None = None
    decided_at: AwareDatetime
    state: Literal["decided", "sent", "processing", "success", "closed", "abnormal"] = "decided"
    attempts: int = 0

    @property
    def key(self) -> str:
        """The refund's place under its order."""
        return f"{self.order}/{self.id}"
