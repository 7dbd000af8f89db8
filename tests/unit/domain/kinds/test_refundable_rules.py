"""A rule may say only what a refund can undo: it never raises anybody's commission."""

from typing import Any

import pytest

from shared.domain.kinds.order_tier import OrderTierRule
from shared.domain.kinds.per_piece import PerPieceRule
from shared.domain.plans.document import read_plan
from shared.domain.terms.bands import AtLeast, Tiers, measures_of, pays_amounts
from tests.refusals import faulty
from tests.unit.domain.plans.documents import document, percent

RISING = [{"to": "100.00", "rate_bp": 200}, {"from": "100.00", "rate_bp": 300}]
FALLING = [{"to": "100.00", "rate_bp": 300}, {"from": "100.00", "rate_bp": 200}]
AMOUNTS = [{"to": "100.00"}, {"from": "100.00", "amount": "5.00"}]
COUNTS = [{"to": 10, "rate_bp": 200}, {"from": 10, "rate_bp": 300}]
STEPS = {"default": [{"if": {"measure": "sales", "at_least": "1.00"}, "rate_bp": 100}]}


def _tier(bands: Any = None, on_refund: str = "booked_rate", **tiers: Any) -> dict[str, Any]:
    table = {} if bands is None else {"bands": {"default": bands}}
    return {
        "id": "big",
        "kind": "order_tier",
        "tiers": {**table, **tiers},
        "on_refund": on_refund,
    }


@pytest.mark.parametrize(
    "rule",
    [
        _tier(RISING, "recompute"),
        _tier(RISING, "recompute", mode="marginal"),
        _tier(FALLING),
        _tier(FALLING, mode="marginal"),
        _tier(AMOUNTS),
        _tier(COUNTS, measure="pieces"),
        _tier(COUNTS, measure="margin_rate"),
        _tier(RISING, measure="profit"),
        _tier(steps=STEPS),
        _tier(COUNTS, measure="recruits"),
    ],
)
def test_what_one_order_can_say(rule: dict[str, Any]) -> None:
    assert OrderTierRule.model_validate(rule).is_looked_up_anew is (
        rule["on_refund"] == "recompute"
    )


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (_tier(FALLING, "recompute"), "falling rates"),
        (_tier(FALLING, "recompute", mode="marginal"), "falling rates"),
        (_tier(AMOUNTS, "recompute"), "looked up anew"),
        (_tier(COUNTS, "recompute", measure="pieces"), "looked up anew"),
        (_tier(COUNTS, "recompute", measure="margin_rate"), "looked up anew"),
        (_tier(RISING, "recompute", measure="profit"), "looked up anew"),
        (_tier(None, "recompute", steps=STEPS), "looked up anew"),
        (_tier(COUNTS, measure="orders"), "always one order"),
        (_tier(RISING, measure="profit", mode="marginal"), "parts of the sales"),
        (_tier(COUNTS, measure="pieces", mode="marginal"), "parts of the sales"),
        (_tier(AMOUNTS, mode="marginal"), "leave `amount` out"),
    ],
)
def test_what_one_order_cannot_say(rule: dict[str, Any], named: str) -> None:
    with faulty(named):
        OrderTierRule.model_validate(rule)


def test_every_level_of_a_recomputed_tier_must_rise() -> None:
    rule = _tier(RISING, "recompute")
    rule["tiers"]["bands"]["gold"] = FALLING

    with faulty("falling rates"):
        OrderTierRule.model_validate(rule)


@pytest.mark.parametrize(
    ("bands", "measure", "named"),
    [
        ([{"from": 100, "rate_bp": 1}], "sales", r"default\.0\.from\n.* not 100 "),
        ([{"to": 100}, {"from": "100.00"}], "profit", r"default\.0\.to\n.* not 100 "),
        ([{"from": "100.00"}], "pieces", "for pieces write a whole number"),
        ([{"to": 10}, {"from": "0.10"}], "margin_rate", r"default\.1\.from\n.* not \"0\.10\" "),
    ],
)
def test_amounts_are_quoted_and_counts_are_not(
    bands: list[dict[str, Any]], measure: str, named: str
) -> None:
    with faulty(named):
        Tiers.model_validate({"measure": measure, "bands": {"default": bands}})


@pytest.mark.parametrize(("measure", "bound"), [("sales", 100), ("profit", 1), ("orders", "3.00")])
def test_conditions_quote_amounts_too(measure: str, bound: object) -> None:
    with faulty(f"for {measure} write"):
        AtLeast.model_validate({"measure": measure, "at_least": bound})


def test_tiers_write_amounts_as_amounts() -> None:
    tiers = Tiers.model_validate({"bands": {"default": RISING}})

    assert tiers.model_dump(mode="json")["bands"]["default"] == [
        {"from": "0.00", "to": "100.00", "rate_bp": 200, "amount": "0.00"},
        {"from": "100.00", "to": None, "rate_bp": 300, "amount": "0.00"},
    ]


def test_tiers_say_what_must_be_measured_and_whether_they_pay_sums() -> None:
    nested = {
        "any": [
            {
                "all": [
                    {"measure": "sales", "at_least": "1.00"},
                    {"measure": "orders", "at_least": 1},
                ]
            },
            {"measure": "profit", "at_least": "1.00"},
        ]
    }
    steps = Tiers.model_validate({"steps": {"default": [{"if": nested, "amount": "1.00"}]}})
    bands = Tiers.model_validate({"bands": {"default": RISING}})

    assert measures_of(steps) == {"sales", "orders", "profit"}
    assert measures_of(bands) == {"sales"}
    assert (pays_amounts(steps), pays_amounts(bands)) == (True, False)


def _pieces(*sums: str, **fields: Any) -> dict[str, Any]:
    steps = [{"above": 10 * n, "per_piece": fen} for n, fen in enumerate(sums[1:], start=1)]
    return {"id": "p", "kind": "per_piece", "per_piece": sums[0], "steps": steps, **fields}


@pytest.mark.parametrize(
    "rule",
    [
        _pieces("20.00", "12.00"),
        _pieces("20.00", "22.00", mode="whole_amount"),
        _pieces("20.00", "20.00", mode="whole_amount"),
        _pieces("20.00", "12.00", mode="whole_amount", on_refund="booked_rate"),
        _pieces("20.00", "22.00", counted="lifetime"),
        _pieces("20.00", mode="whole_amount", counted="lifetime"),
        _pieces("20.00", "22.00", mode="whole_amount", counted="lifetime", on_refund="booked_rate"),
        _pieces("20.00", "12.00", counted="lifetime", on_refund="booked_rate"),
    ],
)
def test_sums_a_piece_may_fall_where_no_refund_raises_them(rule: dict[str, Any]) -> None:
    assert PerPieceRule.model_validate(rule).per_piece == 20_00


@pytest.mark.parametrize(
    "rule",
    [
        _pieces("20.00", "12.00", mode="whole_amount"),
        _pieces("20.00", "22.00", "21.00", mode="whole_amount"),
    ],
)
def test_falling_sums_for_all_pieces_are_refused(rule: dict[str, Any]) -> None:
    with faulty("a refund would raise"):
        PerPieceRule.model_validate(rule)


@pytest.mark.parametrize(
    "rule",
    [
        _pieces("20.00", "22.00", mode="whole_amount", counted="lifetime"),
        _pieces("20.00", "12.00", counted="lifetime"),
    ],
)
def test_sums_for_life_are_refused_where_a_refund_raises_those_of_later_months(
    rule: dict[str, Any],
) -> None:
    with faulty("a refund of earlier pieces would raise"):
        PerPieceRule.model_validate(rule)


def _override(of: str) -> dict[str, Any]:
    return {"id": "leading", "kind": "override", "of": [of], "rates_bp": [1000]}


def test_no_override_is_of_a_tier_that_is_looked_up_anew() -> None:
    with faulty("let that rule keep its `booked_rate`"):
        read_plan(document(_tier(RISING, "recompute"), _override("big")))
    assert read_plan(document(_tier(RISING), _override("big")))


@pytest.mark.parametrize("field", ["link", "lines"])
def test_one_rule_alone_takes_the_rates_of_others(field: str) -> None:
    limits = {field: {"max_bp": 1000}}

    with faulty("by two rules"):
        read_plan(document(percent("a", **limits), percent("b", **limits)))
    assert read_plan(document(percent("a", **limits), percent("b")))
