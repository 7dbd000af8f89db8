"""Referral awards: the seller's upline shares in his sales for a time after he joined (A085, A096).

A peer's award counts only while both have the same level. `first_order_only`: only the seller's
first paid order; which one that is, is decided once more with the payment. What a newcomer buys for
himself counts for none, whoever stands above him: it would be a fee for joining.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Literal

from shared.domain.commission.earnings import Earning, Strategy, of_goods
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.documents.amounts import Yuan
from shared.domain.documents.part import Days, Flag
from shared.domain.money import BasisPoints
from shared.domain.rules.bounds import Inducement
from shared.domain.rules.order_rule import InPlan, OrderRule, Place, WhyNot
from shared.domain.rules.rule import Document
from shared.domain.terms.product import Product

UPLINE = 2
"""The depth of the seller's direct upline."""


class ReferralRule(OrderRule):
    """The seller's upline gets a share of his sales for a time after he joined (A085, A096).

    A peer's award counts only while both have the same level. `amount`, a flat sum for a recruit,
    can be said only so that the guard refuses it.
    """

    example: ClassVar[Document] = {
        "name": "referral",
        "pay_depth": 2,
        "rules": [
            {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000]}},
            {"id": "newcomer", "kind": "referral_award", "rate_bp": 200, "within_days": 90},
        ],
    }
    first_depth: ClassVar[int] = UPLINE

    kind: Literal["referral_award", "peer_referral_award"]
    """`peer_referral_award` pays only while both have the same level."""
    rate_bp: BasisPoints = 0
    """Basis points of the newcomer's sales."""
    within_days: Days
    """For how many days after the newcomer joined."""
    first_order_only: Flag = False
    """Whether only the newcomer's first order pays."""
    amount: Yuan = 0
    """A flat sum in yuan for a recruit: always refused by the guard (A096)."""

    # What it pays, and why nothing

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: one payee, the seller's upline."""
        earns = self.earner()

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            if len(facts.chain) < UPLINE:
                return []
            seller, upline = facts.chain[:UPLINE]
            if self._is_own(facts) or not self._counts(seller, upline, facts.at):
                return []
            awards = earns(upline, UPLINE, of_goods(facts.lines, self.rate_bp))
            return [award._replace(first_sale_only=self.first_order_only) for award in awards]

        return calculate

    def looks_at(self, facts: OrderFacts) -> list[Place]:
        """Give the seller's upline."""
        return super().looks_at(facts)[UPLINE - 1 : UPLINE]

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Make what tells what the sale, or the seller, is not."""

        def ask(
            facts: OrderFacts, line: LineFacts, _depth: int, upline: Upline
        ) -> NotPaidFor | None:
            seller = facts.chain[0]
            if self._is_own(facts):
                return "own_purchase"
            if not self._is_in_time(seller, facts.at):
                return "time_over"
            if self.first_order_only and seller.sold_before:
                return "sold_before"
            if not self._counts(seller, upline, facts.at):
                return "other_level"
            return None if line.base_fen else "nothing_paid"

        return ask

    def _counts(self, seller: Upline, upline: Upline, at: datetime) -> bool:
        """Tell whether it counts for a sale: in time, of a new seller, of the upline's level."""
        if not self._is_in_time(seller, at):
            return False
        if self.first_order_only and seller.sold_before:
            return False
        return not self.compares_levels or seller.level == upline.level

    def _is_own(self, facts: OrderFacts) -> bool:
        """Tell whether a newcomer, the seller or anybody else, buys for himself."""
        return facts.himself is not None and self._is_in_time(facts.himself, facts.at)

    def _is_in_time(self, person: Upline, at: datetime) -> bool:
        """Tell whether somebody joined less than the rule's days ago."""
        within = timedelta(days=self.within_days)
        return person.joined_at is not None and at < person.joined_at + within

    # What makes a difference to it, and what it pays at most

    @property
    def compares_levels(self) -> bool:
        """Whether it counts only while both have the same level."""
        return self.kind == "peer_referral_award"

    @property
    def newcomer_days(self) -> int:
        """For how many days after the seller joined it pays."""
        return self.within_days

    @property
    def asks_first_sale(self) -> bool:
        """Whether it asks if the seller sold anything before."""
        return self.first_order_only

    def pays_anything(self) -> bool:
        """Tell whether its rate, or its sum, is more than zero."""
        return bool(self.rate_bp or self.amount)

    def inducements(self) -> Iterator[Inducement]:
        """Refuse a sum for a recruit (A096)."""
        if self.amount:
            yield Inducement("headcount_reward", ("amount",))
