"""Restock rebate: the uplines of an agent who buys for his stock, by level and depth (A086, A098).

That an entry purchase pays nobody is the engine's rule, for every kind.
"""

from collections.abc import Sequence

from shared.domain.commission.earnings import Earning, Strategy
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.kinds.paying import earns, of_goods
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import RestockRule
from shared.domain.terms.parts import of_level


def strategy(rule: RestockRule, _plan: Plan) -> Strategy:
    """Make the strategy."""

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        return [
            each
            for depth, payee in enumerate(facts.chain, start=1)
            for each in earns(
                rule,
                rule.kind,
                payee,
                depth,
                of_goods(facts.lines, _rate(rule, payee.level, depth)),
            )
        ]

    return calculate


def _rate(rule: RestockRule, level: str, depth: int) -> int:
    rates = of_level(rule.rates_bp, level)
    return rates[depth - 1] if depth <= len(rates) else 0
