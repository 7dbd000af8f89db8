"""Restock rebate: the uplines of an agent who buys for his stock, by level and depth (A086, A098).

That an entry purchase pays nobody is the engine's rule, for every kind.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.domain.commission.earnings import Earning, Strategy, of_goods
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.documents.part import Flag
from shared.domain.errors import Clause
from shared.domain.rules.bounds import Inducement
from shared.domain.rules.order_rule import InPlan, OrderRule, WhyNot
from shared.domain.rules.reasons import always
from shared.domain.rules.rule import Document
from shared.domain.terms.parts import CompleteRates, of_level
from shared.domain.terms.product import Product


class RestockRule(OrderRule):
    """The uplines of an agent who buys for his stock get a rebate (A086, A098).

    His entry purchase pays nobody. `first_purchase_pays` can be said only so that the guard
    refuses it.
    """

    example: ClassVar[Document] = {
        "name": "restock",
        "pay_depth": 2,
        "rules": [
            {
                "id": "restock",
                "kind": "restock_rebate",
                "tax_nature": "sales_discount",
                "rates_bp": {"default": [500, 200]},
            }
        ],
    }

    kind: Literal["restock_rebate"]
    orders: Annotated[tuple[Literal["restock"], ...], Field(min_length=1, max_length=1)] = (
        "restock",
    )
    """An agent's purchases for his stock, always."""
    rates_bp: CompleteRates
    """Basis points of the purchase by level, a rate for each depth, nearest first (A098)."""
    first_purchase_pays: Flag = False
    """Whether an entry purchase pays: always refused by the guard (A098, A120)."""

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: each upline by his level and depth."""
        earns = self.earner()

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            return [
                each
                for depth, payee in enumerate(facts.chain, start=1)
                for each in earns(
                    payee, depth, of_goods(facts.lines, self._rate(payee.level, depth))
                )
            ]

        return calculate

    def _rate(self, level: str, depth: int) -> int:
        rates = of_level(self.rates_bp, level)
        return rates[depth - 1] if depth <= len(rates) else 0

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Whoever gets nothing has no rate at his depth."""
        return always("no_rate")

    def named_levels(self) -> Iterator[str]:
        """Give the levels that have rates, too."""
        yield from super().named_levels()
        yield from self.rates_bp

    def looked_up(self, line: LineFacts, level: str) -> Hashable:
        """Give whether a level is paid, and its rates."""
        return self.pays_level(level), of_level(self.rates_bp, level)

    def rows(self) -> Iterator[Sequence[int]]:
        """Give the rates by depth."""
        yield from self.rates_bp.values()

    def pays_anything(self) -> bool:
        """Tell whether any rate is more than zero."""
        return any(map(any, self.rows()))

    def inducements(self) -> Iterator[Inducement]:
        """Refuse to pay for an entry purchase (A098, A120)."""
        if self.first_purchase_pays:
            yield Inducement(
                "entry_purchase",
                ("first_purchase_pays",),
                {"advice": Clause("no_first_purchase_pays")},
            )
