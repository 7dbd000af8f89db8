"""No order of the catalogue ever pays more for a product than the guard says it may."""

from collections import Counter
from typing import Any

from hypothesis import given, settings

from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.engine.engine import Engine
from shared.domain.guard.worst_case import worst_cases
from shared.domain.money import UNITS
from shared.domain.plans.document import read_plan
from tests.property.placed import facts_of
from tests.property.plans import PRICES, plans

A_FEN_EACH = 4 * UNITS
"""An override is of whole fen, so that each of its lines may carry a fen more."""


def _of_the_catalogue(line: LineFacts) -> LineFacts:
    price = PRICES[line.sku]
    return line._replace(
        price_fen=price,
        base_fen=price * line.qty,
        cost_fen=price // 2 * line.qty,
        category=None,
        terms=None,
    )


def _without_sums(document: Any) -> Any:
    """A plan whose tiers pay rates alone: no price says what a sum for an order is of a line."""
    if isinstance(document, dict):
        kept = {name: _without_sums(part) for name, part in document.items()}
        return {**kept, "amount": "0.00"} if "amount" in document else kept
    return [_without_sums(part) for part in document] if isinstance(document, list) else document


@settings(max_examples=80, deadline=None)
@given(plans(limited=False, replacing=True), facts_of(coupons=False))
def test_no_line_pays_more_than_the_worst_case(document: dict[str, Any], facts: OrderFacts) -> None:
    plan = read_plan(_without_sums(document))
    facts = facts._replace(lines=tuple(map(_of_the_catalogue, facts.lines)))
    worst = {each.line.sku: each for each in worst_cases(plan)}

    paid: Counter[int] = Counter()
    for earning in Engine(plan).earnings(facts):
        if not earning.trade:
            for part in earning.parts:
                paid[part.line] += part.weight + part.cut

    for line in facts.lines:
        most = worst[line.sku].weight * line.qty
        assert paid[line.line] <= most + A_FEN_EACH
