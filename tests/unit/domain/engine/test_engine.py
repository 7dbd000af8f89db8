"""What all kinds of rules share: which orders and people they are for, and what they stand for."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from shared.domain.engine.engine import Engine
from shared.domain.orders.snapshot import snapshot_of
from shared.domain.terms.parts import OrderKind
from tests.unit.domain.engine.engine_facts import AT, PERCENT, ago, facts, line, paid, plan

A, B, C, D = (Upline(id=name) for name in "ABCD")

EXTRA: dict[str, Any] = {"id": "extra", "kind": "percent", "rates_bp": {"default": [600, 300]}}


@pytest.mark.parametrize(
    ("pay_depth", "payees"), [(1, "A"), (2, "AB"), (3, "ABC"), (4, "ABC"), (10, "ABC")]
)
def test_the_pay_depth_ends_the_chain_and_three_ends_it_anyway(pay_depth: int, payees: str) -> None:
    made = plan(PERCENT, pay_depth=pay_depth)

    assert list(paid(made, facts(A, B, C, D), "relation")) == list(payees)


@pytest.mark.parametrize(
    ("valid", "counts"),
    [
        ({}, True),
        ({"from": AT}, True),
        ({"from": AT + timedelta(seconds=1)}, False),
        ({"until": AT}, False),
        ({"until": AT + timedelta(seconds=1)}, True),
        ({"from": ago(days=1), "until": AT + timedelta(days=1)}, True),
    ],
)
def test_a_rule_counts_from_its_first_second_to_the_one_before_its_last(
    valid: dict[str, Any], counts: bool
) -> None:
    given = {name: at.isoformat() for name, at in valid.items()}

    assert bool(paid(plan({**EXTRA, "valid": given}), facts(A), "extra")) is counts


@pytest.mark.parametrize(
    ("kind", "orders", "counts"),
    [
        ("sale", None, True),
        ("pickup", None, True),
        ("restock", None, False),
        ("restock", ["restock"], True),
        ("sale", ["pickup"], False),
    ],
)
def test_a_rule_is_for_the_orders_that_it_names(
    kind: OrderKind, orders: list[str] | None, counts: bool
) -> None:
    rule = EXTRA if orders is None else {**EXTRA, "orders": orders}

    assert bool(paid(plan(rule), facts(A, kind=kind), "extra")) is counts


def test_a_rule_may_be_for_some_levels_only() -> None:
    gold = Upline(id="G", level="gold")

    assert paid(plan({**EXTRA, "levels": ["gold"]}), facts(A, gold), "extra") == {"G": 3_00}
    assert paid(plan({**EXTRA, "levels": ["diamond"]}), facts(A, gold), "extra") == {}


@pytest.mark.parametrize(
    ("days_ago", "counts"), [(None, True), (30, True), (29, False), (0, False)]
)
def test_a_violation_closes_a_rule_for_so_many_days(days_ago: int | None, counts: bool) -> None:
    violated = None if days_ago is None else ago(days=days_ago)
    seller = A._replace(last_violation_at=violated)
    made = plan({**EXTRA, "no_violation_days": 30}, PERCENT)

    assert bool(paid(made, facts(seller), "extra")) is counts
    assert paid(made, facts(seller), "relation") == {"A": 10_00}


def test_a_rule_replaces_others_on_the_lines_that_it_pays_for() -> None:
    coats = {**EXTRA, "rates_bp": {}, "products": {"coat": {"rates_bp": {"default": [2000]}}}}
    made = plan(PERCENT, {**coats, "replaces": ["relation"]})
    given = facts(A, B, lines=(line(1), line(2, sku="coat")))

    assert paid(made, given, "relation") == {"A": 10_00, "B": 5_00}
    assert paid(made, given, "extra") == {"A": 20_00}
    only_coats = facts(A, B, lines=(line(1, sku="coat"),))
    assert paid(made, only_coats, "relation") == {}


def test_a_rule_that_pays_nobody_replaces_nothing() -> None:
    made = plan(PERCENT, {**EXTRA, "replaces": ["relation"], "levels": ["gold"]})

    assert paid(made, facts(A, B), "relation") == {"A": 10_00, "B": 5_00}


def test_an_entry_purchase_pays_nobody_by_any_rule() -> None:
    rule = {**EXTRA, "orders": ["restock"]}

    assert Engine(plan(rule)).earnings(facts(A, kind="restock", first_purchase=True)) == []


def test_whoever_is_inactive_keeps_his_place_and_earns_nothing() -> None:
    out = {
        each.payee: each.out
        for each in snapshot_of(
            Engine(plan(PERCENT)), facts(A, B._replace(active=False), C)
        ).commissions
    }

    assert out == {"A": False, "B": True, "C": False}


def test_form_and_tax_nature_go_with_every_earning() -> None:
    rule = {**EXTRA, "form": "points", "tax_nature": "sales_discount"}

    (earning,) = Engine(plan(rule)).earnings(facts(A))

    assert (earning.form, earning.tax_nature) == ("points", "sales_discount")


def test_what_is_replaced_whole_does_not_take_others_along() -> None:
    first = {**EXTRA, "id": "first", "rates_bp": {"default": [100]}}
    last = {**EXTRA, "id": "last", "rates_bp": {"default": [200]}, "replaces": ["first"]}
    made = plan(first, PERCENT, last)

    assert paid(made, facts(A), "first") == {}
    assert paid(made, facts(A), "relation") == {"A": 10_00}
    assert paid(made, facts(A), "last") == {"A": 2_00}
