"""What all rules together may pay: at most three people, the plan's cap, never beyond the margin.

The limit is held line by line when the order is created, so that every commission afterwards
follows from its own snapshot alone. The rules are served in the plan's order, nearest depth first;
whoever comes last is cut. What is left then is all that the rules a piece may add to the line with
a period: it is divided among them, and shrinks with a refund. Price spreads are trade: together
they never pass what was paid for the line. Source: rules.md, Depth; I5; faults W21, W39.
"""

from collections.abc import Callable, Iterable, Mapping

from shared.domain.commission.earnings import LINE, WEIGHT, Earning, Limit, LinePart
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.money import UNITS, spread_by
from shared.domain.plans.document import Plan
from shared.domain.rules.order_rule import order_rules
from shared.domain.terms.parts import MAX_PAY_DEPTH


def limiter_of(plan: Plan) -> Limit:
    """Make the limiter of a plan."""
    beyond, room_of = _most_beyond(plan), _room_of(plan)
    trades = any(rule.is_trade for rule in order_rules(plan.rules))

    def limit(facts: OrderFacts, earned: list[Earning]) -> list[Earning]:
        earned = _at_most_three(earned)
        room = {line.line: room_of(line) for line in facts.lines}
        paid = {line.line: line.base_fen * UNITS for line in facts.lines} if trades else {}
        if not beyond and _fits(earned, room, paid):
            return earned
        earned = [_cut(each, paid if each.trade else room) for each in earned]
        wanted = _wanted(earned, facts, beyond)
        rooms = {line: _divided(room[line], each) for line, each in wanted.items()}
        return [_with_room(each, rooms) if each.rule in beyond else each for each in earned]

    return limit


def _fits(earned: Iterable[Earning], room: dict[int, int], paid: dict[int, int]) -> bool:
    """Tell whether commission stays within its room, and trade within what was paid."""
    room, paid = room.copy(), paid.copy()
    for earning in earned:
        left = paid if earning.trade else room
        for part in earning.bare:
            left[part[LINE]] = after = left[part[LINE]] - part[WEIGHT]
            if after < 0:
                return False
    return True


def _at_most_three(earned: list[Earning]) -> list[Earning]:
    if len(earned) <= MAX_PAY_DEPTH or len({earning.payee for earning in earned}) <= MAX_PAY_DEPTH:
        return earned
    nearest = sorted({(e.depth, e.payee) for e in earned if not e.trade})
    payees = list(dict.fromkeys(payee for _, payee in nearest))
    paid = frozenset(payees[:MAX_PAY_DEPTH])
    return [e for e in earned if e.trade or e.payee in paid]


def _room_of(plan: Plan) -> Callable[[LineFacts], int]:
    """Make what says how much all commission on a line may be, in units of the weight."""
    cap_bp, margin_guard = plan.cap_bp, plan.margin_guard

    def room_of(line: LineFacts) -> int:
        room = line.base_fen * cap_bp
        if margin_guard and line.cost_fen is not None:
            room = min(room, max(0, line.base_fen - line.cost_fen) * UNITS)
        return room

    return room_of


def _most_beyond(plan: Plan) -> dict[str, int]:
    """Give the most that a period may add to a piece by each rule, in fen."""
    added = ((rule.id, rule.added_by_period) for rule in order_rules(plan.rules))
    return {rule: fen for rule, fen in added if fen is not None}


def _wanted(
    earned: Iterable[Earning], facts: OrderFacts, beyond: Mapping[str, int]
) -> dict[int, dict[str, int]]:
    """Give by line the most that a period may add by each rule, in units of the weight."""
    pieces = {line.line: line.qty for line in facts.lines}
    wanted: dict[int, dict[str, int]] = {}
    for earning in earned:
        for part in earning.bare if earning.rule in beyond else ():
            line = part[LINE]
            most = beyond[earning.rule] * pieces[line] * UNITS
            wanted.setdefault(line, {})[earning.rule] = most
    return wanted


def _divided(left: int, wanted: Mapping[str, int]) -> dict[str, int]:
    """Divide what is left of a line's room by what is wanted; too little by the plan's order.

    So no refund lets a rule want more than it has while all that is left is enough for all.
    """
    whole = sum(wanted.values())
    if whole <= left:
        return spread_by(left, wanted if whole else dict.fromkeys(wanted, 1))
    given: dict[str, int] = {}
    for rule, most in wanted.items():
        given[rule] = min(most, left - sum(given.values()))
    return given


def _with_room(earning: Earning, rooms: Mapping[int, Mapping[str, int]]) -> Earning:
    """Keep for a period's rule what it has of each line's room."""
    parts = [part._replace(room=rooms[part.line][earning.rule]) for part in earning.parts]
    return earning._replace(bare=parts)


def _cut(earning: Earning, room: dict[int, int]) -> Earning:
    """Take what passes the room; a part of which nothing is left stays, to say why."""
    parts: list[LinePart] = []
    for part in earning.parts:
        weight = min(part.weight, room[part.line])
        room[part.line] -= weight
        parts.append(part._replace(weight=weight, cut=part.cut + part.weight - weight))
    return earning._replace(bare=parts)
