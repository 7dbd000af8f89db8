"""Referral awards: the seller's upline shares in his sales for a time after he joined (A085, A096).

A peer's award counts only while both have the same level. `first_order_only`: only the seller's
first paid order; which one that is, is decided once more with the payment.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.domain.commission.earnings import Earning, Strategy
from shared.domain.commission.facts import OrderFacts, Upline
from shared.domain.commission.kinds.paying import earns, of_goods
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import ReferralRule

UPLINE = 2
"""The depth of the seller's direct upline."""


def strategy(rule: ReferralRule, _plan: Plan) -> Strategy:
    """Make the strategy."""

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        if len(facts.chain) < UPLINE:
            return []
        seller, upline = facts.chain[:UPLINE]
        if not counts(rule, seller, upline, facts.at):
            return []
        parts = of_goods(facts.lines, rule.rate_bp)
        awards = earns(rule, rule.kind, upline, UPLINE, parts)
        return [award._replace(first_sale_only=rule.first_order_only) for award in awards]

    return calculate


def counts(rule: ReferralRule, seller: Upline, upline: Upline, at: datetime) -> bool:
    """Tell whether the rule counts for a sale: in time, of a new seller, of the upline's level."""
    if not in_time(rule, seller, at):
        return False
    if rule.first_order_only and seller.sold_before:
        return False
    return rule.kind == "referral_award" or seller.level == upline.level


def in_time(rule: ReferralRule, seller: Upline, at: datetime) -> bool:
    """Tell whether the seller joined less than the rule's days ago."""
    return seller.joined_at is not None and at < seller.joined_at + timedelta(days=rule.within_days)
