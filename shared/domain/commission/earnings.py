"""What a rule pays somebody for an order, as the engine gives it: exact, before any rounding."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from shared.domain.commission.facts import LineFacts, OrderFacts
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
    `whole` what it pays on all goods of the order: each fen of them has the same part of it.
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
    terms: str = ""
    whole: Whole | None = None
    trade: bool = False


Strategy = Callable[[OrderFacts, Sequence[Earning]], list[Earning]]
"""What a rule pays for an order, given what the rules before it pay."""

Limit = Callable[[OrderFacts, list[Earning]], list[Earning]]
"""Cuts what rules together pay for an order to what a plan allows."""


def of_goods(lines: Sequence[LineFacts], rate_bp: int) -> list[LinePart]:
    """Give the parts of a rate on what was really paid for each line."""
    return [
        LinePart(line.line, line.base_fen * rate_bp, rate_bp, line.base_fen)
        for line in lines
        if line.base_fen * rate_bp
    ]
