"""Which levels a plan names, and how many it may."""

from typing import Any

import pytest

from shared.domain.plans.document import read_plan
from shared.domain.plans.levels import levels_of
from shared.domain.plans.rules_together import MAX_LEVELS
from tests.refusals import faulty
from tests.unit.domain.plans.documents import document, percent

GOLD: dict[str, Any] = {"default": [1], "gold": [2]}
TERMS = {"rates_bp": GOLD}
BANDS = {"default": [{"rate_bp": 1}], "gold": [{"rate_bp": 2}]}
STEPS = {
    level: [{"if": {"measure": "pieces", "at_least": 1}, "rate_bp": 1}]
    for level in ("default", "gold")
}


@pytest.mark.parametrize(
    "rule",
    [
        percent(rates_bp=GOLD),
        percent(levels=["gold"]),
        percent(per_piece={"default": ["0.01"], "gold": ["0.02"]}),
        percent(products={"tee": TERMS}),
        percent(categories={"wear": TERMS}),
        {"id": "it", "kind": "level_difference", "rates_bp": {"default": 1, "gold": 2}},
        {"id": "it", "kind": "restock_rebate", "rates_bp": GOLD},
        {"id": "it", "kind": "order_tier", "tiers": {"bands": BANDS}},
        {"id": "it", "kind": "tier", "period": "month", "tiers": {"steps": STEPS}},
    ],
)
def test_a_level_is_found_wherever_it_is_named(rule: dict[str, Any]) -> None:
    assert levels_of(read_plan(document(rule)).rules) == {"gold"}


def test_an_agents_grade_is_no_level() -> None:
    spread = {"id": "it", "kind": "price_spread", "price_lists": {"city": {"tee": "1.00"}}}
    assert levels_of(read_plan(document(spread)).rules) == frozenset()


def test_a_plan_names_so_many_levels_at_most() -> None:
    rates = {f"l{number}": [1] for number in range(MAX_LEVELS)}
    assert read_plan(document(percent(rates_bp={"default": [1], **rates})))
    more = percent("more", levels=["another"])
    with faulty("more than 10 levels"):
        read_plan(document(percent(rates_bp={"default": [1], **rates}), more))
