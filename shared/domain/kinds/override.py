"""Override: a percentage of what a downline earns on the order by the rules named (A093).

It is a percentage of the very fen that the downline is promised, line by line, after the limits.
There is none of what somebody inactive does not earn, nor of an award that the payment decides.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from shared.domain.commission.earnings import LINE, Earning, LinePart, Strategy
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.rounding import promised
from shared.domain.rules.order_rule import InPlan, OrderRule, Place, WhyNot
from shared.domain.rules.reasons import always
from shared.domain.rules.rule import Document
from shared.domain.terms.parts import DepthRates, Slugs
from shared.domain.terms.product import Product


class OverrideRule(OrderRule):
    """A percentage of what a downline earns by the rules named, by distance from him (A093).

    `of` names rules that pay commission for an order: their cash value, whatever their form.
    """

    example: ClassVar[Document] = {
        "name": "override",
        "pay_depth": 2,
        "rules": [
            {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000]}},
            {"id": "lead", "kind": "override", "of": ["relation"], "rates_bp": [1000]},
        ],
    }
    first_depth: ClassVar[int] = 2

    kind: Literal["override"]
    of: Annotated[Slugs, Field(min_length=1)]
    """The rules of whose commission it is."""
    rates_bp: DepthRates
    """Basis points of that commission by distance from whoever earns it, nearest first."""

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy; the plan's limits on the rules before it are already held."""
        limit, of, earns = plan.limit, frozenset(self.of), self.earner()

        def calculate(facts: OrderFacts, earned: Sequence[Earning]) -> list[Earning]:
            portions: defaultdict[int, list[Portion]] = defaultdict(list)
            for downline in limit(facts, list(earned)):
                if downline.rule in of:
                    for portion in _portions(self, facts, downline):
                        portions[portion.depth].append(portion)
            return [
                each
                for depth, payee in enumerate(facts.chain, start=1)
                for each in earns(payee, depth, _parts(portions[depth]))
            ]

        return calculate

    def looks_at(self, facts: OrderFacts) -> list[Place]:
        """Give whoever has somebody beneath him who may earn."""
        return super().looks_at(facts)[1:]

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Whoever gets nothing has nobody beneath him who earns by the rules named."""
        return always("nothing_below")

    @property
    def overridden(self) -> tuple[str, ...]:
        """The rules of whose commission it is."""
        return self.of

    def rows(self) -> Iterator[Sequence[int]]:
        """Its first rate is for the upline of whoever earns, who stands at depth 1 or higher."""
        yield (1, *self.rates_bp)

    def pays_anything(self) -> bool:
        """Tell whether any rate is more than zero."""
        return any(self.rates_bp)


class Portion(NamedTuple):
    """A percentage of what one downline is promised on one line, for the upline at a depth."""

    depth: int
    line: int
    rate_bp: int
    on_fen: int


def _portions(rule: OverrideRule, facts: OrderFacts, downline: Earning) -> Iterator[Portion]:
    if downline.first_sale_only or downline.payee in _inactive(facts):
        return
    fens = promised(downline, facts.lines)
    below = _depth_of(facts, downline)
    for distance, rate_bp in enumerate(rule.rates_bp, start=1):
        for part, fen in zip(downline.bare, fens, strict=True):
            if fen * rate_bp:
                yield Portion(below + distance, part[LINE], rate_bp, fen)


def _inactive(facts: OrderFacts) -> set[str]:
    picker = (facts.picker,) if facts.picker else ()
    return {person.id for person in (*picker, *facts.chain) if not person.active}


def _depth_of(facts: OrderFacts, downline: Earning) -> int:
    """Give the depth above which his uplines stand; a picker may be depth 1 himself."""
    ids = [person.id for person in facts.chain]
    return ids.index(downline.payee) + 1 if downline.payee in ids else downline.depth


def _parts(portions: Sequence[Portion]) -> list[LinePart]:
    """Join an upline's portions: one part a line, with the sum on which each rate applies."""
    sums: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for portion in portions:
        sums[portion.line][portion.rate_bp] += portion.on_fen
    lines = sorted(sums.items())
    return [_part(line, [(fen, bp) for bp, fen in rates.items()]) for line, rates in lines]


def _part(line: int, amounts: list[tuple[int, int]]) -> LinePart:
    (on_fen, rate_bp), *others = amounts
    weight = sum(fen * bp for fen, bp in amounts)
    return LinePart(line, weight, rate_bp, on_fen, also=tuple(others))
