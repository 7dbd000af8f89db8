"""What a rule pays somebody for an order, as the engine gives it: exact, before any rounding."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from shared.domain.commission.facts import OrderFacts
from shared.domain.plans.parts import Form, TaxNature

UNITS = 10_000
"""Weight units in one fen: a base in fen times a rate in basis points."""


class LinePart(NamedTuple):
    """A line's part: `weight` is in units of 1/10,000 fen, all the rest says where it comes from.

    `on_fen` is what the rate applies to, `fixed_fen` a sum added to it, `cut` what a limit took;
    `also` are further amounts, each with its own rate. `room` is what the line's limits leave for
    what a period adds by the same rule, in the units of the weight.
    """

    line: int
    weight: int
    rate_bp: int
    on_fen: int
    fixed_fen: int = 0
    cut: int = 0
    also: tuple[tuple[int, int], ...] = ()
    room: int = 0


class Tier(NamedTuple):
    """The bands of an order tier that a refund looks up anew: `(from, rate_bp)`, rising."""

    bands: tuple[tuple[int, int], ...]
    marginal: bool


class Earning(NamedTuple):
    """What one payee gets by one rule: each (payee, rule) stands once in an order.

    `depth` 0 is the picker himself. `first_sale_only`: it counts only if no order of the seller was
    paid before this one.
    """

    payee: str
    rule: str
    kind: str
    depth: int
    level: str
    relation: int
    parts: Sequence[LinePart]
    form: Form = "cash"
    tax_nature: TaxNature = "labour"
    tier: Tier | None = None
    first_sale_only: bool = False


Strategy = Callable[[OrderFacts, Sequence[Earning]], list[Earning]]
"""What a rule pays for an order, given what the rules before it pay."""
