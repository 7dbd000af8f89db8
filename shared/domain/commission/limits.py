"""What all rules together may pay: at most three people, the plan's cap, never beyond the margin.

The limit is held line by line when the order is created, so that every commission afterwards
follows from its own snapshot alone. The rules are served in the plan's order, nearest depth first;
whoever comes last is cut. What is left then is all that a rule a piece may add to the line with a
period. Price spreads are trade: together they never pass what was paid for the
line. Source: rules.md, Depth; I5; faults W21, W39.
"""

from collections.abc import Callable, Iterable, Mapping

from shared.domain.commission.earnings import UNITS, Earning, LinePart
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.commission.kinds.per_piece import least_per_piece, most_per_piece
from shared.domain.plans.document import Plan
from shared.domain.plans.parts import MAX_PAY_DEPTH, PRICE_SPREAD
from shared.domain.plans.rules import PerPieceRule

Limit = Callable[[OrderFacts, list[Earning]], list[Earning]]


def limiter_of(plan: Plan) -> Limit:
    """Make the limiter of a plan."""
    stepped = _most_beyond(plan)

    def limit(facts: OrderFacts, earned: list[Earning]) -> list[Earning]:
        earned = _at_most_three(earned)
        trade = [each for each in earned if each.kind == PRICE_SPREAD]
        commission = [each for each in earned if each.kind != PRICE_SPREAD] if trade else earned
        room = {line.line: _room(plan, line) for line in facts.lines}
        paid = {line.line: line.base_fen * UNITS for line in facts.lines} if trade else {}
        if not stepped and _fits(commission, room) and _fits(trade, paid):
            return earned
        earned = [_cut(each, paid if each.kind == PRICE_SPREAD else room) for each in earned]
        return [_with_room(each, room, facts, stepped) for each in earned]

    return limit


def _fits(earned: Iterable[Earning], room: Mapping[int, int]) -> bool:
    wanted: dict[int, int] = {}
    for earning in earned:
        for part in earning.parts:
            wanted[part.line] = wanted.get(part.line, 0) + part.weight
    return all(weight <= room[line] for line, weight in wanted.items())


def _at_most_three(earned: list[Earning]) -> list[Earning]:
    if len({earning.payee for earning in earned}) <= MAX_PAY_DEPTH:
        return earned
    nearest = sorted({(e.depth, e.payee) for e in earned if e.kind != PRICE_SPREAD})
    payees = list(dict.fromkeys(payee for _, payee in nearest))
    if len(payees) <= MAX_PAY_DEPTH:
        return earned
    paid = frozenset(payees[:MAX_PAY_DEPTH])
    return [e for e in earned if e.kind == PRICE_SPREAD or e.payee in paid]


def _room(plan: Plan, line: LineFacts) -> int:
    room = line.base_fen * plan.cap_bp
    if plan.margin_guard and line.cost_fen is not None:
        room = min(room, max(0, line.base_fen - line.cost_fen) * UNITS)
    return room


def _most_beyond(plan: Plan) -> dict[str, int | None]:
    """Give what a period may add to a piece by each rule, in fen; None: all that is left."""
    stepped = [rule for rule in plan.rules if isinstance(rule, PerPieceRule) and rule.steps]
    if len(stepped) == 1:
        return {stepped[0].id: None}
    return {rule.id: most_per_piece(rule) - least_per_piece(rule) for rule in stepped}


def _with_room(
    earning: Earning, room: dict[int, int], facts: OrderFacts, stepped: Mapping[str, int | None]
) -> Earning:
    """Keep for a period's rule what is left of each line's room, as far as it may need it."""
    if earning.rule not in stepped:
        return earning
    most = stepped[earning.rule]
    pieces = {line.line: line.qty for line in facts.lines}
    parts: list[LinePart] = []
    for part in earning.parts:
        left = room[part.line]
        kept = left if most is None else min(left, most * pieces[part.line] * UNITS)
        room[part.line] -= kept
        parts.append(part._replace(room=kept))
    return earning._replace(parts=parts)


def _cut(earning: Earning, room: dict[int, int]) -> Earning:
    """Take what passes the room; a part of which nothing is left stays, to say why."""
    parts: list[LinePart] = []
    for part in earning.parts:
        weight = min(part.weight, room[part.line])
        room[part.line] -= weight
        parts.append(part._replace(weight=weight, cut=part.cut + part.weight - weight))
    return earning._replace(parts=parts)
