"""The kinds of order rules, each a strategy in a file of its own.

A strategy is made once for a rule and its plan; asked for an order, it gives what the rule pays
whom, seeing what the rules before it pay. Nobody is named twice, nothing of weight 0 is given but
lines whose pieces count for a period.
"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.domain.commission.earnings import Strategy
from shared.domain.commission.kinds import (
    level_difference,
    order_tier,
    override,
    per_piece,
    percent,
    price_spread,
    referral,
    restock,
)
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

_STRATEGIES: Mapping[type[OrderRule], Callable[[Any, Plan], Strategy]] = {
    PercentRule: percent.strategy,
    PerPieceRule: per_piece.strategy,
    OrderTierRule: order_tier.strategy,
    LevelDifferenceRule: level_difference.strategy,
    OverrideRule: override.strategy,
    ReferralRule: referral.strategy,
    RestockRule: restock.strategy,
    PriceSpreadRule: price_spread.strategy,
}


def strategy_of(rule: OrderRule, plan: Plan) -> Strategy:
    """Make the strategy of a rule."""
    return _STRATEGIES[type(rule)](rule, plan)
