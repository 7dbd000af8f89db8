"""What an order pays is what its reasons say, whenever they are asked for, fen by fen.

Amounts are worked out in bare integers; the reasons are named from the same facts when somebody
asks, by an engine of the same plan or from what the order keeps.
"""

import json
from typing import Any, NamedTuple

from hypothesis import given, settings

from shared.domain.commission.earnings import Earning, LinePart
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.rounding import promised
from shared.domain.engine.engine import Engine
from shared.domain.exactly import exact_yuan, sum_yuan
from shared.domain.money import UNITS, percent, yuan
from shared.domain.orders.order import Order
from shared.domain.orders.share_reasons import Why, explain_shares
from shared.domain.plans.document import read_plan
from tests.property.placed import facts_of, placed
from tests.property.plans import plans
from tests.unit.domain.engine.engine_facts import adds_up


class Paid(NamedTuple):
    """What an earning pays, worked out without a reason: `(line, fen)` part by part."""

    payee: str
    rule: str
    depth: int
    by_line: list[tuple[int, int]]


def _paid(earning: Earning, facts: OrderFacts) -> Paid:
    lines = [part[0] for part in earning.bare]
    by_line = list(zip(lines, promised(earning, facts.lines), strict=True))
    return Paid(earning.payee, earning.rule, earning.depth, by_line)


def _later(document: dict[str, Any]) -> Engine:
    """The engine of the plan as it was stored and read again."""
    return Engine(read_plan(json.loads(json.dumps(document))))


@settings(max_examples=80)
@given(plans(), facts_of())
def test_the_same_facts_explain_what_was_paid_part_by_part(
    document: dict[str, Any], facts: OrderFacts
) -> None:
    engine, later = Engine(read_plan(document)), _later(document)
    earned = engine.earnings(facts)

    asked = later.earnings(facts)

    assert [_paid(each, facts) for each in asked] == [_paid(each, facts) for each in earned]
    assert [each.parts for each in asked] == [each.parts for each in earned]
    assert later.not_paid(facts, asked) == engine.not_paid(facts, earned)
    for each in asked:
        assert adds_up(each)
        assert [part[:2] for part in each.bare] == [(p.line, p.weight) for p in each.parts]


@settings(max_examples=80)
@given(plans(), facts_of())
def test_what_an_order_keeps_explains_what_was_paid_reason_by_reason(
    document: dict[str, Any], facts: OrderFacts
) -> None:
    engine = Engine(read_plan(document))
    earned = engine.earnings(facts)

    order = Order.model_validate_json(placed(engine, facts).order.model_dump_json(by_alias=True))

    for each, kept in zip(earned, order.commissions, strict=True):
        paid = _paid(each, facts)
        assert (kept.payee, kept.rule, kept.depth) == (paid.payee, paid.rule, paid.depth)
        whys = explain_shares(order, kept)
        for (line, fen), part, share, why in zip(
            paid.by_line, each.parts, kept.shares, whys, strict=True
        ):
            assert share.line == part.line == line
            assert _said(why) == _reasons(part, fen)


def _said(why: Why) -> list[str]:
    return [why.base, why.rate, why.fixed, why.cut, why.raw, why.rounding_rest]


def _reasons(part: LinePart, fen: int) -> list[str]:
    rated = [(part.on_fen, part.rate_bp), *part.also]
    return [
        " + ".join(yuan(on_fen) for on_fen, _ in rated),
        " + ".join(percent(rate_bp) for _, rate_bp in rated),
        sum_yuan(part.fixed_fen, part.fixed_rest),
        exact_yuan(part.cut),
        exact_yuan(part.weight),
        exact_yuan(part.weight - fen * UNITS),
    ]
