from datetime import datetime
from typing import Any

import pytest

from shared.adapters.calendar_file import load_calendar
from shared.domain.orders.deadlines import receipt_by, refund_by, ship_by, window_ends
from shared.domain.policy.policy import Policy, ReturnWindow
from shared.domain.times import iso_local


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def _policy(**fields: Any) -> Policy:
    return Policy.model_validate(fields)


@pytest.mark.parametrize(
    ("paid", "due"),
    [
        ("2025-03-06T17:00:00", "2025-03-08T17:00:00"),
        ("2025-03-07T23:59:59", "2025-03-09T23:59:59"),
        ("2025-03-08T00:00:00", "2025-03-11T00:00:00"),
        ("2025-03-09T23:59:59", "2025-03-12T23:59:59"),
        ("2025-01-26T10:00:00", "2025-01-28T10:00:00"),
        ("2025-02-03T10:00:00", "2025-02-06T10:00:00"),
    ],
)
def test_the_local_day_of_payment_decides_the_hours(paid: str, due: str) -> None:
    assert ship_by(_at(paid), Policy(), load_calendar()) == _at(due)


def test_the_local_day_is_that_of_shanghai() -> None:
    friday_in_utc = datetime.fromisoformat("2025-03-07T16:30:00+00:00")

    assert iso_local(ship_by(friday_in_utc, Policy(), load_calendar())) == (
        "2025-03-11T00:30:00+08:00"
    )


@pytest.mark.parametrize(
    ("paid", "due"),
    [
        ("2025-03-05T10:00:00", "2025-03-07T10:00:00"),
        ("2025-03-06T00:00:00", "2025-03-08T00:00:00"),
        ("2025-03-06T00:00:01", "2025-03-09T00:00:01"),
        ("2025-03-09T10:00:00", "2025-03-12T10:00:00"),
        ("2025-01-24T10:00:00", "2025-01-27T10:00:00"),
    ],
)
def test_hours_that_touch_a_day_off_are_72(paid: str, due: str) -> None:
    policy = _policy(sla_mode="touches_weekend")

    assert ship_by(_at(paid), policy, load_calendar()) == _at(due)


def test_auto_receipt_comes_to_the_second() -> None:
    assert receipt_by(_at("2025-03-04T12:00:01"), Policy()) == _at("2025-03-14T12:00:01")


@pytest.mark.parametrize(
    ("delivered", "rule", "ends"),
    [
        ("2025-03-01T00:00:00", {}, "2025-03-09T00:00:00"),
        ("2025-03-01T23:59:59", {}, "2025-03-09T00:00:00"),
        ("2025-03-01T10:00:00", {"days": 0}, "2025-03-02T00:00:00"),
        ("2025-03-01T10:00:00", {"counting": "rolling_168h"}, "2025-03-08T10:00:00"),
        ("2025-03-01T10:00:00", {"from": "shipped"}, "2025-03-05T00:00:00"),
        ("2025-03-01T10:00:00", {"min_days_from_paid": 15}, "2025-03-12T00:00:00"),
        ("2025-03-01T10:00:00", {"holiday_extension": True}, "2025-03-11T00:00:00"),
        ("2025-03-03T10:00:00", {"holiday_extension": True}, "2025-03-11T00:00:00"),
    ],
)
def test_the_window_ends_as_its_rule_says(
    delivered: str, rule: dict[str, object], ends: str
) -> None:
    window = ReturnWindow.model_validate(rule)
    shipped, paid = _at("2025-02-25T09:00:00"), _at("2025-02-24T09:00:00")

    assert window_ends(shipped, _at(delivered), paid, window, load_calendar()) == _at(ends)


@pytest.mark.parametrize(
    ("inspected", "received", "due"),
    [
        ("2025-03-07T09:00:00", "2025-03-06T09:00:00", "2025-03-13T00:00:00"),
        ("2025-03-12T09:00:00", "2025-03-05T09:00:00", "2025-03-13T00:00:00"),
        ("2025-03-08T09:00:00", "2025-03-08T09:00:00", "2025-03-13T00:00:00"),
        ("2025-09-30T09:00:00", "2025-09-30T09:00:00", "2025-10-08T00:00:00"),
    ],
)
def test_a_refund_is_due_at_the_earlier_of_its_two_days(
    inspected: str, received: str, due: str
) -> None:
    assert refund_by(_at(inspected), _at(received), Policy(), load_calendar()) == _at(due)
