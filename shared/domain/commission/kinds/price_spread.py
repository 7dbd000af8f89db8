"""Price spread of factory supply: agents keep what their grade buys cheaper than the one below.

The seller keeps what was really paid less his own price, every further agent the lowest price below
him less his own, times the pieces; nobody less than nothing, all together at most what was paid.
Source: A117.
"""

from collections.abc import Iterator, Sequence

from shared.domain.commission.earnings import Earning, LinePart, Prices, Strategy
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.commission.kinds.paying import earns
from shared.domain.money import UNITS
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import PriceSpreadRule


def strategy(rule: PriceSpreadRule, _plan: Plan) -> Strategy:
    """Make the strategy."""

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        parts: list[list[LinePart]] = [[] for _ in facts.agents]
        for line in facts.lines:
            for place, fen, prices in _spreads(rule, facts, line):
                parts[place].append(_part(line, fen, prices))
        return [
            each
            for place, agent in enumerate(facts.agents)
            for each in earns(rule, rule.kind, agent, place + 1, parts[place])
        ]

    return calculate


def _part(line: LineFacts, fen: int, prices: Prices) -> LinePart:
    """Give an agent's part: what lies between his prices, as far as it was paid for the line."""
    between = prices.sold_fen - prices.bought_fen
    cut = (between - fen) * UNITS
    return LinePart(line.line, fen * UNITS, 0, line.base_fen, between, cut, prices=prices)


def _spreads(
    rule: PriceSpreadRule, facts: OrderFacts, line: LineFacts
) -> Iterator[tuple[int, int, Prices]]:
    """Give the spreads of a line: whose by his place, how many fen, between which prices."""
    left = line.base_fen
    below: int | None = None
    for place, agent in enumerate(facts.agents):
        price = rule.price_lists.get(agent.grade or "", {}).get(line.sku)
        if price is None:
            continue
        own = price * line.qty
        sold = line.base_fen if below is None else below
        spread = min(left, sold - own)
        below = own if below is None else min(below, own)
        if spread > 0:
            left -= spread
            yield place, spread, Prices(sold, own)
