"""What a rule pays somebody for a period, and what a later count changes.

The law: what is paid follows from the net count alone. `recompute` looks the tier up anew, but
nothing that is only refunded ever pays more than before; `booked_rate` keeps what was booked, in
proportion. Source: A070-A079, A094, A065; faults W42, W43, W45, W51, W52.
"""

from fractions import Fraction
from operator import gt
from typing import Literal, NamedTuple

from shared.domain.commission.counted import NOTHING_COUNTED, Counted
from shared.domain.commission.in_band import InBand
from shared.domain.money import UNITS
from shared.domain.terms.parts import OnRefund


class PeriodFacts(NamedTuple):
    """What was counted: the subject's sales, the payee's own, and what a lifetime had before.

    `on_account_fen` is what shorter periods were awarded on account.
    """

    subject: Counted = NOTHING_COUNTED
    own: Counted = NOTHING_COUNTED
    before: Counted = NOTHING_COUNTED
    on_account_fen: int = 0

    @property
    def size(self) -> tuple[int, ...]:
        """What only new facts let grow and only refunds let shrink."""
        counts = (self.subject, self.own, self.before)
        return tuple(number for each in counts for number in (each.sales, each.pieces))

    @property
    def nothing(self) -> bool:
        """Whether nothing counts, neither of the subject nor of his own."""
        return self.subject == self.own == NOTHING_COUNTED


Unpaid = Literal[
    "nothing_counted",
    "cost_unknown",
    "band_not_reached",
    "band_pays_nothing",
    "condition_not_met",
    "step_not_reached",
    "no_place",
    "level_not_paid",
    "conduct",
]
"""Why a rule pays nothing for a period; who shares no place, or has lost it, has no prize."""


class Kept(NamedTuple):
    """What of a booked pay is left: `base_fen` of what its rate went by, `measure` of the sum's."""

    base_fen: int
    of_base_fen: int
    measure: int
    of_measure: int
    of_fixed_fen: int


class Pay(NamedTuple):
    """What a rule pays, as weights of 1/10,000 fen: by a rate on `base`, and a fixed sum.

    `base` is what the rate goes by, in fen, `measure` what the fixed sum goes by; `size` is that of
    the facts, `cut` is what nothing but a refund must not add, or what passes the limits of the
    orders. `fixed_rest` is what a sum in proportion has beyond whole fen, in 1/10,000 fen. What was
    paid on account counts as paid.

    `bands` are what it comes from: what is paid by a rate, or all pieces, of which so much was said
    `with_orders` and `earlier`, by the months before. `kept` is what is left of a booked pay, whose
    bands they are then. `unpaid` says why a rule pays nothing.
    """

    size: tuple[int, ...]
    base: int = 0
    rate_bp: int = 0
    rate_weight: int = 0
    fixed_fen: int = 0
    measure: int = 0
    cut: int = 0
    bands: tuple[InBand, ...] = ()
    with_orders_fen: int = 0
    earlier_fen: int = 0
    kept: Kept | None = None
    unpaid: Unpaid | None = None
    fixed_rest: int = 0

    @property
    def weight(self) -> int:
        """All that is paid, on account or now, in units of 1/10,000 fen."""
        return self.rate_weight + self.fixed_fen * UNITS + self.fixed_rest - self.cut

    def grew_from(self, other: "Pay") -> bool:
        """Tell whether more was counted than for another pay, in whatever respect."""
        return any(map(gt, self.size, other.size))


def after_booking(on_refund: OnRefund, booked: Pay | None, now: Pay) -> Pay:
    """Say what is paid now, where something was booked before."""
    if booked is None:
        return now
    if on_refund == "booked_rate":
        return _at_booked_rate(booked, now)
    beyond = now.weight - booked.weight
    if now.grew_from(booked) or beyond <= 0:
        return now
    return now._replace(cut=now.cut + beyond)


def _at_booked_rate(booked: Pay, now: Pay) -> Pay:
    by_rate = Fraction(booked.rate_weight * now.base, booked.base) if booked.base else 0
    once, (left, of) = booked.fixed_fen - booked.cut // UNITS, _left_of_sum(booked, now)
    weight, fixed = by_rate // 1, Fraction(once * UNITS * left, of)
    # Only together are they rounded: what the rate lacks to a whole unit may be in the sum.
    fixed_fen, fixed_rest = divmod((by_rate + fixed) // 1 - weight, UNITS)
    return booked._replace(
        size=now.size,
        base=now.base,
        rate_weight=weight,
        fixed_fen=fixed_fen,
        measure=now.measure,
        cut=0,
        kept=Kept(now.base, booked.base, left, of, once),
        unpaid=None if by_rate or fixed else now.unpaid or booked.unpaid or "nothing_counted",
        fixed_rest=fixed_rest,
    )


def _left_of_sum(booked: Pay, now: Pay) -> tuple[int, int]:
    """Give how much is left of how much that a sum goes by; of none, all while any is sold."""
    if not booked.measure:
        return 1 if now.base or now.measure else 0, 1
    return min(now.measure, booked.measure), booked.measure
