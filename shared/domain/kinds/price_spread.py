"""Price spread of factory supply: agents keep what their grade buys cheaper than the one below.

The seller keeps what was really paid less his own price, every further agent the lowest price below
him less his own, times the pieces; nobody less than nothing, all together at most what was paid.
Source: A117.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.domain.commission.earnings import Earning, LinePart, Prices, Strategy
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.documents.amounts import Yuan
from shared.domain.documents.part import Name
from shared.domain.forms import TaxNature
from shared.domain.money import UNITS
from shared.domain.rules.order_rule import InPlan, OrderRule, Place, WhyNot
from shared.domain.rules.rule import Document
from shared.domain.terms.parts import ByProduct
from shared.domain.terms.product import Product


class PriceSpreadRule(OrderRule):
    """Factory supply: each agent keeps what his grade buys cheaper than the one below him (A117).

    Trade in goods, no commission: it counts for no pay depth and is posted apart. `price_lists` are
    prices a piece by grade and product; a grade without a price for a product is passed over.
    """

    example: ClassVar[Document] = {
        "name": "supply",
        "pay_depth": 2,
        "rules": [
            {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000, 500]}},
            {
                "id": "spread",
                "kind": "price_spread",
                "price_lists": {"city": {"tea": "80.00"}, "province": {"tea": "70.00"}},
            },
        ],
    }

    is_trade: ClassVar[bool] = True

    kind: Literal["price_spread"]
    tax_nature: TaxNature = "goods_trade"
    """What the spread is to the tax office: trade in goods."""
    price_lists: Annotated[dict[Name, ByProduct[Yuan]], Field(min_length=1, max_length=20)]
    """Yuan a piece by grade and SKU (A117)."""

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: line by line, from the seller up."""
        earns = self.earner()

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            parts: list[list[LinePart]] = [[] for _ in facts.agents]
            for line in facts.lines:
                for place, fen, prices in _spreads(self, facts, line):
                    parts[place].append(_part(line, fen, prices))
            return [
                each
                for place, agent in enumerate(facts.agents)
                for each in earns(agent, place + 1, parts[place])
            ]

        return calculate

    def price(self, agent: Upline, sku: str) -> int | None:
        """Give what an agent buys a piece at, in fen; None: his grade has no price for it."""
        return self.price_lists.get(agent.grade or "", {}).get(sku)

    def looks_at(self, facts: OrderFacts) -> list[Place]:
        """Give the agents, from the seller up."""
        return list(enumerate(facts.agents, start=1))

    @property
    def pays_agents(self) -> bool:
        """It pays agents, whatever the pay depth."""
        return True

    @property
    def is_commission(self) -> bool:
        """It is trade in goods."""
        return False

    @property
    def grade_prices(self) -> Mapping[str, Mapping[str, int]]:
        """What agents buy a piece at by grade and product, in fen."""
        return self.price_lists

    @property
    def own_products(self) -> Collection[str]:
        """The products that any grade has a price for."""
        return list(dict.fromkeys(sku for prices in self.price_lists.values() for sku in prices))

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Make what tells whether an agent has a price at all."""

        def ask(
            _facts: OrderFacts, line: LineFacts, _depth: int, agent: Upline
        ) -> NotPaidFor | None:
            return "no_price" if self.price(agent, line.sku) is None else "price_not_lower"

        return ask


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
        price = rule.price(agent, line.sku)
        if price is None:
            continue
        own = price * line.qty
        sold = line.base_fen if below is None else below
        spread = min(left, sold - own)
        below = own if below is None else min(below, own)
        if spread > 0:
            left -= spread
            yield place, spread, Prices(sold, own)
