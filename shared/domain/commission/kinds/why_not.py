"""Why a rule pays somebody nothing, on a line or at all: each kind asks what it asks when it pays.

Source: A089. A reason is None where the rule itself would pay: then the engine took it away.
"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.kinds import order_tier, per_piece, percent, referral
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.commission.tiering import Measures
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import (
    LevelDifferenceRule,
    OrderRule,
    OrderTierRule,
    OverrideRule,
    PercentRule,
    PerPieceRule,
    PriceSpreadRule,
    ReferralRule,
    RestockRule,
)
from shared.domain.terms import bands
from shared.domain.terms.tier_words import bound_words

WhyNot = Callable[[OrderFacts, LineFacts, int, Upline], NotPaidFor | None]
"""Says why a rule pays somebody at a depth nothing on a line."""


def why_not(rule: OrderRule, plan: Plan) -> WhyNot:
    """Make what answers for a rule."""
    return _KINDS[type(rule)](rule, plan)


def measured_words(rule: OrderTierRule, facts: OrderFacts) -> str:
    """Say what an order came to by the measures that a tier asks for."""
    measures = order_tier.measured(facts)
    return ", ".join(_measured(each, measures) for each in sorted(bands.measures_of(rule.tiers)))


def _measured(measure: bands.Measure, measures: Measures) -> str:
    value = measures.get(measure)
    return f"{measure} {'?' if value is None else bound_words(value, measure)}"


def _percent(rule: PercentRule, _plan: Plan) -> WhyNot:
    rates_of = percent.rates_of(rule)

    def ask(facts: OrderFacts, line: LineFacts, depth: int, payee: Upline) -> NotPaidFor | None:
        rates = rates_of(facts, line, depth, payee)
        if not line.base_fen:
            return "nothing_paid"
        if rates == percent.NOTHING:
            return "no_rate"
        if rule.base == "margin" and rates[0] and not rates[1]:
            return _no_margin(line)
        return None

    return ask


def _no_margin(line: LineFacts) -> NotPaidFor | None:
    if line.cost_fen is None:
        return "cost_unknown"
    return "no_margin" if line.base_fen <= line.cost_fen else None


def _per_piece(rule: PerPieceRule, plan: Plan) -> WhyNot:
    def ask(_facts: OrderFacts, line: LineFacts, _depth: int, _payee: Upline) -> NotPaidFor | None:
        if not line.base_fen:
            return "nothing_paid"
        if rule.skus is not None and line.sku not in rule.skus:
            return "other_product"
        return None if per_piece.counts(rule, plan.products, line) else "not_unified_price"

    return ask


def _order_tier(rule: OrderTierRule, _plan: Plan) -> WhyNot:
    wants_cost = bool(bands.measures_of(rule.tiers) & {"profit", "margin_rate"})

    def ask(facts: OrderFacts, line: LineFacts, _depth: int, payee: Upline) -> NotPaidFor | None:
        measures = order_tier.measured(facts)
        reached = order_tier.reached(rule.tiers, payee.level, measures)
        if reached:
            return None if any(band.weight for band in reached) and line.base_fen else "no_rate"
        if wants_cost and measures["profit"] is None:
            return "cost_unknown"
        return "band_not_reached" if rule.tiers.bands else "condition_not_met"

    return ask


def _referral(rule: ReferralRule, _plan: Plan) -> WhyNot:
    def ask(facts: OrderFacts, line: LineFacts, _depth: int, upline: Upline) -> NotPaidFor | None:
        seller = facts.chain[0]
        if not referral.in_time(rule, seller, facts.at):
            return "time_over"
        if rule.first_order_only and seller.sold_before:
            return "sold_before"
        if not referral.counts(rule, seller, upline, facts.at):
            return "other_level"
        return None if line.base_fen else "nothing_paid"

    return ask


def _price_spread(rule: PriceSpreadRule, _plan: Plan) -> WhyNot:
    def ask(_facts: OrderFacts, line: LineFacts, _depth: int, agent: Upline) -> NotPaidFor | None:
        priced = line.sku in rule.price_lists.get(agent.grade or "", {})
        return "price_not_lower" if priced else "no_price"

    return ask


def _always(reason: NotPaidFor) -> Callable[[Any, Plan], WhyNot]:
    """Give the only reason that a kind has, but for goods that nobody paid for."""

    def ask(_facts: OrderFacts, line: LineFacts, _depth: int, _payee: Upline) -> NotPaidFor | None:
        return reason if line.base_fen else "nothing_paid"

    return lambda _rule, _plan: ask


_KINDS: Mapping[type[OrderRule], Callable[[Any, Plan], WhyNot]] = {
    PercentRule: _percent,
    PerPieceRule: _per_piece,
    OrderTierRule: _order_tier,
    LevelDifferenceRule: _always("below_highest_rate"),
    OverrideRule: _always("nothing_below"),
    ReferralRule: _referral,
    RestockRule: _always("no_rate"),
    PriceSpreadRule: _price_spread,
}
