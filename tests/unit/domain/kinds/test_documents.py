"""Every kind of rule: what it must say, what it must not; bad ones named by field."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.domain.plans.budget import Budget
from shared.domain.plans.kinds import AnyRule
from shared.domain.terms.product import Product
from tests.refusals import faulty

RULE: TypeAdapter[AnyRule] = TypeAdapter(AnyRule)
BANDS = {"bands": {"default": [{"rate_bp": 500}]}}

GOOD: dict[str, dict[str, Any]] = {
    "percent": {"rates_bp": {"default": [1000]}},
    "per_piece": {"per_piece": "20.00", "steps": [{"above": 30, "per_piece": "22.00"}]},
    "level_difference": {"rates_bp": {"silver": 500, "gold": 800, "default": 0}},
    "override": {"of": ["relation"], "rates_bp": [1000]},
    "referral_award": {"rate_bp": 100, "within_days": 365},
    "peer_referral_award": {"rate_bp": 100, "within_days": 365},
    "order_tier": {"tiers": BANDS},
    "restock_rebate": {"rates_bp": {"default": [300]}},
    "price_spread": {"price_lists": {"city": {"tea": "70.00"}}},
    "tier": {"period": "month", "tiers": BANDS},
    "ranking": {"period": "quarter", "places": [{"amount": "100.00"}]},
    "recruit_award": {"amount": "50.00"},
    "share_award": {"amount": "1.00"},
}


def _rule(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "r", "kind": kind, **GOOD[kind], **fields}


@pytest.mark.parametrize("kind", GOOD)
def test_every_kind_reads_what_it_writes(kind: str) -> None:
    rule = RULE.validate_python(_rule(kind))

    assert rule.kind == kind
    assert RULE.validate_json(RULE.dump_json(rule, by_alias=True)) == rule


@pytest.mark.parametrize("kind", GOOD)
def test_no_kind_takes_a_field_it_does_not_know(kind: str) -> None:
    _refuses(_rule(kind, rate="10"), "rate")


def test_an_unknown_kind_is_refused_with_all_that_there_are() -> None:
    _refuses({"id": "r", "kind": "bonus"}, "percent, per_piece")
    _refuses({"id": "r"}, "kind")


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("per_piece", "per_piece"),
        ("level_difference", "rates_bp"),
        ("override", "of"),
        ("override", "rates_bp"),
        ("referral_award", "within_days"),
        ("order_tier", "tiers"),
        ("restock_rebate", "rates_bp"),
        ("price_spread", "price_lists"),
        ("tier", "period"),
        ("tier", "tiers"),
        ("ranking", "places"),
        ("recruit_award", "amount"),
        ("share_award", "amount"),
    ],
)
def test_what_a_kind_needs_is_named_where_it_is_missing(kind: str, field: str) -> None:
    rule = _rule(kind)
    del rule[field]

    _refuses(rule, f"{kind}.{field}")


@pytest.mark.parametrize(
    ("kind", "fields", "named"),
    [
        ("percent", {"rates_bp": {"gold": [1]}}, "'default'"),
        ("percent", {"products": {"tee": {"rates_bp": {"gold": [1]}}}}, "products.tee"),
        ("percent", {"products": {"tee": [1]}}, "products.tee"),
        ("percent", {"categories": {" category": {}}}, "categories. category"),
        ("percent", {"by": "buyer_level"}, "percent.by"),
        ("percent", {"base": "freight"}, "percent.base"),
        ("percent", {"link": {"min_bp": 2, "max_bp": 1}}, "percent.link"),
        ("percent", {"lines": {}}, "lines.max_bp"),
        ("percent", {"orders": ["gift"]}, "percent.orders.0"),
        ("percent", {"replaces": ["A rule"]}, "percent.replaces.0"),
        ("per_piece", {"per_piece": 20}, "per_piece.per_piece"),
        ("per_piece", {"steps": [{"above": 0, "per_piece": "1.00"}]}, "steps.0.above"),
        ("per_piece", {"mode": "all"}, "per_piece.mode"),
        ("per_piece", {"counted": "day"}, "per_piece.counted"),
        ("per_piece", {"on_refund": "never"}, "per_piece.on_refund"),
        ("level_difference", {"rates_bp": {"gold": 10_001}}, "rates_bp.gold"),
        ("level_difference", {"same_level": {"rate_bp": 1, "mode": "both"}}, "same_level.mode"),
        ("override", {"of": []}, "override.of"),
        ("override", {"rates_bp": [1, 1, 1, 1]}, "override.rates_bp"),
        ("referral_award", {"within_days": 0}, "within_days"),
        ("order_tier", {"tiers": {}}, "either bands or steps"),
        ("order_tier", {"on_refund": "keep"}, "on_refund"),
        ("restock_rebate", {"rates_bp": {"default": []}}, "rates_bp.default"),
        ("price_spread", {"price_lists": {}}, "price_lists"),
        ("price_spread", {"price_lists": {"city": {"tea": 70}}}, "price_lists.city.tea"),
        ("tier", {"period": "week"}, "tier.period"),
        ("tier", {"subject": "all"}, "tier.subject"),
        ("tier", {"pays_on": "team"}, "tier.pays_on"),
        ("tier", {"counted": "shipped"}, "tier.counted"),
        ("tier", {"close_after_days": 367}, "close_after_days"),
        ("ranking", {"places": []}, "ranking.places"),
        ("ranking", {"places": [{"amount": 100}]}, "places.0.amount"),
        ("ranking", {"measure": "weight"}, "ranking.measure"),
    ],
)
def test_a_bad_rule_is_refused_by_its_field(kind: str, fields: Any, named: str) -> None:
    _refuses(_rule(kind, **fields), named)


@pytest.mark.parametrize("counts", [(30, 30), (30, 20)])
def test_steps_per_piece_rise(counts: tuple[int, int]) -> None:
    steps = [{"above": count, "per_piece": "1.00"} for count in counts]

    _refuses(_rule("per_piece", steps=steps), "rising")


def test_restock_rebates_are_for_restocks_and_all_others_for_what_people_buy() -> None:
    rebate = RULE.validate_python(_rule("restock_rebate"))
    percent = RULE.validate_python(_rule("percent"))

    assert rebate.model_dump()["orders"] == ("restock",)
    assert percent.model_dump()["orders"] == ("sale", "pickup")


@pytest.mark.parametrize(
    ("kind", "nature"), [("price_spread", "goods_trade"), ("percent", "labour")]
)
def test_a_price_spread_is_trade_and_everything_else_is_labour(kind: str, nature: str) -> None:
    assert RULE.validate_python(_rule(kind)).tax_nature == nature


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"amount": 100, "period": "month"}, "amount"),
        ({"amount": "100.00"}, "period"),
        ({"amount": "100.00", "period": "day"}, "period"),
    ],
)
def test_a_bad_budget_is_refused_by_its_field(fields: Any, named: str) -> None:
    with faulty(named):
        Budget.model_validate(fields)


@pytest.mark.parametrize("field", ["price", "cost"])
def test_what_the_catalogue_says_is_quoted_yuan(field: str) -> None:
    assert Product.model_validate({field: "1.50"}).model_dump()[field] == "1.50"
    with faulty(field):
        Product.model_validate({field: 150})


def _refuses(rule: Any, named: str) -> None:
    with faulty(named.replace(".", r"\.")):
        RULE.validate_python(rule)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("percent", "levels"),
        ("percent", "orders"),
        ("restock_rebate", "orders"),
        ("per_piece", "skus"),
        ("tier", "orders"),
        ("ranking", "levels"),
    ],
)
def test_a_list_that_narrows_a_rule_names_something(kind: str, field: str) -> None:
    _refuses(_rule(kind, **{field: []}), field)
