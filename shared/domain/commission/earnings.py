"""What a rule pays somebody for an order, as the engine gives it: exact, before any rounding."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.in_band import InBand
from shared.domain.forms import Form, TaxNature


class Prices(NamedTuple):
    """What an agent sold the pieces of a line for, and what he buys them at, in fen."""

    sold_fen: int
    bought_fen: int


class LinePart(NamedTuple):
    """A line's part: `weight` is in units of 1/10,000 fen, all the rest says where it comes from.

    `on_fen` is what the rate applies to, `fixed_fen` a sum added to it, with `fixed_rest` more
    units of the weight where it is the line's part of one, `cut` what a limit took;
    `also` are further amounts, each with its own rate. `bands` are those of a tier, `prices` those
    that an agent's spread lies between. `room` is what the line's limits leave for
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
    bands: tuple[InBand, ...] = ()
    prices: Prices | None = None
    fixed_rest: int = 0


BarePart = tuple[int, int, int, int, int]
"""The first of what a `LinePart` names, bare: line, weight, rate, what it applies to, fixed sum."""

LINE: Final = 0
WEIGHT: Final = 1
"""Where either part says them."""


class Whole(NamedTuple):
    """What is paid on so many fen of goods as a whole, in units of the weight."""

    weight: int
    of_fen: int


class Tier(NamedTuple):
    """The bands of an order tier that a refund looks up anew: `(from, rate_bp)`, rising."""

    bands: tuple[tuple[int, int], ...]
    marginal: bool


class Earning(NamedTuple):
    """What one payee gets by one rule: each (payee, rule) stands once in an order.

    `depth` 0 is the picker himself. `trade` in goods is no commission. `first_sale_only`: it counts
    only if no order of the seller was paid before this one. `terms` says in words what a tier pays,
    `whole` what it pays on all goods of the order: each fen of them has the same part of it. `bare`
    are its parts as the rule gave them: plain tuples cost a third of named ones, and most who ask
    the engine want only amounts. Whoever wants the reasons asks for `parts`.
    """

    payee: str
    rule: str
    kind: str
    depth: int
    level: str
    relation: int
    bare: Sequence[BarePart | LinePart]
    form: Form = "cash"
    tax_nature: TaxNature = "labour"
    trade: bool = False
    tier: Tier | None = None
    first_sale_only: bool = False
    terms: str = ""
    whole: Whole | None = None

    @property
    def parts(self) -> list[LinePart]:
        """Its parts, with names for all that they say."""
        return [each if isinstance(each, LinePart) else LinePart(*each) for each in self.bare]


Strategy = Callable[[OrderFacts, Sequence[Earning]], list[Earning]]
"""What a rule pays for an order, given what the rules before it pay."""

Earns = Callable[[Upline, int, Sequence[BarePart | LinePart]], list[Earning]]
"""Lets a payee at a depth earn the parts of his lines by a rule; without parts he earns nothing."""

Limit = Callable[[OrderFacts, list[Earning]], list[Earning]]
"""Cuts what rules together pay for an order to what a plan allows."""


def of_goods(lines: Sequence[LineFacts], rate_bp: int) -> list[BarePart]:
    """Give the parts of a rate on what was really paid for each line."""
    return [
        (line.line, weight, rate_bp, line.base_fen, 0)
        for line in lines
        if (weight := line.base_fen * rate_bp)
    ]
