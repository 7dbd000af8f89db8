"""What a rule pays somebody for a period, from what was counted; and what a later count changes.

The law: what is paid follows from the net count alone. `recompute` looks the tier up anew, but
nothing that is only refunded ever pays more than before; `booked_rate` keeps what was booked, in
proportion. Source: A070-A079, A094, A065; faults W42, W43, W45, W51, W52.
"""

from shared.domain.commission.counted import Counted
from shared.domain.commission.in_band import parts_of, weight_in
from shared.domain.commission.kinds.per_piece import steps_for, sum_for
from shared.domain.commission.period_pay import Pay, PeriodFacts, Unpaid
from shared.domain.commission.tiering import whole_in
from shared.domain.money import UNITS
from shared.domain.plans.rules import PerPieceRule, TierRule
from shared.domain.terms.bands import Tiers, measures_of
from shared.domain.terms.parts import of_level


def pay_of_tier(rule: TierRule, level: str, facts: PeriodFacts) -> Pay:
    """Look a tier up: the subject's measures open it, the rate is of his sales or the payee's own.

    Nothing sold pays nothing, not even a fixed sum; but the payee's own sales pay by what a subject
    without any reaches.
    """
    base = facts.subject.sales if rule.pays_on == "subject" else facts.own.sales
    measure = _measure(rule.tiers, facts.subject)
    if not facts.subject.sales and not base:
        return Pay(facts.size, base, measure=measure, unpaid="nothing_counted")
    if rule.tiers.mode == "marginal":
        starts = [(band.from_, band.rate_bp) for band in of_level(rule.tiers.bands, level)]
        bands = tuple(parts_of(starts, base))
        weight = weight_in(bands)
        pay = Pay(facts.size, base, weight // base, weight, measure=measure, bands=bands)
        return _with_reason(pay)
    found = whole_in(rule.tiers, level, facts.subject.measures, base)
    if found is None:
        unpaid = _why_not_reached(rule.tiers, facts.subject)
        return Pay(facts.size, base, measure=measure, unpaid=unpaid)
    weight, fixed_fen = base * found.rate_bp, found.fixed_fen
    pay = Pay(facts.size, base, found.rate_bp, weight, fixed_fen, measure, bands=(found,))
    return _with_reason(pay)


def pay_of_pieces(rule: PerPieceRule, facts: PeriodFacts) -> Pay:
    """Say what the count adds to what the orders themselves said for the pieces, never less.

    Their plan may have been another: what it said with them is not paid again. `cut` is what passes
    the limits of the orders: their caps and margins.
    """
    before, after = facts.before, facts.before.plus(facts.subject)
    extra = max(0, _beyond(rule, after) - _beyond(rule, before))
    paid = min(extra, max(0, _within(rule, after) - _within(rule, before)))
    return Pay(
        facts.size,
        fixed_fen=extra,
        measure=facts.subject.pieces,
        cut=(extra - paid) * UNITS,
        bands=tuple(steps_for(rule, after.pieces)),
        with_orders_fen=after.with_orders,
        earlier_fen=_beyond(rule, before),
        unpaid=None if extra else "step_not_reached",
    )


def _beyond(rule: PerPieceRule, counted: Counted) -> int:
    return max(0, sum_for(rule, counted.pieces) - counted.with_orders)


def _within(rule: PerPieceRule, counted: Counted) -> int:
    return min(_beyond(rule, counted), counted.room // UNITS)


def _with_reason(pay: Pay) -> Pay:
    """Say why bands that were reached pay nothing, if so."""
    if pay.weight:
        return pay
    return pay._replace(unpaid="band_pays_nothing" if pay.base else "nothing_counted")


def _why_not_reached(tiers: Tiers, counted: Counted) -> Unpaid:
    margin = measures_of(tiers) & {"profit", "margin_rate"}
    if margin and counted.profit is None:
        return "cost_unknown"
    return "band_not_reached" if tiers.bands else "condition_not_met"


def _measure(tiers: Tiers, subject: Counted) -> int:
    """Give what a fixed sum goes by: the pieces or orders that opened the tier, else the sales."""
    if tiers.bands and tiers.measure == "pieces":
        return subject.pieces
    return subject.orders if tiers.bands and tiers.measure == "orders" else subject.sales
