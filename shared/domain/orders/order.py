"""The order: head, lines, the snapshot of who is paid, and the facts of its life.

Every deadline is stored by the fact that sets it, so that what an order awaits follows from the
order alone. Source: rules.md, Base, Snapshot, Order life. Amounts are integer fen.
"""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from shared.domain.commission.earnings import Prices, Whole
from shared.domain.commission.in_band import InBand
from shared.domain.commission.not_paid import NotPaid
from shared.domain.errors import Fault
from shared.domain.forms import Form, TaxNature
from shared.domain.ledger.journal import COMMISSION, SPREAD_ACCOUNT, Chain, purse
from shared.domain.moments import HeadRecord, codes_of
from shared.domain.money import BasisPoints, Fen
from shared.domain.notices import OrderNotice
from shared.domain.orders.codes import Fact, RefundCode
from shared.domain.orders.odd_payments import OddPayment
from shared.domain.orders.payment_codes import PaymentCode
from shared.domain.plans.document import Release
from shared.domain.policy.policy import ReturnWindow
from shared.domain.records import AwaitingRecord, Value
from shared.domain.rules.period_ref import PeriodRef
from shared.domain.terms.parts import MAX_PAY_DEPTH, OrderKind

Status = Literal["created", "paid", "shipped", "delivered", "closed", "cancelled"]
ReturnKind = Literal["return", "exchange", "defect"]
RefundStatus = Literal["decided", "sent", "processing", "success", "closed", "abnormal"]
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
OPEN_ITEM: frozenset[ItemState] = frozenset(
    {"asked", "received", "awaiting_refund", "awaiting_replacement"}
)
MANUAL = "manual:"
"""How the transaction of money begins that arrived outside the channel, and goes back by hand."""

MAX_LINES = 100
MAX_SHARES = 1_000
"""How many shares an order's commissions have over all its lines: it has to fit into one item."""
MAX_NAMES_BYTES = 16_000
"""How much room what a shop calls the goods of an order takes: it has to fit into one item."""
MAX_RETURN_ITEMS = 200
"""How many lines an order takes back in all its returns: it has to fit into one item."""


class Amount(Value):
    """So many fen, and the rate that applies to them."""

    on_fen: int
    rate_bp: int


class Share(Value):
    """One commission on one line, by where it stands.

    `weight` is of the snapshot: units of 1/10,000 fen at the line's full base; it is all that money
    follows from. `rate_bp`, `on_fen`, `fixed_fen` with `fixed_rest` (in the same units), `cut` and
    `also` (further amounts, each with its own rate) tell how it came about, `bands` what a tier's
    bands pay of it, `prices` between which prices an agent's spread lies. `room`, in the same
    units, is what the line's limits leave for what a period adds by the same rule. `held` lies
    under the payee's hold number `hold`. Nothing of a share is ever lost: what was reversed has
    left it, and `pending + held + released + forfeited` is what is recognised.
    """

    line: int
    weight: int = Field(ge=0)
    rate_bp: int = 0
    on_fen: int = 0
    fixed_fen: int = 0
    cut: int = 0
    also: tuple[Amount, ...] = ()
    room: int = Field(default=0, ge=0)
    bands: tuple[InBand, ...] = ()
    prices: Prices | None = None
    fixed_rest: int = 0
    pending: int = 0
    held: int = 0
    hold: int = 0
    released: int = 0
    forfeited: int = 0

    @property
    def room_taken(self) -> int:
        """How many shares it counts for in an order: each further amount or band is one more."""
        return 1 + max(len(self.also), len(self.bands))

    @property
    def recognised(self) -> int:
        """The fen of this share that the payee was promised and that was not reversed."""
        return self.pending + self.held + self.released + self.forfeited


class Reservation(Value):
    """What an order holds of one slice of the plan's budget."""

    slice: str
    fen: int = Field(gt=0)


class TierBand(Value):
    """From so many fen on, a rate; the bands of a tier that every refund looks up anew."""

    from_fen: int
    rate_bp: int


NobodyPromised = Literal[
    "unbound",
    "link_binds_nobody",
    "binding_expired",
    "no_upline",
    "nobody_active",
    "nobody_above",
    "nothing_promised",
]
"""Why an order promises nothing to anybody: mostly since nobody stood above the buyer.

`nobody_above`: the order was stored without the reason. `nothing_promised`: somebody did, and no
rule pays him for such goods.
"""

Withheld = Literal["BUDGET_EXHAUSTED", "not_active", "not_active_at_payment", "sold_before"]
"""Why nothing of a commission is paid."""


class Commission(Value):
    """What one payee gets by one rule, as it was decided when the order was created.

    Depth, level and relation are of the snapshot; `out` is true for one who was not active at
    creation or at payment: he is paid nothing. `first_sale_only` is out at payment, too, where an
    order of the seller was paid before. `over_budget` is out as well, for the plan's budget
    had no room. `out_for` says why. Shares stand for the lines that pay something. `terms` says in
    words what a tier pays, `whole` what it pays on all goods of the order, which each fen of them
    has its part of. `trade` in goods is no commission.
    """

    payee: str
    rule: str = "relation"
    kind: str = "percent"
    depth: int
    level: str
    relation: int
    form: Form = "cash"
    tax_nature: TaxNature = "labour"
    shares: tuple[Share, ...]
    tier: tuple[TierBand, ...] = ()
    marginal: bool = False
    first_sale_only: bool = False
    out: bool = False
    out_for: Withheld | None = None
    over_budget: bool = False
    terms: str = ""
    whole: Whole | None = None
    trade: bool = False

    @property
    def withheld(self) -> Withheld | None:
        """Why nothing of it is paid, if so; one who is out without a reason was not active."""
        if self.over_budget:
            return "BUDGET_EXHAUSTED"
        return (self.out_for or "not_active") if self.out else None

    @property
    def purse(self) -> str:
        """The key of the balance that it goes to."""
        return purse(self.payee, self.form)

    @property
    def source(self) -> str:
        """The brand's account that it is promised from and returns to."""
        return SPREAD_ACCOUNT if self.trade else COMMISSION

    @property
    def recognised(self) -> int:
        """What the payee was promised on the whole order and that was not reversed, in fen."""
        return sum(share.recognised for share in self.shares)


class OwnTerms(Value):
    """What the storefront set for one line, by depth, nearest first; it stands for the plan's."""

    rates_bp: Annotated[tuple[BasisPoints, ...], Field(max_length=MAX_PAY_DEPTH)] = ()
    per_piece_fen: Annotated[tuple[Fen, ...], Field(max_length=MAX_PAY_DEPTH)] = ()

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if not self.rates_bp and not self.per_piece_fen:
            raise Fault("line_terms_empty")
        return self


class Line(Value):
    """One product of an order; `base_fen` is what the customer really paid for it."""

    line: int = Field(ge=1)
    sku: str
    qty: int = Field(ge=1)
    price_fen: int = Field(ge=0)
    base_fen: int = Field(ge=0)
    cost_fen: int | None = None
    category: str | None = None
    terms: OwnTerms | None = None
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
    """Where the return of one line stands, and until when; `late`: it has lasted longer."""

    line: int
    state: ItemState
    due_at: AwareDatetime
    received_at: AwareDatetime | None = None
    late: bool = False

    @property
    def open(self) -> bool:
        """Whether the return is undecided or its consequence is still due."""
        return self.state in OPEN_ITEM


class Return(Value):
    """A customer's request to give lines back, exchange them, or claim a defect."""

    id: str
    kind: ReturnKind
    items: tuple[ReturnItem, ...]

    @property
    def open(self) -> bool:
        """Whether anything of it is undecided or its consequence is still due."""
        return any(item.open for item in self.items)


class Order(AwaitingRecord, HeadRecord):
    """One order with all that its commands decide from."""

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
    delivered_at: AwareDatetime | None = None
    cancelled_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    returns: tuple[Return, ...] = ()
    commands: dict[str, str] = {}
    journal: Chain = Chain()

    @property
    def key(self) -> str:
        """The order's id."""
        return self.id

    @property
    def storefronts(self) -> tuple[str, ...]:
        """Who sold it."""
        return (self.storefront,)

    @property
    def shop_number(self) -> str | None:
        """The number that the shop gave it."""
        return self.order_no

    @property
    def pays(self) -> tuple[str, ...]:
        """Whom it pays."""
        return tuple(dict.fromkeys(each.payee for each in self.commissions if not each.out))

    @property
    def books(self) -> str:
        """The subject of its journal."""
        return f"ORDER#{self.id}"

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody whom it concerns: who stood next above the buyer, and whoever it pays."""
        nearest = self.chain[:MAX_PAY_DEPTH]
        return tuple(dict.fromkeys([*nearest, *(each.payee for each in self.commissions)]))

    @property
    def nobody_above(self) -> NobodyPromised | None:
        """Why nobody stood above the buyer; None: somebody did."""
        return None if self.chain else self.nobody_because or "nobody_above"

    @property
    def promoter(self) -> str | None:
        """Who stood next above the buyer when it was created: whose sale it is."""
        return next(iter(self.chain), None)

    @property
    def unpaid_until(self) -> datetime | None:
        """When it expires unless it is paid; None: nobody is to pay it any more."""
        return self.expires_at if self.status == "created" else None

    @property
    def waits_until(self) -> datetime | None:
        """Until when it waits; the channel is asked before, which ends no wait."""
        return self.unpaid_until or super().waits_until

    def is_late(self, now: datetime) -> bool:
        """Tell whether its shipment is awaited though its deadline has passed."""
        return self.status == "paid" and self.ship_by is not None and self.ship_by <= now

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


class ByHand(Value):
    """How a refund was paid outside the channel: by which transfer, when, and who says so."""

    transaction: str
    paid_at: AwareDatetime
    by: str
    recorded_at: AwareDatetime


class Refund(AwaitingRecord, HeadRecord):
    """Money that goes back to the buyer: decided here, then carried out by the channel.

    `id` is its number at the channel for life. `stray` pays back money that no order was owed. What
    the channel cannot carry out waits for an operator: the buyer is owed until it succeeds. The
    decision is a moment of its order.
    """

    called: ClassVar[str] = "refund"
    codes: ClassVar[frozenset[str]] = codes_of(RefundCode)

    id: str
    order: str
    order_no: str | None = None
    """The number that the shop gave the order."""
    storefront: str
    paid_under: str | None = None
    """The number of the payment at the channel, where that is not the order's id."""
    amount_fen: int = Field(gt=0)
    paid_fen: int
    part: RefundPart | Literal["all", "stray"] = "goods"
    line: int | None = None
    decided_at: AwareDatetime
    state: RefundStatus = "decided"
    attempts: int = 0
    by_hand: ByHand | None = None

    @property
    def key(self) -> str:
        """The refund's place under its order."""
        return f"{self.order}/{self.id}"

    @property
    def storefronts(self) -> tuple[str, ...]:
        """Who sold what is given back; nobody where money came for no order."""
        return (self.storefront,) if self.storefront else ()

    @property
    def shop_number(self) -> str | None:
        """The number that the shop gave the order."""
        return self.order_no
