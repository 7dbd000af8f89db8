"""An order explained over HTTP, and what its payees own in every form."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.memory.store import laid_by_stream
from shared.usecases.orders.books import require_order
from shared.usecases.orders.statements import commissions_of
from tests.http.api_bench import START, Api, assert_problem
from tests.rules_in_force import put_in_force

PLAN = {
    "name": "money-and-points",
    "pay_depth": 2,
    "rules": [
        {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000, 500]}},
        {"id": "gold", "kind": "percent", "levels": ["gold"], "rates_bp": {"default": [100]}},
        {
            "id": "thanks",
            "kind": "percent",
            "form": "points",
            "tax_nature": "gift",
            "rates_bp": {"default": [250]},
            "per_piece": {"default": ["0.50"]},
        },
    ],
}
LINES = [
    {"line": 1, "sku": "tee", "qty": 2, "price_fen": 3_333},
    {"line": 2, "sku": "card", "qty": 1, "price_fen": 100},
]


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        put_in_force(api.laptop.ports.store, PLAN, START)
        yield api


@pytest.fixture(scope="module")
def order_id(api: Api) -> str:
    """A paid order: A gets 6.76 and points for 3.19, B gets 3.38."""
    order_id = api.place(lines=LINES)
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    api.laptop.channel.pay(order_id)
    api.laptop.cloud.drain()
    # The stream, which lists an order under its payees, does not run here.
    api.laptop.ports.store.point(laid_by_stream(require_order(api.laptop.ports.store, order_id)))
    return order_id


def _explanation(api: Api, order_id: str, who: str = "shop") -> dict[str, Any]:
    return api.ask(who, "GET", f"/v1/orders/{order_id}/explanation")


def test_an_explained_order_says_who_is_promised_what_and_where_it_stands(
    api: Api, order_id: str
) -> None:
    explained = _explanation(api, order_id)

    assert (explained["order_id"], explained["status"]) == (order_id, "paid")
    assert explained["plan"] == "money-and-points@1"
    assert [
        (s["payee"], s["why"]["rule"], s["line"], s["promised_fen"], s["pending_fen"])
        for s in explained["shares"]
    ] == [
        ("A", "relation", 1, 666, 666),
        ("A", "relation", 2, 10, 10),
        ("B", "relation", 1, 333, 333),
        ("B", "relation", 2, 5, 5),
        ("A", "thanks", 1, 267, 267),
        ("A", "thanks", 2, 52, 52),
    ]


def test_every_posting_carries_its_reason(api: Api, order_id: str) -> None:
    points = _explanation(api, order_id)["postings"][4]

    assert points == {
        "sequence": 1,
        "at": "2025-04-02T02:00:00Z",
        "cause": "order_paid",
        "line": 1,
        "from_account": "brand:commission",
        "to_account": "A:points:pending",
        "amount_fen": 267,
        "why": {
            "rule": "thanks",
            "kind": "percent",
            "base": "66.66",
            "rate": "2.50%",
            "fixed": "1.00",
            "pieces": 2,
            "per_piece": "0.50",
            "sold": None,
            "bought": None,
            "cut": "0.000000",
            "depth": 1,
            "level": "silver",
            "raw": "2.666500",
            "rounding_rest": "-0.003500",
            "tier": None,
            "bands": [],
            "left": None,
            "form": "points",
            "tax_nature": "gift",
            "plan": "money-and-points@1",
            "relation": 1,
            "withheld": None,
        },
    }


@pytest.mark.parametrize("who", ["fin", "ops"])
def test_whoever_may_read_the_order_may_read_why(api: Api, order_id: str, who: str) -> None:
    assert _explanation(api, order_id, who) == _explanation(api, order_id)


def test_a_distributor_reads_his_own_reasons_only(api: Api, order_id: str) -> None:
    answer = api.send("A", "GET", f"/v1/orders/{order_id}/explanation")

    assert_problem(answer, 403, "forbidden")


def test_a_distributor_lists_the_reasons_of_all_his_commissions(api: Api, order_id: str) -> None:
    items = api.ask("A", "GET", "/v1/me/commissions")["items"]
    mine = {
        (share["line"], share["why"]["rule"]): share["why"]
        for share in _explanation(api, order_id)["shares"]
        if share["payee"] == "A"
    }

    paid = {(item["line"], item["why"]["rule"]): item["why"] for item in items if item["why"]}
    assert paid == mine
    assert [item["place"] for item in items] == sorted(item["place"] for item in items)


def test_whom_a_rule_pays_nothing_is_told_to_whoever_may_read_the_order(
    api: Api, order_id: str
) -> None:
    found = _explanation(api, order_id)["not_paid"]

    assert [(each["payee"], each["rule"], each["why"]) for each in found] == [
        ("A", "gold", "level_not_paid"),
        ("B", "gold", "level_not_paid"),
        ("B", "thanks", "no_rate"),
    ]
    assert {each["message_zh"] for each in found} == {"等级不适用", "比例为零"}


def test_a_distributor_is_told_why_a_rule_pays_him_nothing(api: Api, order_id: str) -> None:
    items = api.ask("A", "GET", "/v1/me/commissions")["items"]

    (missed,) = (item for item in items if item["why"] is None)
    assert (missed["order_id"], missed["line"], missed["pending_fen"]) == (order_id, 0, 0)
    assert missed["message"] == "the rule is for other levels"
    assert missed["not_paid"] == {
        "payee": "A",
        "rule": "gold",
        "kind": "percent",
        "depth": 1,
        "level": "silver",
        "why": "level_not_paid",
        "lines": [],
        "terms": "",
        "measured": "",
    }


@pytest.mark.parametrize("seen", range(1, 5))
def test_the_list_goes_on_behind_any_place(api: Api, order_id: str, seen: int) -> None:
    whole = api.ask("A", "GET", "/v1/me/commissions")["items"]
    assert {item["order_id"] for item in whole} == {order_id}

    rest = commissions_of(api.laptop.ports, "A", after=whole[seen - 1]["place"])

    assert [line.place for line in rest.items] == [item["place"] for item in whole[seen:]]


@pytest.mark.usefixtures("order_id")
def test_a_balance_shows_every_form(api: Api) -> None:
    balance = api.ask("A", "GET", "/v1/me/balance")
    assert balance["pending_fen"] == 676
    assert balance["other_forms"] == [
        {
            "form": "points",
            "pending_fen": 319,
            "expected": [{"expected_on": "2025-04-22", "pending_fen": 319}],
            "more_pending": False,
            "arriving_fen": 0,
            "more_arriving": False,
            "available_fen": 0,
            "reserved_fen": 0,
            "paid_fen": 0,
            "debt_fen": 0,
            "held_fen": 0,
            "forfeited_fen": 0,
        }
    ]
