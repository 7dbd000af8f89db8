"""Every reason for which a rule can never pay, beside a rule that can."""

from typing import Any

import pytest

from shared.domain.guard.checks.never import never_pays
from shared.domain.plans.document import read_plan
from shared.words.catalogue import term
from tests.unit.domain.plans.documents import document, percent

APRIL, MAY = "2025-04-01T00:00:00+08:00", "2025-05-01T00:00:00+08:00"
NO_RATES: dict[str, Any] = {"rates_bp": {}}


def rule(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "it", "kind": kind, **fields}


def tier(rate_bp: int, amount: str = "0.00") -> dict[str, Any]:
    bands = {"default": [{"rate_bp": rate_bp, "amount": amount}]}
    return rule("tier", period="month", tiers={"bands": bands})


def ladder(rate_bp: int, **fields: Any) -> dict[str, Any]:
    return rule("level_difference", rates_bp={"default": rate_bp}, **fields)


def ranking(amount: str) -> dict[str, Any]:
    return rule("ranking", period="month", places=[{"amount": amount}])


def override(rate_bp: int) -> dict[str, Any]:
    return rule("override", of=["relation"], rates_bp=[rate_bp])


def reasons(plan: dict[str, Any], number: int = 0) -> list[str]:
    found = [term("clause", *why) for why in never_pays(read_plan(plan), number)]
    assert all(not why.zh.isascii() for why in found)
    return [why.en for why in found]


@pytest.mark.parametrize(
    ("never", "sometimes"),
    [
        (percent(**NO_RATES, link={"max_bp": 1}), percent(link={"max_bp": 1})),
        (percent(rates_bp={"default": [0]}, link={"max_bp": 1}), percent()),
        (percent(**NO_RATES), percent(**NO_RATES, lines={"max_bp": 1})),
        (percent(rates_bp={"default": [0, 0]}), percent(rates_bp={"default": [0, 1]})),
        (
            percent(**NO_RATES, products={"tee": {}}),
            percent(**NO_RATES, products={"tee": {"per_piece": {"default": ["0.01"]}}}),
        ),
        (
            percent(**NO_RATES, categories={"wear": {}}),
            percent(**NO_RATES, categories={"wear": {"rates_bp": {"default": [1]}}}),
        ),
        (
            rule("per_piece", per_piece="0.00"),
            rule("per_piece", per_piece="0.00", steps=[{"above": 1, "per_piece": "0.01"}]),
        ),
        (ladder(0), ladder(0, same_level={"rate_bp": 1})),
        (ladder(0), ladder(1)),
        (
            rule("referral_award", within_days=1),
            rule("referral_award", within_days=1, rate_bp=1),
        ),
        (
            rule("restock_rebate", rates_bp={"default": [0]}),
            rule("restock_rebate", rates_bp={"default": [1]}),
        ),
        (tier(0), tier(1)),
        (tier(0), tier(0, "0.01")),
        (ranking("0.00"), ranking("0.01")),
    ],
)
def test_a_rule_of_zeros(never: dict[str, Any], sometimes: dict[str, Any]) -> None:
    assert reasons(document(never, pay_depth=2)) == ["all its rates and sums are zero"]
    assert reasons(document(sometimes, pay_depth=2)) == []


def test_an_override_of_zero() -> None:
    assert reasons(document(percent(), override(0), pay_depth=2), 1) != []
    assert reasons(document(percent(), override(1), pay_depth=2), 1) == []


@pytest.mark.parametrize(
    ("valid", "begins", "never"),
    [
        ({"from": APRIL, "until": APRIL}, None, True),
        ({"from": MAY, "until": APRIL}, None, True),
        ({"from": APRIL, "until": MAY}, None, False),
        ({"until": APRIL}, APRIL, True),
        ({"until": MAY}, APRIL, False),
        ({"from": APRIL}, MAY, False),
        ({"until": APRIL}, None, False),
    ],
)
def test_a_rule_that_is_over_before_it_begins(
    valid: dict[str, Any], begins: str | None, never: bool
) -> None:
    plan = document(percent(valid=valid), effective_from=begins)
    assert (reasons(plan) == ["it ends before it begins"]) == never


@pytest.mark.parametrize("levels", [["default"], ["bronze"], ["bronze", "default"]])
def test_a_rule_for_levels_that_nobody_has(levels: list[str]) -> None:
    assert reasons(document(percent(levels=levels))) == ["nobody has a level that it is for"]
    assert reasons(document(percent(levels=[*levels, "gold"]))) == []


@pytest.mark.parametrize("kind", ["referral_award", "peer_referral_award"])
def test_one_depth_pays_no_upline_of_the_seller(kind: str) -> None:
    award = rule(kind, within_days=1, rate_bp=1)
    assert reasons(document(award, pay_depth=1)) == ["pay_depth 1 pays no upline of the seller"]
    assert reasons(document(award, pay_depth=2)) == []
    assert reasons(document(percent(), override(1), pay_depth=1), 1) != []


@pytest.mark.parametrize(
    "not_always",
    [
        {"levels": ["gold"]},
        {"no_violation_days": 1},
        {"base": "margin"},
        {"orders": ["sale"]},
        {"valid": {"from": APRIL}},
        {"valid": {"until": APRIL}},
        {"rates_bp": {"default": [0, 100]}},
        {"rates_bp": {"default": [100], "gold": [0]}},
        {"products": {"tee": {}}},
        {"categories": {"wear": {"rates_bp": {"default": [0]}}}},
        {"replaces": []},
    ],
)
def test_only_a_rule_that_surely_pays_replaces_another_for_good(
    not_always: dict[str, Any],
) -> None:
    later = percent("later", **{"replaces": ["relation"], **not_always})
    assert reasons(document(percent(), later)) == []
    always = percent("later", replaces=["relation"])
    assert reasons(document(percent(), always)) == ["'later' always replaces it"]


def test_a_dated_rule_is_replaced_by_one_that_lasts_as_long() -> None:
    april = {"from": APRIL, "until": MAY}
    short = percent(valid=april)
    later = percent("later", replaces=["relation"], valid=april)
    assert reasons(document(short, later)) == ["'later' always replaces it"]


def test_a_period_rule_is_never_replaced() -> None:
    assert reasons(document(tier(100), percent())) == []
