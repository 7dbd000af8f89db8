"""Plan documents: a bad one is refused by its field, a preset may be added to."""

from typing import Any

import pytest

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.engine.engine import Engine
from shared.domain.plans.document import Plan, read_plan
from tests.refusals import faulty
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.domain.orders.orders import NOW
from tests.unit.domain.plans.documents import document, percent


@pytest.mark.parametrize(
    ("plan", "named"),
    [
        ("depth-9", "unknown preset"),
        ({"preset": "depth-9"}, "unknown preset"),
        ({"preset": 3}, "unknown preset"),
        ({}, "name"),
        (document(pay_depth=0), "pay_depth"),
        (document(pay_depth=11), "pay_depth"),
        (document(pay_depth="1"), "pay_depth"),
        (document(pay_dept=1), "pay_dept"),
        (document(name="A plan"), "name"),
        (document(effective_from="2025-03-01T00:00:00"), "effective_from"),
        (document(upline_activity_days=0), "upline_activity_days"),
        (document(release="week"), "release"),
        (document(cap_bp=10_001), "cap_bp"),
        (document(budget={"amount": "1.00"}), "budget.period"),
        (document(joining_fee=5), "joining_fee"),
        (document(products={"tee": {"cost": 5}}), "products.tee.cost"),
        (document(products={" tee": {}}), "products. tee"),
        (document(products={"\u00e9": {}, "e\u0301": {}}), "two spellings"),
        (document(rates_bp={"default": [1000]}), "rates_bp"),
        ({**document(), "rules": []}, "rules"),
        ({**document(), "rules": [percent(f"r{n}") for n in range(13)]}, "rules"),
        (document(percent(rates_bp={"default": [-1]})), "rules.0.rates_bp.default.0"),
        (document(percent(), percent("two", form="gold")), "rules.1.form"),
        (document(percent(), percent()), "two rules are called 'relation'"),
        (document(percent(replaces=["other"])), "names other"),
        (document(percent(replaces=["relation"])), "names relation"),
        (document(percent("a", replaces=["b"]), percent("b")), "'a' names b"),
    ],
)
def test_a_bad_plan_is_refused_by_its_field(plan: Any, named: str) -> None:
    with faulty(named.replace(".", r"\.")):
        read_plan(plan)


def test_a_rule_replaces_another_only_before_an_override_of_it() -> None:
    override = {"id": "lead", "kind": "override", "of": ["relation"], "rates_bp": [1000]}
    promotion = {**percent(), "id": "promo", "replaces": ["relation"]}

    assert len(read_plan(document(percent(), promotion, override)).rules) == 3
    with faulty("put 'promo' before the override"):
        read_plan(document(percent(), override, promotion))


def test_an_override_names_rules_that_stand_before_it() -> None:
    override = {"id": "lead", "kind": "override", "of": ["relation"], "rates_bp": [1000]}

    assert len(read_plan(document(percent(), override)).rules) == 2
    with faulty("'lead' names relation"):
        read_plan(document(override, percent()))


@pytest.mark.parametrize(
    ("preset", "earned"),
    [
        ("depth-10-5", [1000, 500]),
        ("depth-10-5-2", [1000, 500, 200]),
        ("role-10-15-20", [1000, 1500, 2000]),
    ],
)
def test_a_preset_pays_its_depths(preset: str, earned: list[int]) -> None:
    assert _paid(read_plan(preset)) == [(f"P{n}", n, rate) for n, rate in enumerate(earned, 1)]


def test_a_presets_document_may_say_more() -> None:
    plan = read_plan({"preset": "depth-10-5", "compression": True, "name": "ours"})

    assert (plan.compression, plan.name) == (True, "ours")
    assert plan.rules == DEFAULT_PLAN.rules


def test_a_presets_document_may_narrow_its_depth() -> None:
    assert _paid(read_plan({"preset": "depth-10-5-2", "pay_depth": 1})) == [("P1", 1, 1000)]


def test_rules_of_a_presets_document_stand_behind_the_presets() -> None:
    extra = percent("extra", rates_bp={"default": [300]}, form="points")
    plan = read_plan({"preset": "depth-10-5", "rules": [extra]})

    assert [rule.id for rule in plan.rules] == ["relation", "extra"]
    assert _paid(plan) == [("P1", 1, 1000), ("P2", 2, 500), ("P1", 1, 300)]


def test_a_plan_reads_what_it_writes() -> None:
    rule = percent(valid={"from": "2025-03-01T00:00:00+08:00"}, per_piece={"default": ["1.50"]})
    plan = read_plan(document(rule, budget={"amount": "9.00", "period": "year"}))

    assert Plan.model_validate_json(plan.model_dump_json(by_alias=True)) == plan
    assert read_plan(plan.model_dump(mode="json", by_alias=True)) == plan


def _paid(plan: Plan) -> list[tuple[str, int, int]]:
    """What a line of 1.00 pays whom at which depth, in 1/10,000 of it."""
    chain = tuple(Upline(f"P{depth}") for depth in (1, 2, 3, 4))
    facts = OrderFacts(at=NOW, lines=(LineFacts(1, "tee", 1, 100, 100),), chain=chain)
    return [(e.payee, e.depth, e.parts[0].weight // 100) for e in Engine(plan).earnings(facts)]
