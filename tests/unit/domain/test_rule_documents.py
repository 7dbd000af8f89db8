"""Plans and policies: bad documents are refused with the field's name, versions count by date."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.plans import DEFAULT_PLAN, Plan, read_plan
from shared.domain.policy import Policy
from shared.domain.rulebook import RuleVersion, plan_in_force, policy_in_force

NOW = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
RATES = {"default": [1000]}
PLAN = {"name": "plan", "pay_depth": 1, "rates_bp": RATES}


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ("depth-9", "unknown preset"),
        ({"preset": "depth-9"}, "unknown preset"),
        ({}, "name"),
        ({**PLAN, "pay_depth": 4}, "pay_depth"),
        ({**PLAN, "pay_depth": 0}, "pay_depth"),
        ({**PLAN, "pay_depth": "1"}, "pay_depth"),
        ({**PLAN, "pay_dept": 1}, "pay_dept"),
        ({**PLAN, "rates_bp": {}}, "default"),
        ({**PLAN, "rates_bp": {"gold": [1000]}}, "default"),
        ({**PLAN, "rates_bp": {"default": []}}, "rates_bp.default"),
        ({**PLAN, "rates_bp": {"default": [1, 1, 1, 1]}}, "rates_bp.default"),
        ({**PLAN, "rates_bp": {"default": [-1]}}, "rates_bp.default"),
        ({**PLAN, "rates_bp": {"default": [10.5]}}, "rates_bp.default"),
        ({**PLAN, "rates_bp": {"default": ["10"]}}, "rates_bp.default"),
        ({**PLAN, "rates_bp": {"default": [10_001]}}, "rates_bp.default"),
        ({**PLAN, "pay_depth": 2, "rates_bp": {"default": [6000, 5000]}}, "100 percent"),
        ({**PLAN, "products": {"tee": [10_001]}}, "products.tee"),
        ({**PLAN, "effective_from": "2025-03-01T00:00:00"}, "effective_from"),
        ({**PLAN, "name": "A plan"}, "name"),
    ],
)
def test_a_bad_plan_is_refused_by_its_field(document: Any, named: str) -> None:
    with pytest.raises(ValueError, match=named.replace(".", r"\.")):
        read_plan(document)


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"sla_mode": "never"}, "sla_mode"),
        ({"auto_receipt_days": 0}, "auto_receipt_days"),
        ({"auto_receipt_days": 1.5}, "auto_receipt_days"),
        ({"return_window": {"days": -1}}, "return_window.days"),
        ({"return_window": {"from": "paid"}}, "return_window.from"),
        ({"return_window": {"form": "shipped"}}, "return_window.form"),
        ({"payout": {"minimum": 0.1}}, "payout.minimum"),
        ({"payout": {"minimum": "0.1"}}, "payout.minimum"),
        ({"payout": {"confirm_hours": 0}}, "payout.confirm_hours"),
        ({"courier_surcharge": 10}, "courier_surcharge"),
        ({"bind_mode": "never"}, "bind_mode"),
        ({"sla": 1}, "sla"),
    ],
)
def test_a_bad_policy_is_refused_by_its_field(document: Any, named: str) -> None:
    with pytest.raises(ValueError, match=named.replace(".", r"\.")):
        Policy.model_validate(document)


def test_the_default_policy_is_the_documented_one() -> None:
    assert Policy().model_dump(by_alias=True) == {
        "sla_mode": "payment_day",
        "unpaid_expires": {"online_minutes": 30, "manual_hours": 72},
        "auto_receipt_days": 10,
        "return_window": {
            "days": 7,
            "from": "delivered",
            "counting": "civil_days",
            "holiday_extension": False,
            "min_days_from_paid": 0,
        },
        "return_send_days": 7,
        "inspection_days": 7,
        "refund_sla": {"working_days_after_inspection": 3, "days_after_goods_received": 7},
        "bind_mode": "first",
        "bind_valid_days": None,
        "protection_days": 0,
        "payout": {
            "minimum": "0.10",
            "max_part": None,
            "confirm_mode": "user_confirm",
            "confirm_hours": 24,
            "review": False,
        },
        "courier_surcharge": "10.00",
        "surcharge_refund": "before_shipment",
    }


def test_a_policy_reads_what_it_writes() -> None:
    policy = Policy.model_validate({"payout": {"max_part": "200.00"}, "courier_surcharge": "0.05"})

    assert Policy.model_validate(policy.model_dump(by_alias=True)) == policy


@pytest.mark.parametrize(
    ("preset", "rates"),
    [
        ("depth-10-5", [1000, 500, 0]),
        ("depth-10-5-2", [1000, 500, 200]),
        ("role-10-15-20", [1000, 1500, 2000]),
    ],
)
def test_a_preset_pays_its_depths(preset: str, rates: list[int]) -> None:
    plan = read_plan(preset)

    assert [plan.rate_bp("tee", "silver", depth) for depth in (1, 2, 3)] == rates


def test_a_presets_document_may_say_more() -> None:
    plan = read_plan({"preset": "depth-10-5", "compression": True})

    assert plan.compression
    assert plan.rates_bp == DEFAULT_PLAN.rates_bp


def test_rates_go_by_product_then_level_then_default() -> None:
    plan = Plan.model_validate(
        {
            "name": "plan",
            "pay_depth": 2,
            "rates_bp": {"default": [1000, 500], "gold": [1200]},
            "products": {"card": [0], "coat": [2000, 1000]},
        }
    )

    assert plan.rate_bp("tee", "silver", 1) == 1000
    assert plan.rate_bp("tee", "gold", 1) == 1200
    assert plan.rate_bp("tee", "gold", 2) == 0
    assert plan.rate_bp("card", "gold", 1) == 0
    assert plan.rate_bp("coat", "gold", 2) == 1000
    assert plan.rate_bp("coat", "gold", 3) == 0


def _version(number: int, days: int, **document: Any) -> RuleVersion:
    return RuleVersion(
        kind="plan",
        number=number,
        effective_from=NOW + timedelta(days=days),
        document={**PLAN, **document},
    )


def test_the_version_in_force_is_the_latest_that_has_begun() -> None:
    versions = [_version(1, 0, name="one"), _version(2, 2, name="two"), _version(3, 1, name="thr")]

    def label(days: int) -> str:
        return plan_in_force(versions, NOW + timedelta(days=days)).label

    assert [label(days) for days in (-1, 0, 1, 2)] == ["depth-10-5@0", "one@1", "thr@3", "two@2"]


def test_of_two_versions_of_one_instant_the_later_counts() -> None:
    versions = [_version(2, 0, name="two"), _version(1, 0, name="one")]

    assert plan_in_force(versions, NOW).label == "two@2"


def test_without_versions_the_defaults_are_in_force() -> None:
    assert plan_in_force([], NOW).plan == DEFAULT_PLAN
    assert policy_in_force([], NOW) == Policy()
