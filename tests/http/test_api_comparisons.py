"""Plans compared on the orders of a period, over HTTP and page by page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from fenrun.documents.plan_file import PlanFile
from infra.whatif.by_period import compare_pages
from shared.domain.comparing.comparison import Comparison, Pair
from shared.domain.orders.order_pointers import PAID_LISTS, pointers_of, pointers_of_new
from shared.domain.plans.document import read_plan
from shared.usecases.comparing import compare_period
from shared.usecases.orders.books import require_order
from tests.http.api_bench import START, Api, assert_problem
from tests.rules_in_force import put_in_force

PATH = "/v1/plans/comparisons"
PERIOD = "2025-04"
TIERED: dict[str, Any] = {
    "preset": "depth-10-5",
    "name": "tiered",
    "products": {"tee": {"price": "100.00", "cost": "30.00"}},
    "rules": [
        {
            "id": "month",
            "kind": "tier",
            "period": "month",
            "subject": "team",
            "tiers": {"bands": {"default": [{"to": "200.00"}, {"from": "200.00", "rate_bp": 100}]}},
        }
    ],
}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """Three paid orders of 100.00, 50.00 of which were given back, and one that was not paid."""
    with Api.running() as api:
        put_in_force(api.laptop.ports.store, TIERED, START)
        orders = [_paid(api) for _ in range(3)]
        api.ask("shop", "POST", f"/v1/orders/{orders[0]}/refunds", {"amount_fen": 5_000, "line": 1})
        api.place()
        yield api


def _paid(api: Api) -> str:
    order_id = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    api.laptop.channel.pay(order_id)
    api.laptop.cloud.drain()
    # The stream, which lists orders by their day, does not run here.
    order = require_order(api.laptop.ports.store, order_id)
    api.laptop.ports.store.point([*pointers_of_new(order), *pointers_of(order)])
    return order_id


def _all_pages(api: Api, document: dict[str, Any]) -> Comparison:
    new = PlanFile(document, read_plan(document))
    return compare_pages(api.stack, None, new, PERIOD, lambda done, total: None)


def test_a_page_gives_sums_findings_and_nothing_is_stored(api: Api) -> None:
    with api.storing_nothing():
        page = api.ask("ops", "POST", PATH, {"plan": "depth-10-5-2", "period": PERIOD})

    assert (page["orders"], page["goods_fen"], page["next"]) == (3, 25_000, None)
    assert {each["payee"]: (each["old_fen"], each["new_fen"]) for each in page["payees"]} == {
        "A": (2_500, 2_500),
        "B": (1_250, 1_250),
    }
    assert page["months"] == [{"month": "2025-04", "old_fen": 3_750, "new_fen": 3_750}]
    assert "depth_three" in {each["code"] for each in page["findings"]}


def test_only_the_first_page_says_what_the_guard_finds(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_period, "PAGE_ORDERS", 1)
    asked = {"plan": "depth-10-5-2", "period": PERIOD}

    first = api.ask("ops", "POST", PATH, asked)
    second = api.ask("ops", "POST", PATH, {**asked, "after": first["next"]})

    assert "depth_three" in {each["code"] for each in first["findings"]}
    assert (second["orders"], second["findings"]) == (1, [])


def test_another_old_plan_can_be_named(api: Api) -> None:
    asked = {"plan": "depth-10-5", "old": "role-10-15-20", "period": PERIOD}

    page = api.ask("fin", "POST", PATH, asked)

    assert [(r["rule"], r["old_fen"], r["new_fen"]) for r in page["rules"]] == [
        ("relation", 2_500 + 3_750, 2_500 + 1_250)
    ]


@pytest.mark.parametrize("orders", [1, 2, 100])
def test_pages_add_up_whatever_their_size(
    api: Api, monkeypatch: pytest.MonkeyPatch, orders: int
) -> None:
    monkeypatch.setattr(compare_period, "PAGE_ORDERS", orders)

    sums = _all_pages(api, TIERED)

    assert sums.orders == 3
    assert (sums.costed_goods_fen, sums.cost_fen) == (25_000, 7_500)
    # 250.00 of the team's sales are above 200.00: one percent for A, and for B above him.
    assert sums.payees == {"A": Pair(2_750, 2_750), "B": Pair(1_500, 1_500)}
    assert sums.months == {"2025-04": Pair(4_250, 4_250)}


def test_a_plan_without_the_award_takes_it_from_everybody(api: Api) -> None:
    assert _all_pages(api, {"preset": "depth-10-5"}).payees == {
        "A": Pair(2_750, 2_500),
        "B": Pair(1_500, 1_250),
    }


def test_only_finance_and_operators_may_ask(api: Api) -> None:
    body = json.dumps({"plan": "depth-10-5", "period": PERIOD}).encode()

    assert_problem(api.send("A", "POST", PATH, body), 403, "forbidden")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"plan": "depth-10-5", "period": "2025-13"}, "invalid_fields"),
        ({"plan": "depth-10-6", "period": PERIOD}, "invalid_fields"),
        ({"plan": "depth-10-5"}, "invalid_fields"),
        ({"plan": "depth-10-5", "period": PERIOD, "after": "2025-04-02"}, "invalid_fields"),
        ({"plan": "depth-10-5", "period": PERIOD, "after": "2025-04-31/0/"}, "invalid_fields"),
        (
            {"plan": "depth-10-5", "period": PERIOD, "after": f"2025-04-02/{PAID_LISTS}/"},
            "invalid_fields",
        ),
        ({"plan": "depth-10-5", "period": PERIOD, "after": "2025-03-31/0/"}, "invalid"),
    ],
)
def test_what_cannot_be_compared_is_refused(api: Api, asked: object, code: str) -> None:
    with api.storing_nothing():
        assert_problem(api.send("fin", "POST", PATH, json.dumps(asked).encode()), 422, code)
