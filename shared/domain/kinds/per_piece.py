"""A sum a piece to the seller, or to the distributor who picks for himself, at the unified price.

With the order goes the least that a piece can pay by any step; what the count of a period adds is
for the period to pay, from the same rule. Source: A065, A066; fault W8.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from shared.domain.civil_periods import Cadence
from shared.domain.commission.counted import Counted
from shared.domain.commission.earnings import Earning, LinePart, Strategy
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.in_band import InBand, piece_band, pieces_in, weight_in
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.commission.period_pay import Pay, PeriodFacts
from shared.domain.commission.prizes import Prize
from shared.domain.documents.amounts import Yuan
from shared.domain.documents.fault import fault_at
from shared.domain.documents.part import Flag, Part
from shared.domain.errors import Clause, Fault
from shared.domain.identifiers import Identifier
from shared.domain.money import UNITS, yuan
from shared.domain.rules.order_rule import InPlan, OrderRule, Place, WhyNot
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.domain.rules.rule import Document, Rule
from shared.domain.terms.parts import MAX_PRODUCTS, OnRefund
from shared.domain.terms.product import Product, all_priced
from shared.domain.terms.tier_words import mode_words

PICKER = 0
"""The depth of one who picks for his own use."""


_CADENCES: dict[str, Cadence] = {"month": "month", "term": "year", "lifetime": "month"}


class PieceStep(Part):
    """What a piece pays beyond so many pieces."""

    above: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    """Beyond how many pieces."""
    per_piece: Yuan
    """Yuan a piece."""


class PerPieceRule(OrderRule, PeriodicRule):
    """A sum a piece to the seller (A065), at the unified price (A066), another beyond some count.

    The least that a piece can pay is paid with the order; what the count decides, with the period.
    """

    example: ClassVar[Document] = {
        "name": "pieces",
        "pay_depth": 1,
        "products": {"tea": {"price": "100.00", "cost": "40.00"}},
        "rules": [
            {
                "id": "pieces",
                "kind": "per_piece",
                "per_piece": "20.00",
                "steps": [{"above": 30, "per_piece": "22.00"}],
            }
        ],
    }

    kind: Literal["per_piece"]
    per_piece: Yuan
    """Yuan a piece (A065)."""
    steps: Annotated[tuple[PieceStep, ...], Field(max_length=50)] = ()
    """Other sums a piece beyond so many pieces, in rising order (A065)."""
    mode: Literal["marginal", "whole_amount"] = "marginal"
    """Whether a step is paid for the pieces beyond it, or for all of them (A065)."""
    counted: Literal["month", "term", "lifetime"] = "month"
    """How long pieces are counted together: a month, a year, or a lifetime (A065)."""
    on_refund: OnRefund = "recompute"
    """Whether a refund looks the step up anew, or keeps what was booked."""
    unified_price_only: Flag = True
    """Whether only pieces that were sold at the product's price pay (A066)."""
    pickup: Flag = True
    """Whether own-use picking pays the picker."""
    skus: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=MAX_PRODUCTS)] | None = (
        None
    )
    """Only these products; left out: all."""

    @model_validator(mode="after")
    def _steps_rise(self) -> "PerPieceRule":
        counts = [step.above for step in self.steps]
        if counts != sorted(set(counts)):
            raise fault_at(("steps",), "steps_must_rise")
        if self.on_refund == "recompute":
            self._require_recomputable(rise=self.sums == sorted(self.sums))
        return self

    def _require_recomputable(self, *, rise: bool) -> None:
        """Refuse sums by which a refund of some pieces would raise what others pay."""
        if self.counted == "lifetime" and self.steps and not (rise and self.mode == "marginal"):
            raise Fault("refund_would_raise_later_months")
        if self.mode == "whole_amount" and not rise:
            raise Fault("refund_would_raise_all_pieces")

    # What an order pays

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: one payee, the same sum for every piece.

        A line that counts is named even where its pieces pay nothing yet: the period counts them.
        """
        least, earns = self.least_fen, self.earner()

        def part(line: LineFacts) -> LinePart:
            fixed_fen = least * line.qty
            return LinePart(line.line, fixed_fen * UNITS, 0, line.base_fen, fixed_fen)

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            parts = [part(line) for line in facts.lines if self.counts(plan.products, line)]
            if not least and not self.steps:
                return []
            return [
                each for depth, payee in self.looks_at(facts) for each in earns(payee, depth, parts)
            ]

        return calculate

    def counts(self, products: Mapping[str, Product], line: LineFacts) -> bool:
        """Tell whether a line's pieces count: paid for, the rule's own, at the unified price."""
        if not line.base_fen or not self._is_of(line.sku):
            return False
        if not self.unified_price_only:
            return True
        product = products.get(line.sku)
        return product is not None and product.price == line.price_fen

    def _is_of(self, sku: str) -> bool:
        return self.skus is None or sku in self.skus

    def looks_at(self, facts: OrderFacts) -> list[Place]:
        """Give who picks for himself, or else the seller."""
        if self.pickup and facts.kind == "pickup" and facts.picker is not None:
            return [(PICKER, facts.picker)]
        return super().looks_at(facts)[:1]

    @property
    def pays_pickers(self) -> bool:
        """Whether it pays one who picks for his own use."""
        return self.pickup

    # Why it pays somebody nothing

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Make what tells why the pieces of a line pay nothing."""

        def ask(_facts: OrderFacts, line: LineFacts, _depth: int, _: Upline) -> NotPaidFor | None:
            if not line.base_fen:
                return "nothing_paid"
            if not self._is_of(line.sku):
                return "other_product"
            return None if self.counts(products, line) else "not_unified_price"

        return ask

    # What a period counts, and what that adds

    @property
    def waits_for_period(self) -> bool:
        """Whether the count of a period decides anything."""
        return bool(self.steps)

    @property
    def cadence(self) -> Cadence:
        """How often it is evaluated: a term is a civil year, a lifetime goes by months."""
        return _CADENCES[self.counted]

    @property
    def is_lifetime(self) -> bool:
        """Whether the count goes on from month to month."""
        return self.counted == "lifetime"

    @property
    def reach(self) -> int:
        """It counts the pieces it pays for, whoever stands where."""
        return 0

    def qualifies(self, level: str, violations: object, period: str) -> bool:
        """It has asked for level and conduct with every order already."""
        return True

    @property
    def after_refund(self) -> OnRefund:
        """Whether a refund looks the step up anew, or keeps what was booked."""
        return self.on_refund

    def pay(self, level: str, facts: PeriodFacts, prize: Prize | None = None) -> Pay:
        """Say what the count adds to what the orders themselves said for the pieces, never less.

        Their plan may have been another: what it said with them is not paid again. `cut` is what
        passes the limits of the orders: their caps and margins.
        """
        before, after = facts.before, facts.before.plus(facts.subject)
        extra = max(0, self._beyond(after) - self._beyond(before))
        paid = min(extra, max(0, self._within(after) - self._within(before)))
        return Pay(
            facts.size,
            fixed_fen=extra,
            measure=facts.subject.pieces,
            cut=(extra - paid) * UNITS,
            bands=tuple(self.steps_for(after.pieces)),
            with_orders_fen=after.with_orders,
            earlier_fen=self._beyond(before),
            unpaid=None if extra else "step_not_reached",
        )

    def sum_for(self, pieces: int) -> int:
        """Give what so many pieces of a period pay in all, in fen; the order's part included.

        Marginal: each piece at the sum of its own step. Whole amount: all at the last step passed.
        """
        return weight_in(self.steps_for(pieces)) // UNITS

    def steps_for(self, pieces: int) -> list[InBand]:
        """Give the steps that so many pieces of a period are paid by, the order's part included."""
        sums = [(0, self.per_piece), *((step.above, step.per_piece) for step in self.steps)]
        if self.mode == "marginal":
            return list(pieces_in(sums, pieces))
        ends = [*(above for above, _ in sums[1:]), None]
        bounds = zip(sums, ends, strict=True)
        lo, hi, per_piece = [(lo, hi, fen) for (lo, fen), hi in bounds if lo < max(1, pieces)][-1]
        return [piece_band(lo, hi, pieces, per_piece)]

    def _beyond(self, counted: Counted) -> int:
        return max(0, self.sum_for(counted.pieces) - counted.with_orders)

    def _within(self, counted: Counted) -> int:
        return min(self._beyond(counted), counted.room // UNITS)

    def period_terms(self, level: str) -> str:
        """Say the sums a piece, and beyond how many pieces each is paid."""
        steps = (f"{yuan(step.per_piece)} above {step.above}" for step in self.steps)
        return f"{yuan(self.per_piece)} a piece, {', '.join(steps)} ({mode_words(self.mode)})"

    # What makes a difference to it, and what it pays at most

    @property
    def sums(self) -> list[int]:
        """What a piece pays, from the first step on, in fen."""
        return [self.per_piece, *(step.per_piece for step in self.steps)]

    @property
    def least_fen(self) -> int:
        """The least that a piece pays, however many there are, in fen."""
        return min(self.sums)

    @property
    def most_fen(self) -> int:
        """The most that a piece pays, however many there are, in fen."""
        return max(self.sums)

    @property
    def added_by_period(self) -> int | None:
        """The most that a period may add to a piece, in fen; None: it adds nothing."""
        return self.most_fen - self.least_fen if self.steps else None

    def at_its_most(self) -> Rule:
        """Give the rule that pays the dearest step for every piece, with the order."""
        return self.changed(per_piece=self.most_fen, steps=())

    def looked_up(self, line: LineFacts, level: str) -> Hashable:
        """Give whether a level is paid, and whether goods are among the rule's."""
        return self.pays_level(level), self._is_of(line.sku)

    def ladders(self) -> Iterator[Sequence[int]]:
        """Give the sums a piece."""
        yield self.sums

    def pays_anything(self) -> bool:
        """Tell whether a piece ever pays anything."""
        return any(self.sums)

    def unified_prices(self, products: Collection[str]) -> Sequence[str] | None:
        """Give its own products, or all of the plan's."""
        return (self.skus or tuple(products)) if self.unified_price_only else None

    def unjudged_sum(self, products: Mapping[str, Product]) -> Clause | None:
        """Say what to do about sums that are paid at any price, where nobody knows one."""
        if self.unified_price_only or (self.skus is not None and all_priced(products, self.skus)):
            return None
        return Clause("name_products")
