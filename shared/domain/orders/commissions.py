"""What an order promises its payees: commissions, and each one's share of every line.

Source: rules.md, Base, Snapshot. Amounts are integer fen.
"""

from typing import Literal

from pydantic import Field

from shared.domain.commission.earnings import Prices, Whole
from shared.domain.commission.in_band import InBand
from shared.domain.forms import Form, TaxNature
from shared.domain.ledger.journal import COMMISSION, SPREAD_ACCOUNT, purse
from shared.domain.records import Value

MAX_SHARES = 1_000
"""How many shares an order's commissions have over all its lines: it has to fit into one item."""


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
    left it, and `pending + arriving + held + released + forfeited` is what is recognised.
    `arriving` is released, on its way to a balance that was busy: in the note of entry `note`.
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
    arriving: int = 0
    note: int = 0
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
        return self.pending + self.arriving + self.held + self.released + self.forfeited


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
