"""The facts of an order that commission follows from: light values, so that millions are cheap."""

from datetime import datetime
from typing import NamedTuple

from shared.domain.terms.parts import OrderKind


class LineTerms(NamedTuple):
    """A line's own terms, set by the storefront: by depth, nearest first."""

    rates_bp: tuple[int, ...] = ()
    per_piece: tuple[int, ...] = ()


class LineFacts(NamedTuple):
    """One line: `base_fen` was really paid for it, `cost_fen` is what all its pieces cost."""

    line: int
    sku: str
    qty: int
    price_fen: int
    base_fen: int
    cost_fen: int | None = None
    category: str | None = None
    terms: LineTerms | None = None


class Upline(NamedTuple):
    """Somebody the order may pay, as he is when it is created; `relation` is its version.

    One who is not `active` is paid nothing: suspended, or without the activity the plan asks for.
    """

    id: str
    level: str = "silver"
    relation: int = 0
    active: bool = True
    grade: str | None = None
    joined_at: datetime | None = None
    last_violation_at: datetime | None = None
    sold_before: bool = False
    """Whether an order through him was paid before this one."""


class OrderFacts(NamedTuple):
    """An order as the engine sees it. `chain` is nearest first and stands for the depths 1, 2, …

    `agents` is the chain of agents above the buyer for factory supply, whatever the pay depth;
    `picker` is the distributor who picks for his own use; `link_bp` is the rate of the link
    of the one at depth 1, if the order came through it.
    """

    at: datetime
    lines: tuple[LineFacts, ...]
    chain: tuple[Upline, ...]
    kind: OrderKind = "sale"
    picker: Upline | None = None
    agents: tuple[Upline, ...] = ()
    link_bp: int | None = None
    first_purchase: bool = False
    """Whether a restock is the agent's first, his entry purchase."""
    himself: Upline | None = None
    """The buyer, where he is a distributor himself: then the order is his own purchase."""
