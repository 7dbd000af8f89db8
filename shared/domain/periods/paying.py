"""What a rule pays somebody for a period, from what was counted; and what a later count changes.

The law: what is paid follows from the net count alone. `recompute` looks the tier up anew, but
nothing that is only refunded ever pays more than before; `booked_rate` keeps what was booked, in
proportion. Source: A070-A079, A094, A065; faults W42, W43, W45, W51, W52.
"""

from typing import NamedTuple

from shared.domain.commission.earnings import UNITS
from shared.domain.commission.kinds.per_piece import sum_for
from shared.domain.commission.tiering import Measures, band_at, step_at, weight_of
from shared.domain.periods.counting import NOTHING_COUNTED, Counted
from shared.domain.plans.bands import Band, Step, Tiers
from shared.domain.plans.parts import OnRefund, of_level
from shared.domain.plans.rules import PerPieceRule, TierRule


class Facts(NamedTuple):
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


class Pay(NamedTuple):
    """What a rule pays, as weights of 1/10,000 fen: by a rate on `base`, and a fixed sum.

    `base` is what the rate goes by, in fen, `measure` what the fixed sum goes by; `size` is that of
    the facts, `cut` is what nothing but a refund must not add, or what passes the limits of the
    orders. What was paid on account counts as paid.
    """

    size: tuple[int, ...]
    base: int = 0
    rate_bp: int = 0
    rate_weight: int = 0
    fixed_fen: int = 0
    measure: int = 0
    cut: int = 0

    @property
    def weight(self) -> int:
        """All that is paid, on account or now, in units of 1/10,000 fen."""
        return self.rate_weight + self.fixed_fen * UNITS - self.cut

    def grew_from(self, other: "Pay") -> bool:
        """Tell whether more was counted than for another pay, in whatever respect."""
        return any(now > then for now, then in zip(self.size, other.size, strict=True))


def pay_of_tier(rule: TierRule, level: str, facts: Facts) -> Pay:
    """Look a tier up: the subject's measures open it, the rate is of his sales or the payee's own.

    Nothing sold pays nothing, not even a fixed sum.
    """
    base = facts.subject.sales if rule.pays_on == "subject" else facts.own.sales
    measure = _measure(rule.tiers, facts.subject)
    if not facts.subject.sales:
        return Pay(facts.size, base, measure=measure)
    if rule.tiers.mode == "marginal":
        bands = [(band.from_, band.rate_bp) for band in of_level(rule.tiers.bands, level)]
        weight = weight_of(bands, True, base)
        return Pay(facts.size, base, weight // base, weight, measure=measure)
    found = _reached(rule.tiers, level, facts.subject.measures)
    rate_bp, fixed_fen = (found.rate_bp, found.amount) if found else (0, 0)
    return Pay(facts.size, base, rate_bp, base * rate_bp, fixed_fen, measure)


def pay_of_pieces(rule: PerPieceRule, facts: Facts) -> Pay:
    """Say what the count adds to what the orders themselves said for the pieces, never less.

    Their plan may have been another: what it said with them is not paid again. `cut` is what passes
    the limits of the orders: their caps and margins.
    """
    before, after = facts.before, facts.before.plus(facts.subject)
    extra = max(0, _beyond(rule, after) - _beyond(rule, before))
    paid = min(extra, max(0, _within(rule, after) - _within(rule, before)))
    pieces = facts.subject.pieces
    return Pay(facts.size, fixed_fen=extra, measure=pieces, cut=(extra - paid) * UNITS)


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
    weight = booked.rate_weight * now.base // booked.base if booked.base else 0
    fixed_fen = 0
    if booked.measure:
        once = booked.fixed_fen - booked.cut // UNITS
        fixed_fen = once * min(now.measure, booked.measure) // booked.measure
    return now._replace(rate_bp=booked.rate_bp, rate_weight=weight, fixed_fen=fixed_fen, cut=0)


def _beyond(rule: PerPieceRule, counted: Counted) -> int:
    return max(0, sum_for(rule, counted.pieces) - counted.with_orders)


def _within(rule: PerPieceRule, counted: Counted) -> int:
    return min(_beyond(rule, counted), counted.room // UNITS)


def _reached(tiers: Tiers, level: str, measures: Measures) -> Band | Step | None:
    if tiers.bands:
        return band_at(of_level(tiers.bands, level), measures.get(tiers.measure))
    return step_at(of_level(tiers.steps, level), measures)


def _measure(tiers: Tiers, subject: Counted) -> int:
    """Give what a fixed sum goes by: the pieces or orders that opened the tier, else the sales."""
    if tiers.bands and tiers.measure == "pieces":
        return subject.pieces
    return subject.orders if tiers.bands and tiers.measure == "orders" else subject.sales
