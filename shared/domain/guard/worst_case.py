"""The most that all rules of a plan together may pay for a product: the engine asked for the worst.

The plan is sharpened first: every tier at its highest rate, every piece at its dearest step, no
limits. Then the engine is asked about one product of those that all rules treat alike, at a price
and a margin so large that its answer shows what is paid of each, and which sums. What periods pay
comes on top. Source: rules.md, Compliance guard. A sum that no price is known for counts nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shared.domain.commission.earnings import WEIGHT
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.engine.engine import Engine
from shared.domain.guard.alike import Alike, alike
from shared.domain.guard.worst_orders import Situation, chains_count, orders_of, situations
from shared.domain.plans.document import Plan
from shared.domain.rules.order_rule import order_rules
from shared.domain.rules.periodic_rule import periodic_rules
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import MAX_PAY_DEPTH

NO_LIMIT_BP = 10**12

PARTS = 10**8
"""Into how many parts a basis point falls: an override of an override divides twice by 10,000."""

MARGIN_FEN = 10**30
GOODS_FEN = 10**52
"""Every sum is less than a part of this margin, every margin than a part of this price."""

MAX_ASKED = 100_000
"""How often rules are asked at most what they pay: an answer must not keep anybody waiting."""


class TooManyCombinations(Exception):
    """The plan tells more orders apart than can be looked at."""

    def __init__(self, asked: int) -> None:
        super().__init__(f"rules would be asked {asked} times, more than {MAX_ASKED}")
        self.asked = asked


class Worst(NamedTuple):
    """What a line pays, exact in 1/10,000 fen, and the levels it is paid to, nearest first."""

    line: LineFacts
    weight: int = 0
    by_periods: int = 0
    """How much of the weight periods pay."""
    by_teams: bool = False
    """Whether periods pay the teams of as many uplines as a sale may pay."""
    chain: tuple[str, ...] = ()

    @property
    def rate_bp(self) -> int:
        """What is paid, in basis points of the line's base, rounded down."""
        return self.weight // self.line.base_fen


class _Pay(NamedTuple):
    """What goods pay: parts of a basis point of their price and margin, sums in 1/10,000 fen."""

    goods: int
    margin: int
    sums: int
    period_bp: int
    """How much of what is paid of the price periods pay."""
    by_teams: bool
    chain: tuple[str, ...]

    def covers(self, other: "_Pay") -> bool:
        """Tell whether at no price and no margin the other pays more."""
        return self.goods >= other.goods and self.margin >= other.margin and self.sums >= other.sums

    def weight(self, line: LineFacts) -> int:
        """Give what a line pays, in 1/10,000 fen, rounded up."""
        margin = max(0, line.base_fen - line.cost_fen) if line.cost_fen is not None else 0
        of_rates = self.goods * line.base_fen + self.margin * margin
        return -(-of_rates // PARTS) + (self.sums if line.price_fen else 0)


def worst_cases(plan: Plan) -> list[Worst]:
    """Give the worst case of each product and category that the plan names, and of any other.

    Errors: `TooManyCombinations`.
    """
    sharp = _sharpened(plan)
    groups = alike(plan, order_rules(sharp.rules))
    cases, depth = situations(plan), min(plan.pay_depth, MAX_PAY_DEPTH)
    _require_few(groups, cases, depth)
    engine = Engine(sharp)
    worst = [
        _worst(line, pays)
        for group in groups
        for pays in [_most(_pays(engine, group, cases, depth))]
        for line in group.lines
    ]
    return sorted(worst, key=lambda each: each.line.line)


def _sharpened(plan: Plan) -> Plan:
    return plan.changed(
        rules=tuple(rule.at_its_most() for rule in plan.rules),
        cap_bp=NO_LIMIT_BP,
        margin_guard=False,
        products={
            sku: known.changed(price=GOODS_FEN)
            for sku, known in plan.products.items()
            if known.price
        },
    )


def _require_few(groups: Iterable[Alike], cases: Iterable[Situation], depth: int) -> None:
    chains = sum(chains_count(len(group.levels), depth) for group in groups)
    asked = chains * sum(case.orders * len(case.rules) for case in cases)
    if asked > MAX_ASKED:
        raise TooManyCombinations(asked)


def _pays(engine: Engine, group: Alike, cases: Iterable[Situation], depth: int) -> Iterator[_Pay]:
    asked = group.lines[0]._replace(
        price_fen=GOODS_FEN,
        base_fen=GOODS_FEN,
        cost_fen=GOODS_FEN - MARGIN_FEN if group.has_margin else None,
    )
    for case in cases:
        period_bp = _by_periods_bp(case.rules)
        by_teams = any(rule.pays_teams for rule in periodic_rules(case.rules))
        for facts in orders_of(case, asked, group.levels, depth):
            goods, rest = divmod(_paid(engine, facts), GOODS_FEN // PARTS)
            margin, sums = divmod(rest, MARGIN_FEN // PARTS)
            chain = tuple(person.level for person in facts.chain)
            yield _Pay(goods + period_bp * PARTS, margin, sums, period_bp, by_teams, chain)


def _paid(engine: Engine, facts: OrderFacts) -> int:
    earned = (earning for earning in engine.earnings(facts) if not earning.trade)
    return sum(part[WEIGHT] for earning in earned for part in earning.bare)


def _most(pays: Iterable[_Pay]) -> list[_Pay]:
    """Keep what may be the most at some price and some margin."""
    most: list[_Pay] = []
    for pay in pays:
        if not any(other.covers(pay) for other in most):
            most = [*(other for other in most if not pay.covers(other)), pay]
    return most


def _worst(line: LineFacts, pays: Sequence[_Pay]) -> Worst:
    pay = max(pays, key=lambda each: each.weight(line))
    weight = pay.weight(line)
    if not weight:
        return Worst(line)
    return Worst(line, weight, pay.period_bp * line.base_fen, pay.by_teams, pay.chain)


def _by_periods_bp(rules: Sequence[Rule]) -> int:
    """Give the most that periods pay on a sale, in basis points; what is on account counts once."""
    paid: dict[str, int] = {}
    for rule in periodic_rules(rules):
        paid_before = sum(paid.get(name, 0) for name in rule.on_account)
        paid[rule.id] = max(0, rule.most_bp - paid_before)
    return sum(paid.values())
