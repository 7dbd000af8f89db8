from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from tests.refusals import faulty
from tests.unit.domain.engine.engine_facts import PERCENT, adds_up, earnings, facts, paid, plan

A, B, C = Upline(id="A"), Upline(id="B", level="gold"), Upline(id="C")
REBATE: dict[str, Any] = {
    "id": "rebate",
    "kind": "restock_rebate",
    "rates_bp": {"default": [300, 100], "gold": [500, 400, 200]},
}


def test_uplines_get_rates_by_level_and_depth() -> None:
    got = earnings(plan(PERCENT, REBATE), facts(A, B, C, kind="restock"), "rebate")

    assert [(each.payee, each.depth, each.level) for each in got] == [
        ("A", 1, "silver"),
        ("B", 2, "gold"),
    ]
    assert [each.parts[0].rate_bp for each in got] == [300, 400]
    assert all(adds_up(each) for each in got)


@pytest.mark.parametrize("kind", ["sale", "pickup"])
def test_nothing_but_a_restock_pays_it(kind: str) -> None:
    assert paid(plan(REBATE), facts(A, kind=kind), "rebate") == {}


def test_other_rules_pay_a_restock_only_where_they_name_it() -> None:
    also = {**PERCENT, "id": "also", "orders": ["restock"]}
    made = plan(PERCENT, also, REBATE)

    assert paid(made, facts(A, kind="restock"), "relation") == {}
    assert paid(made, facts(A, kind="restock"), "also") == {"A": 1000}
    assert paid(made, facts(A), "also") == {}


def test_an_entry_purchase_pays_nobody_by_whatever_rule() -> None:
    also = {**PERCENT, "id": "also", "orders": ["restock"]}
    spread = {
        "id": "spread",
        "kind": "price_spread",
        "orders": ["restock"],
        "price_lists": {"city": {"tee": "70.00"}},
    }
    made = plan(also, REBATE, spread)
    given = facts(A, kind="restock", agents=(A._replace(grade="city"),))

    assert [paid(made, given, rule) for rule in ("also", "rebate", "spread")] == [
        {"A": 1000},
        {"A": 300},
        {"A": 3000},
    ]
    entry = given._replace(first_purchase=True)
    assert [paid(made, entry, rule) for rule in ("also", "rebate", "spread")] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"rates_bp": {"gold": [500]}}, "needs an entry 'default'"),
        ({"rates_bp": {"default": [6000, 5000]}}, "pass 100 percent"),
        ({"orders": ["sale"]}, "restock"),
    ],
)
def test_a_rebate_that_leaves_something_open_is_refused(fields: dict[str, Any], why: str) -> None:
    with faulty(why):
        plan({**REBATE, **fields})
