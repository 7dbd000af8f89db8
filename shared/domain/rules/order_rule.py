"""Rules that are decided when an order is created: what they pay whom of it, and why not others.

A strategy is made once for a rule and its plan; asked for an order, it gives what the rule pays
whom, seeing what the rules before it pay. Nobody is named twice, nothing of weight 0 is given but
lines whose pieces count for a period. A reason is None where the rule itself would pay: then the
engine took it away. Source: A089.
"""

from abc import abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from shared.domain.commission.earnings import BarePart, Earning, Earns, Limit, LinePart, Strategy
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import OrderKind, OrderKinds, Slugs
from shared.domain.terms.product import Product

Place = tuple[int, Upline]
"""A depth, and who stands there."""

WhyNot = Callable[[OrderFacts, LineFacts, int, Upline], NotPaidFor | None]
"""Says why a rule pays somebody at a depth nothing on a line."""


class InPlan(NamedTuple):
    """What a rule sees of its plan: its products, and the limits that all rules keep together."""

    products: Mapping[str, Product]
    limit: Limit


class OrderRule(Rule):
    """A rule that is decided when an order is created."""

    is_trade: ClassVar[bool] = False
    """Whether it pays for trade in goods: no commission, posted apart, and of no depth."""

    orders: OrderKinds = ("sale", "pickup")
    """Which orders the rule pays for."""
    replaces: Slugs = ()
    """Rules named before this one that pay nothing on the lines this one pays for."""

    # What it pays, and to whom

    @abstractmethod
    def strategy(self, plan: InPlan) -> Strategy:
        """Make what tells what the rule pays for an order."""

    def earner(self) -> Earns:
        """Make what lets a payee earn the parts of his lines by the rule."""
        rule, kind, trade = self.id, self.kind, self.is_trade
        form, nature = self.form, self.tax_nature

        def earns(payee: Upline, depth: int, parts: Sequence[BarePart | LinePart]) -> list[Earning]:
            if not parts:
                return []
            person, level, relation = payee.id, payee.level, payee.relation
            return [Earning(person, rule, kind, depth, level, relation, parts, form, nature, trade)]

        return earns

    def looks_at(self, facts: OrderFacts) -> list[Place]:
        """Give whom of an order it might pay, each at his depth."""
        return list(enumerate(facts.chain, start=1))

    @property
    def pays_agents(self) -> bool:
        """Whether it pays the agents above the buyer, whatever the pay depth."""
        return False

    @property
    def pays_pickers(self) -> bool:
        """Whether it pays one who picks for his own use."""
        return False

    # Why it pays somebody nothing

    @abstractmethod
    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Make what tells why the rule pays somebody nothing on a line."""

    def disqualified(self, person: Upline, at: datetime) -> NotPaidFor | None:
        """Say why it pays somebody nothing at an instant, whatever he sold; None: it may pay.

        His level is that of the snapshot (A076).
        """
        if not self.pays_level(person.level):
            return "level_not_paid"
        if self.no_violation_days is None or person.last_violation_at is None:
            return None
        recent = person.last_violation_at > at - timedelta(days=self.no_violation_days)
        return "conduct" if recent else None

    def order_terms(self, level: str) -> str:
        """Say in words what it asks of an order, where its rates do not say it all."""
        return ""

    def measured_words(self, facts: OrderFacts) -> str:
        """Say in words what an order came to by what the terms ask for."""
        return ""

    # What makes a difference to it, and what it pays at most

    @property
    def replaced(self) -> tuple[str, ...]:
        """The rules that pay nothing on the lines this one pays for."""
        return self.replaces

    @property
    def is_commission(self) -> bool:
        """Whether it pays commission, of which others may have a percentage."""
        return True

    def counts_orders(self, kind: OrderKind) -> bool:
        """Tell whether it pays for orders of a kind."""
        return kind in self.orders

    def looked_up(self, line: LineFacts, level: str) -> Hashable:
        """Give all that it looks up for goods and a level: whether it is paid, and how much."""
        return self.pays_level(level)

    @property
    def compares_levels(self) -> bool:
        """Whether it makes a difference to it that two uplines have the same level."""
        return False

    @property
    def own_products(self) -> Collection[str]:
        """The products for which it says something of their own."""
        return ()

    @property
    def own_categories(self) -> Collection[str]:
        """The categories for which it says something of their own."""
        return ()

    @property
    def grade_prices(self) -> Mapping[str, Mapping[str, int]]:
        """What agents buy a piece at by grade and product, where they keep the spread, in fen."""
        return {}

    @property
    def newcomer_days(self) -> int | None:
        """For how many days after the seller joined it pays; None: it does not ask."""
        return None

    @property
    def asks_first_sale(self) -> bool:
        """Whether it asks if the seller sold anything before."""
        return False

    @property
    def added_by_period(self) -> int | None:
        """The most that a period may add to a piece, in fen; None: it adds nothing."""
        return None

    def surely_pays_for(self, other: "OrderRule") -> bool:
        """Tell whether it surely pays of whatever another rule pays of."""
        return False


def order_rules(rules: Iterable[Rule]) -> list[OrderRule]:
    """Give those of some rules that are decided when an order is created."""
    return [rule for rule in rules if isinstance(rule, OrderRule)]
