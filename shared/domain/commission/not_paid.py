"""Who gets nothing by a rule of an order's plan, and why; kept with the order. Source: A089."""

from typing import Literal

from shared.domain.records import Value

MAX_NOT_PAID = 60
"""How many of them an order keeps; it has to fit into one item."""

NotPaidFor = Literal[
    "band_not_reached",
    "below_highest_rate",
    "condition_not_met",
    "conduct",
    "cost_unknown",
    "entry_purchase",
    "level_not_paid",
    "no_margin",
    "no_price",
    "no_rate",
    "not_unified_price",
    "nothing_below",
    "nothing_paid",
    "other_level",
    "other_product",
    "own_purchase",
    "price_not_lower",
    "replaced",
    "sold_before",
    "three_payees",
    "time_over",
]
"""Why a rule pays somebody nothing: what he, the order or the line is not."""


class NotPaid(Value):
    """A rule pays somebody nothing on these lines; where none is named, on all.

    `terms` says what the rule asks for, `measured` what the order came to, where that decides.
    """

    payee: str
    rule: str
    kind: str
    depth: int
    level: str
    why: NotPaidFor
    lines: tuple[int, ...] = ()
    terms: str = ""
    measured: str = ""
