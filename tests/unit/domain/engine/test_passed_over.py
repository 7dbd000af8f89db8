"""Whom a plan pays nothing for an order, and why."""

from typing import Any

import pytest

from shared.domain.commission.facts import LineTerms, OrderFacts, Upline
from shared.domain.commission.not_paid import MAX_NOT_PAID, NotPaid
from shared.domain.engine.engine import Engine
from shared.domain.plans.document import Plan
from tests.unit.domain.engine.engine_facts import PERCENT, ago, facts, line, plan

A, B, C = Upline("A"), Upline("B"), Upline("C")
GOLD = Upline("G", level="gold")
TERMS = {**PERCENT, "lines": {"max_bp": 1000}}


def _not_paid(made: Plan, given: OrderFacts) -> tuple[NotPaid, ...]:
    engine = Engine(made)
    return engine.not_paid(given, engine.earnings(given))


def _told(rule: dict[str, Any], given: OrderFacts, *others: dict[str, Any]) -> list[Any]:
    found = _not_paid(plan(*others, {"id": "asked", **rule}), given)
    return [(each.payee, each.why) for each in found if each.rule == "asked"]


def _percent(*rates: int, **fields: Any) -> dict[str, Any]:
    return {"kind": "percent", "rates_bp": {"default": list(rates)}, **fields}


def _tier(measure: str, bound: object, **fields: Any) -> dict[str, Any]:
    bands = {"default": [{"from": bound, "rate_bp": 100}]}
    return {"kind": "order_tier", "tiers": {"measure": measure, "bands": bands}, **fields}


def _referral(**fields: Any) -> dict[str, Any]:
    return {"kind": "referral_award", "rate_bp": 100, "within_days": 30, **fields}


NEW = Upline("A", joined_at=ago(days=1))
SPREAD = {"kind": "price_spread", "price_lists": {"first": {"tee": "100.00"}}}


@pytest.mark.parametrize(
    ("rule", "given", "told"),
    [
        (_percent(100), facts(A), []),
        (_percent(100), facts(A, B), [("B", "no_rate")]),
        (_percent(100), facts(A, lines=(line(1, 0),)), [("A", "nothing_paid")]),
        (_percent(100, base="margin"), facts(A), [("A", "cost_unknown")]),
        (
            _percent(100, base="margin"),
            facts(A, lines=(line(cost_fen=100_00),)),
            [("A", "no_margin")],
        ),
        (_percent(0, base="margin"), facts(A), [("A", "no_rate")]),
        (
            _percent(100, levels=["gold"]),
            facts(A, GOLD),
            [("A", "level_not_paid"), ("G", "no_rate")],
        ),
        (
            _percent(100, no_violation_days=30),
            facts(A._replace(last_violation_at=ago(days=29))),
            [("A", "conduct")],
        ),
        (_percent(100, orders=["restock"]), facts(A), []),
        (_percent(100), facts(A, first_purchase=True), [("A", "entry_purchase")]),
        (_tier("sales", "100.01"), facts(A), [("A", "band_not_reached")]),
        (_tier("sales", "100.00"), facts(A), []),
        (_tier("profit", "0.00"), facts(A), [("A", "cost_unknown")]),
        (_tier("pieces", 2), facts(A, B), [("A", "band_not_reached")]),
        (
            {"kind": "order_tier", "tiers": {"bands": {"default": [{"rate_bp": 0}]}}},
            facts(A),
            [("A", "no_rate")],
        ),
        (
            {
                "kind": "order_tier",
                "tiers": {
                    "steps": {
                        "default": [{"if": {"measure": "pieces", "at_least": 2}, "rate_bp": 1}]
                    }
                },
            },
            facts(A),
            [("A", "condition_not_met")],
        ),
        (
            {"kind": "level_difference", "rates_bp": {"default": 100, "gold": 200}},
            facts(GOLD, A),
            [("A", "below_highest_rate")],
        ),
        (
            {"kind": "override", "of": ["relation"], "rates_bp": [1000]},
            facts(A._replace(active=False), B),
            [("B", "nothing_below")],
        ),
        (_referral(), facts(A, B), [("B", "time_over")]),
        (_referral(), facts(NEW, B), []),
        (_referral(), facts(NEW), []),
        (_referral(), facts(NEW, B, himself=NEW), [("B", "own_purchase")]),
        (
            _referral(first_order_only=True),
            facts(NEW._replace(sold_before=True), B),
            [("B", "sold_before")],
        ),
        (_referral(kind="peer_referral_award"), facts(NEW, GOLD), [("G", "other_level")]),
        (_referral(), facts(NEW, B, lines=(line(1, 0),)), [("B", "nothing_paid")]),
        ({"kind": "per_piece", "per_piece": "1.00"}, facts(A), [("A", "not_unified_price")]),
        (
            {"kind": "per_piece", "per_piece": "1.00", "skus": ["mug"]},
            facts(A),
            [("A", "other_product")],
        ),
        (
            {"kind": "per_piece", "per_piece": "1.00", "unified_price_only": False},
            facts(A, lines=(line(1, 0),)),
            [("A", "nothing_paid")],
        ),
        (
            {"kind": "per_piece", "per_piece": "1.00", "skus": ["mug"]},
            facts(A, kind="pickup", picker=C),
            [("C", "other_product")],
        ),
        (SPREAD, facts(agents=(A._replace(grade="other"),)), [("A", "no_price")]),
        (SPREAD, facts(agents=(A._replace(grade="first"),)), [("A", "price_not_lower")]),
    ],
)
def test_every_rule_tells_why_it_pays_somebody_nothing(
    rule: dict[str, Any], given: OrderFacts, told: list[tuple[str, str]]
) -> None:
    assert _told(rule, given, PERCENT) == told


def test_only_those_inside_the_pay_depth_are_asked_for() -> None:
    made = plan(_percent(100) | {"id": "one"}, pay_depth=1)

    assert _not_paid(made, facts(A, B)) == ()


def test_a_rule_that_another_replaces_is_told_by_its_lines() -> None:
    both = (line(1), line(2, sku="mug"))
    campaign = _percent(0) | {"id": "campaign", "replaces": ["relation"]}
    campaign["products"] = {"mug": {"rates_bp": {"default": [100]}}}

    found = _not_paid(plan(PERCENT, campaign), facts(A, lines=both))

    assert [(each.rule, each.why, each.lines) for each in found] == [
        ("relation", "replaced", (2,)),
        ("campaign", "no_rate", (1,)),
    ]


def test_a_fourth_payee_is_told() -> None:
    picking = {"id": "picking", "kind": "per_piece", "per_piece": "1.00"}
    made = plan(picking, PERCENT, products={"tee": {"price": "100.00"}})

    found = _not_paid(made, facts(A, B, C, kind="pickup", picker=Upline("P")))

    assert [(each.payee, each.rule, each.why) for each in found] == [
        ("C", "relation", "three_payees")
    ]


def test_a_line_with_terms_of_its_own_may_pay_nothing() -> None:
    exempt = line(2, terms=LineTerms(rates_bp=(0,)))

    (found,) = _not_paid(plan(TERMS), facts(A, lines=(line(1), exempt)))

    assert (found.why, found.lines) == ("no_rate", (2,))


def test_everything_that_the_reason_needs_is_kept() -> None:
    (found,) = _not_paid(plan(_tier("margin_rate", 1000) | {"id": "big"}), facts(GOLD))

    assert found == NotPaid(
        payee="G",
        rule="big",
        kind="order_tier",
        depth=1,
        level="gold",
        why="cost_unknown",
        terms="1.00% from 10.00% margin_rate (the whole)",
        measured="margin_rate ?",
    )


def test_an_order_keeps_only_so_many() -> None:
    rules = [SPREAD | {"id": f"spread-{number}"} for number in range(4)]
    agents = tuple(Upline(f"agent-{number}", grade="other") for number in range(20))

    assert len(_not_paid(plan(*rules), facts(agents=agents))) == MAX_NOT_PAID
