"""Policies: bad documents are refused with the field's name; versions of rules count by date."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import RuleVersion, plan_in_force, policy_in_force
from tests.refusals import faulty
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.domain.plans.documents import document as document_of
from tests.unit.domain.rulebook.compiling import watched

NOW = datetime.fromisoformat("2025-03-01T00:00:00+00:00")


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
        ({"inspection_days": "7"}, "inspection_days"),
        ({"payout": {"review": "yes"}}, "payout.review"),
        ({"return_window": {"holiday_extension": 1}}, "return_window.holiday_extension"),
        ({"effective_from": "2025-03-04T00:00:00"}, "effective_from"),
        ({"sla": 1}, "sla"),
    ],
)
def test_a_bad_policy_is_refused_by_its_field(document: Any, named: str) -> None:
    with faulty(named.replace(".", r"\.")):
        Policy.model_validate(document)


def test_the_default_policy_is_the_documented_one() -> None:
    assert Policy().model_dump(by_alias=True) == {
        "effective_from": None,
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
        "bind_on_order": False,
        "payout": {
            "minimum": "0.10",
            "max_part": None,
            "confirm_mode": "user_confirm",
            "confirm_hours": 24,
            "review": False,
            "transfer_qps": 10,
        },
        "courier_surcharge": "10.00",
        "surcharge_refund": "before_shipment",
    }


def test_a_policy_reads_what_it_writes() -> None:
    policy = Policy.model_validate({"payout": {"max_part": "200.00"}, "courier_surcharge": "0.05"})

    assert Policy.model_validate(policy.model_dump(by_alias=True)) == policy


def _version(number: int, days: int, **document: Any) -> RuleVersion:
    return RuleVersion(
        kind="plan",
        number=number,
        effective_from=NOW + timedelta(days=days),
        document=document_of(**document),
    )


def test_the_version_in_force_is_the_latest_that_has_begun() -> None:
    versions = [_version(1, 0, name="one"), _version(2, 2, name="two"), _version(3, 1, name="thr")]

    def label(days: int) -> str:
        return plan_in_force(versions, NOW + timedelta(days=days)).label

    assert [label(days) for days in (-1, 0, 1, 2)] == ["depth-10-5@0", "one@1", "thr@3", "two@2"]


def test_of_two_versions_of_one_instant_the_later_counts() -> None:
    versions = [_version(2, 0, name="two"), _version(1, 0, name="one")]

    assert plan_in_force(versions, NOW).label == "two@2"


def test_a_version_is_read_and_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiling = watched(monkeypatch)
    mine, other = _version(1, 0, name="one"), _version(1, 0, name="other")

    engines = [plan_in_force([mine], NOW + timedelta(days=day)).engine for day in range(5)]

    assert (*compiling.counts, len(set(engines))) == (1, 1, 1)
    assert plan_in_force([other], NOW).engine.plan.name == "other"


def test_a_version_that_was_read_is_still_what_it_was() -> None:
    fresh, used = _version(1, 0, name="one"), _version(1, 0, name="one")
    assert used.plan.engine.plan == used.plan.plan

    assert used == fresh
    assert used.model_dump_json() == fresh.model_dump_json()
    assert used.plan == fresh.plan


def test_without_versions_the_defaults_are_in_force() -> None:
    assert plan_in_force([], NOW).plan == DEFAULT_PLAN
    assert policy_in_force([], NOW) == Policy()
