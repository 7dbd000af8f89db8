"""What changes between two plans: rules by their id, parts whole, in the document's order."""

from typing import Any

import pytest

from shared.domain.plans.diff import changes
from shared.domain.plans.document import read_plan
from tests.unit.domain.plans.documents import document, percent

TEE = {"price": "100.00", "cost": None, "category": None}
REFERRAL = {"id": "two", "kind": "referral_award", "within_days": 30, "rate_bp": 100}


def diff(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, object, object]]:
    found = changes(read_plan(before), read_plan(after))
    return [(each.path, each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (document(), document(), []),
        (document(), document(name="new"), [("name", "plan", "new")]),
        (
            document(),
            document(effective_from="2025-03-01T00:00:00+08:00"),
            [("effective_from", None, "2025-02-28T16:00:00Z")],
        ),
        (document(), document(products={"tee": TEE}), [("products.tee", None, TEE)]),
        (
            document(products={"tee": TEE}),
            document(products={"tee": {**TEE, "price": "90.00"}}),
            [("products.tee.price", "100.00", "90.00")],
        ),
        (
            document(),
            document(percent(rates_bp={"default": [1000], "gold": [1200]})),
            [("rules.relation.rates_bp.gold", None, [1200])],
        ),
        (document(percent(), REFERRAL), document(), [("rules.two", REFERRAL, None)]),
        (
            document(),
            document(REFERRAL, percent(form="points")),
            [("rules.two", None, REFERRAL), ("rules.relation.form", "cash", "points")],
        ),
        (
            document(percent("a"), percent("b"), percent("c")),
            document(percent("c"), percent("a")),
            [("rules (order)", ["a", "c"], ["c", "a"]), ("rules.b", percent("b"), None)],
        ),
        (
            document(budget={"amount": "5.00", "period": "month"}),
            document(),
            [("budget", {"amount": "5.00", "period": "month"}, None)],
        ),
    ],
)
def test_what_changes(
    before: dict[str, Any], after: dict[str, Any], expected: list[tuple[str, object, object]]
) -> None:
    assert diff(before, after) == expected


def test_the_way_back_is_the_same_changes_turned_round() -> None:
    before = document(percent("a"), REFERRAL, cap_bp=3000)
    after = document(REFERRAL, percent("a", base="margin"), products={"tee": TEE})
    forth = diff(before, after)
    back = diff(after, before)
    assert sorted((path, b, a) for path, a, b in back if path != "rules (order)") == sorted(
        (path, a, b) for path, a, b in forth if path != "rules (order)"
    )


def test_a_preset_is_compared_as_what_it_stands_for() -> None:
    rules = [percent(rates_bp={"default": [1000, 500]})]
    whole = {"name": "depth-10-5", "pay_depth": 2, "rules": rules}
    assert diff({"preset": "depth-10-5"}, whole) == []
