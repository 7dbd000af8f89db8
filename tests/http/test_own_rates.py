"""Rates of a promoter's link and of a storefront's line, over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shared.domain.orders.order import Order
from tests.http.api_bench import ORDER, START, Api, assert_problem
from tests.rules_in_force import put_in_force

PLAN = {
    "name": "own-rates",
    "pay_depth": 2,
    "rules": [
        {
            "id": "relation",
            "kind": "percent",
            "rates_bp": {"default": [1000, 500]},
            "link": {"min_bp": 500, "max_bp": 1500},
            "lines": {"max_bp": 2000},
        }
    ],
}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        put_in_force(api.laptop.ports.store, PLAN, START)
        yield api


def _rates(api: Api, order_id: str) -> list[int]:
    order = api.laptop.ports.store.get(Order, order_id)
    assert order is not None
    return [each.shares[0].rate_bp for each in order.commissions]


def test_a_link_says_its_rate_and_its_orders_have_it(api: Api) -> None:
    link = api.ask("A", "POST", "/v1/me/links", {"rate_bp": 1500})

    assert link["rate_bp"] == 1500
    assert link["url"].endswith(f"/r/{link['code']}")
    assert _rates(api, api.place(link=link["code"])) == [1500, 500]
    assert _rates(api, api.place()) == [1000, 500]


def test_a_link_needs_no_body(api: Api) -> None:
    link = api.ask("A", "POST", "/v1/me/links")

    assert link["rate_bp"] is None
    assert _rates(api, api.place(link=link["code"])) == [1000, 500]


def test_a_rate_beyond_the_limits_names_them(api: Api) -> None:
    with api.storing_nothing():
        answer = api.send("A", "POST", "/v1/me/links", b'{"rate_bp":1501}')

    assert_problem(answer, 422, "invalid")
    assert (answer.json()["min_bp"], answer.json()["max_bp"]) == (500, 1500)


def _with_terms(**terms: Any) -> dict[str, Any]:
    return {**ORDER, "lines": [{**ORDER["lines"][0], "terms": terms}]}


def test_a_line_has_its_own_terms(api: Api) -> None:
    order = api.ask("shop", "POST", "/v1/orders", _with_terms(rates_bp=[2000, 100]))

    assert _rates(api, order["order_id"]) == [2000, 100]


def test_terms_beyond_the_limits_store_no_order(api: Api) -> None:
    body = json.dumps(_with_terms(rates_bp=[1000], per_piece_fen=[10_01])).encode()
    with api.storing_nothing():
        answer = api.send("shop", "POST", "/v1/orders", body)

    assert_problem(answer, 422, "invalid")
    assert answer.json()["max_bp"] == 2000


def test_a_key_that_made_a_link_of_another_rate(api: Api) -> None:
    headers = api.headers_of("A", "POST", "/v1/me/links", b'{"rate_bp":500}', "link-key-0001")
    first = api.send_with("POST", "/v1/me/links", b'{"rate_bp":500}', headers)
    again = api.send_with("POST", "/v1/me/links", b'{"rate_bp":500}', headers)
    with api.storing_nothing():
        other = api.send_with("POST", "/v1/me/links", b'{"rate_bp":600}', headers)

    assert first.status_code == 201
    assert first.content == again.content
    assert_problem(other, 422, "idempotency_conflict")
