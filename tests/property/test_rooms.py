"""What limits leave for the periods of rules a piece: never too much, never less for its company.

Rules a piece share what an order's cap and margin guard leave, whatever is refunded.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.commission.counted import Counted
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.period_pay import Pay, PeriodFacts
from shared.domain.engine.engine import Engine
from shared.domain.kinds.per_piece import PerPieceRule
from shared.domain.money import UNITS, yuan
from shared.domain.orders import refunds
from shared.domain.orders.order import Order
from shared.domain.orders.promises import remaining_weights
from shared.domain.periods.counting import counts
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.period_rules import period_refs
from shared.domain.rules.periodic_rule import periodic_rules
from tests.property.placed import NOW, placed, release

SKUS = ("tee", "mug")

_sums = st.integers(0, 2_00).map(yuan)


@st.composite
def _per_piece(draw: st.DrawFn) -> dict[str, Any]:
    counted = sorted(draw(st.lists(st.integers(1, 8), min_size=1, max_size=2, unique=True)))
    return {
        "kind": "per_piece",
        "per_piece": draw(_sums),
        "steps": [{"above": above, "per_piece": draw(_sums)} for above in counted],
        "mode": draw(st.sampled_from(("marginal", "whole_amount"))),
        "on_refund": "booked_rate",
        "unified_price_only": False,
        "skus": draw(st.sampled_from((None, None, SKUS[:1]))),
    }


_percent = st.builds(
    lambda rate_bp: {"kind": "percent", "rates_bp": {"default": [rate_bp]}}, st.integers(1, 1_500)
)


@st.composite
def _rules(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two or three rules; the first is one a piece."""
    others = draw(st.lists(st.one_of(_per_piece(), _per_piece(), _percent), min_size=1, max_size=2))
    drawn = [draw(_per_piece()), *others]
    return [{"id": f"r{n}", **rule} for n, rule in enumerate(drawn, start=1)]


@st.composite
def _lines(draw: st.DrawFn) -> tuple[LineFacts, ...]:
    count = draw(st.integers(1, 3))
    return tuple(draw(_line(number)) for number in range(1, count + 1))


@st.composite
def _line(draw: st.DrawFn, number: int) -> LineFacts:
    qty, base = draw(st.integers(1, 12)), draw(st.integers(1, 400_00))
    cost = draw(st.sampled_from((None, 0, base // qty // 2)))
    cost_fen = None if cost is None else cost * qty
    return LineFacts(number, draw(st.sampled_from(SKUS)), qty, base // qty, base, cost_fen)


@st.composite
def _refunds(draw: st.DrawFn, lines: tuple[LineFacts, ...]) -> dict[int, int]:
    """How much of each line goes back: pieces, or a part of the price that takes none."""
    parts = {line: draw(st.integers(0, line.base_fen)) for line in lines}
    return {
        line.line: draw(st.sampled_from((0, fen // line.qty, fen // line.qty, fen)))
        for line, fen in parts.items()
    }


def _plan(rules: list[dict[str, Any]], cap_bp: int, guard: bool) -> Plan:
    said = {"name": "pieces", "pay_depth": 1, "cap_bp": cap_bp, "margin_guard": guard}
    return read_plan({**said, "rules": rules})


def _kept(plan: Plan, facts: OrderFacts, back: Mapping[int, int]) -> Order:
    """The order once it was released and partly refunded."""
    book = placed(Engine(plan), facts)
    release(book)
    for line, amount in back.items():
        if amount:
            refunds.refund(book, NOW, f"R{line}", amount, "goods", line)
    return book.order


class Counts(NamedTuple):
    rule: PerPieceRule
    counted: Counted

    @property
    def pay(self) -> Pay:
        return self.rule.pay("", PeriodFacts(self.counted))


def _counts(plan: Plan, order: Order) -> dict[str, Counts]:
    """What the order counts by each rule a piece, in its only period."""
    found: dict[str, Counts] = {}
    refs = period_refs(plan, "sale", NOW)
    for rule, ref in zip(periodic_rules(plan.rules), refs, strict=True):
        assert isinstance(rule, PerPieceRule)
        for counted in counts(order, ref, "A").values():
            found[rule.id] = Counts(rule, counted)
    return found


def _room_of(plan: Plan, order: Order) -> dict[int, int]:
    """What cap and guard leave of each line for anything, in units of 1/10,000 fen."""
    rooms: dict[int, int] = {}
    for line in order.lines:
        room = line.base_fen * plan.cap_bp
        if plan.margin_guard and line.cost_fen is not None:
            room = min(room, max(0, line.base_fen - line.cost_fen * line.qty) * UNITS)
        rooms[line.line] = room * line.remaining_fen // line.base_fen
    return rooms


def _wanted(plan: Plan, order: Order) -> dict[int, int]:
    """What all rules pay for each line, and may add to it with a period, at most."""
    beyond = {
        rule.id: rule.most_fen - rule.least_fen
        for rule in periodic_rules(plan.rules)
        if isinstance(rule, PerPieceRule)
    }
    pieces = {line.line: -(-line.qty * line.remaining_fen // line.base_fen) for line in order.lines}
    wanted = dict.fromkeys(pieces, 0)
    for each in order.commissions:
        weights = remaining_weights(each, order.lines)
        for share, weight in zip(each.shares, weights, strict=True):
            more = beyond.get(each.rule, 0) * pieces[share.line] * UNITS
            wanted[share.line] += -(-weight // 1) + share.cut + more
    return wanted


@st.composite
def _stories(draw: st.DrawFn) -> tuple[list[dict[str, Any]], OrderFacts, dict[int, int]]:
    lines = draw(_lines())
    facts = OrderFacts(at=NOW, lines=lines, chain=(Upline(id="A", relation=1),))
    return draw(_rules()), facts, draw(_refunds(lines))


@settings(max_examples=200)
@given(_stories(), st.sampled_from((10_000, 3_000, 777)), st.booleans())
def test_what_rules_a_piece_add_never_passes_what_the_limits_leave(
    story: tuple[list[dict[str, Any]], OrderFacts, dict[int, int]], cap_bp: int, guard: bool
) -> None:
    rules, facts, back = story
    plan = _plan(rules, cap_bp, guard)
    order = _kept(plan, facts, back)

    added = sum(each.pay.weight for each in _counts(plan, order).values())
    paid = sum(sum(remaining_weights(each, order.lines)) for each in order.commissions)

    assert added + paid <= sum(_room_of(plan, order).values()) + len(order.lines)


@settings(max_examples=200)
@given(_stories(), st.sampled_from((10_000, 3_000)), st.booleans())
def test_no_other_rule_changes_what_one_adds_while_no_limit_binds(
    story: tuple[list[dict[str, Any]], OrderFacts, dict[int, int]], cap_bp: int, guard: bool
) -> None:
    rules, facts, back = story
    alone, together = _plan(rules[:1], cap_bp, guard), _plan(rules, cap_bp, guard)
    order = _kept(together, facts, back)
    wanted, room = _wanted(together, order), _room_of(together, order)
    by_itself = _counts(alone, _kept(alone, facts, back))

    # A unit a line and rule may be lost where all of them want just what there is.
    if all(fen + UNITS <= room[line] for line, fen in wanted.items() if fen):
        for name, each in _counts(together, order).items():
            assert each.pay.cut == 0
            if name in by_itself:
                assert each.pay.weight == by_itself[name].pay.weight
