"""Whatever a plan says: nobody is paid more than the limits, and every weight has its reasons.

Splitting an order gains nobody anything, and costs a payee less than one fen a rule and further
order: each order is rounded down by itself. Only a tier may lose more, for its smaller orders lie
in lower bands.
"""

from collections import Counter
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.commission.rounding import shares_of
from shared.domain.engine.engine import Engine
from shared.domain.money import UNITS
from shared.domain.plans.document import read_plan
from tests.property.placed import facts_of
from tests.property.plans import KINDS, plans
from tests.unit.domain.engine.engine_facts import adds_up, fen

SPREAD_KIND = "price_spread"
LINEAR = tuple(kind for kind in KINDS if kind != "order_tier")


def _commission(earnings: list[Earning]) -> list[Earning]:
    return [each for each in earnings if each.kind != SPREAD_KIND]


def _weights_by_line(earnings: list[Earning]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for earning in earnings:
        for part in earning.parts:
            sums[part.line] += part.weight
    return sums


@settings(max_examples=80)
@given(plans(), facts_of())
def test_no_line_pays_more_than_its_cap_and_its_margin(
    document: dict[str, Any], facts: OrderFacts
) -> None:
    plan = read_plan(document)
    earnings = Engine(plan).earnings(facts)

    weights = _weights_by_line(_commission(earnings))
    spreads = _weights_by_line([each for each in earnings if each.kind == SPREAD_KIND])

    for line in facts.lines:
        assert 0 <= weights[line.line] <= line.base_fen * plan.cap_bp
        assert 0 <= spreads[line.line] <= line.base_fen * UNITS
        if plan.margin_guard and line.cost_fen is not None:
            assert weights[line.line] <= max(0, line.base_fen - line.cost_fen) * UNITS
    total = sum(fen(each) for each in _commission(earnings))
    assert total <= sum(line.base_fen for line in facts.lines) * plan.cap_bp // UNITS


@settings(max_examples=80)
@given(plans(), facts_of())
def test_at_most_three_are_paid_each_once_a_rule_inside_the_pay_depth(
    document: dict[str, Any], facts: OrderFacts
) -> None:
    plan = read_plan(document)
    earnings = Engine(plan).earnings(facts)
    reached = {person.id for person in facts.chain[: plan.pay_depth]}
    reached |= {facts.picker.id} if facts.picker else set()

    assert len({each.payee for each in _commission(earnings)}) <= 3
    assert {each.payee for each in _commission(earnings)} <= reached
    assert max(Counter((each.payee, each.rule) for each in earnings).values(), default=1) == 1


@settings(max_examples=80)
@given(plans(), facts_of())
def test_every_weight_has_its_reasons_and_every_sum_its_lines(
    document: dict[str, Any], facts: OrderFacts
) -> None:
    for earning in Engine(read_plan(document)).earnings(facts):
        weights = [part.weight for part in earning.parts]
        assert min(weights) >= 0
        assert sum(shares_of(weights)) == sum(weights) // UNITS
        assert adds_up(earning)
        lines = [part.line for part in earning.parts]
        assert len(set(lines)) == len(lines)


@settings(max_examples=80)
@given(plans(), facts_of())
def test_the_same_facts_pay_the_same_again(document: dict[str, Any], facts: OrderFacts) -> None:
    engine = Engine(read_plan(document))

    assert engine.earnings(facts) == engine.earnings(facts)
    assert engine.earnings(facts) == Engine(read_plan(document)).earnings(facts)


@settings(max_examples=80)
@given(plans(("order_tier", "per_piece", "percent")), facts_of(), st.integers(1, 6_000))
def test_a_gift_that_costs_nobody_anything_changes_nothing(
    document: dict[str, Any], facts: OrderFacts, pieces: int
) -> None:
    engine = Engine(read_plan(document))
    gift = LineFacts(len(facts.lines) + 1, "card", pieces, price_fen=99, base_fen=0, cost_fen=0)

    given_too = engine.earnings(facts._replace(lines=(*facts.lines, gift)))

    assert given_too == engine.earnings(facts)


@st.composite
def _orders_of_one(draw: st.DrawFn, facts: OrderFacts) -> list[OrderFacts]:
    """Give each piece of an order's lines to one of up to three orders."""
    count = draw(st.integers(2, 3))
    split: list[list[LineFacts]] = [[] for _ in range(count)]
    for line in facts.lines:
        to = [draw(st.integers(0, count - 1)) for _ in range(line.qty)]
        for order, pieces in Counter(to).items():
            split[order].append(_some(line, pieces))
    return [facts._replace(lines=tuple(lines)) for lines in split if lines]


def _some(line: LineFacts, pieces: int) -> LineFacts:
    cost_fen = None if line.cost_fen is None else line.cost_fen // line.qty * pieces
    base_fen = line.base_fen // line.qty * pieces
    return line._replace(qty=pieces, base_fen=base_fen, cost_fen=cost_fen)


def _by_payee_and_rule(earnings: list[Earning]) -> Counter[tuple[str, str]]:
    return Counter({(each.payee, each.rule): fen(each) for each in earnings})


@settings(max_examples=80)
@given(plans(LINEAR, limited=False), facts_of(coupons=False), st.data())
def test_splitting_an_order_gains_nothing_and_costs_less_than_a_fen_each(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject
) -> None:
    engine = Engine(read_plan(document))
    whole = engine.earnings(facts)
    # An override is of whole fen: where a line is full, its room may turn on how they are spread.
    assume(not any(part.cut for each in whole for part in each.parts))
    orders = data.draw(_orders_of_one(facts))

    parts: Counter[tuple[str, str]] = Counter()
    for order in orders:
        parts += _by_payee_and_rule(engine.earnings(order))

    one = _by_payee_and_rule(whole)
    overrides = {rule.id for rule in engine.plan.rules if rule.kind == "override"}
    for key in one.keys() | parts.keys():
        assert parts[key] <= one[key]
        if key[1] not in overrides:
            assert one[key] - parts[key] < len(orders)


@settings(max_examples=80)
@given(st.sampled_from(("whole_amount", "marginal")), facts_of(coupons=False), st.data())
def test_splitting_gains_nothing_from_a_tier_that_rises(
    mode: str, facts: OrderFacts, data: st.DataObject
) -> None:
    bands = [{"to": "15.00", "rate_bp": 100}, {"from": "15.00", "rate_bp": 777}]
    tiers = {"mode": mode, "bands": {"default": bands}}
    rule = {
        "id": "big",
        "kind": "order_tier",
        "tiers": tiers,
        "orders": ["sale", "pickup", "restock"],
    }
    engine = Engine(read_plan({"name": "tier", "pay_depth": 1, "rules": [rule]}))
    orders = data.draw(_orders_of_one(facts))

    apart = sum(fen(each) for order in orders for each in engine.earnings(order))

    assert apart <= sum(fen(each) for each in engine.earnings(facts))


@settings(max_examples=80)
@given(plans(limited=False), facts_of(coupons=False), st.data())
def test_splitting_a_line_inside_its_order_changes_nothing(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject
) -> None:
    engine = Engine(read_plan(document))
    whole = engine.earnings(facts)
    assume(not any(part.cut for each in whole for part in each.parts))
    lines: list[LineFacts] = []
    for line in facts.lines:
        first = data.draw(st.integers(1, line.qty))
        pieces = [first, line.qty - first] if first < line.qty else [first]
        lines += [_some(line, qty) for qty in pieces]
    numbered = tuple(line._replace(line=n) for n, line in enumerate(lines, start=1))

    apart = engine.earnings(facts._replace(lines=numbered))

    assert _by_payee_and_rule(apart) == _by_payee_and_rule(whole)
