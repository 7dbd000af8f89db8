"""The shop's own number of an order: one order's for ever, without an item of its own."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shared.adapters.wechat.pay import TRADE_NUMBER
from shared.usecases.orders.order_numbers import find_numbered
from tests.http.api_bench import ORDER, Api, assert_problem

NUMBER = "2025-龙井/0001 №7"


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def test_an_order_bears_the_number_that_its_shop_gave_it(api: Api) -> None:
    receipt = api.ask("shop", "POST", "/v1/orders", {**ORDER, "order_no": NUMBER})
    order = api.ask("shop", "GET", f"/v1/orders/{receipt['order_id']}")

    assert (receipt["order_no"], order["order_no"]) == (NUMBER, NUMBER)
    found = find_numbered(api.laptop.ports.store, "shop", NUMBER)
    assert found is not None
    assert found.id == receipt["order_id"]


def test_the_channel_takes_its_id_as_the_number_of_the_payment(api: Api) -> None:
    order_id = api.place(order_no="to be paid")

    assert TRADE_NUMBER.fullmatch(order_id)
    assert api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")["code_url"]


def test_the_same_order_again_is_the_same_however_it_is_written(api: Api) -> None:
    first = api.ask("shop", "POST", "/v1/orders", {**ORDER, "order_no": "Café 1"})
    decomposed = json.dumps({"order_no": "Cafe\u0301 1", "freight_fen": 0, **ORDER}, indent=2)

    with api.storing_nothing():
        again = api.send("shop", "POST", "/v1/orders", decomposed.encode())

    assert again.json() == first


def test_another_order_under_the_number_is_refused(api: Api) -> None:
    order_id = api.place(order_no="taken")
    other = json.dumps({**ORDER, "order_no": "taken", "freight_fen": 800})

    with api.storing_nothing():
        refused = api.send("shop", "POST", "/v1/orders", other.encode())

    assert_problem(refused, 409, "order_no_taken")
    assert (refused.json()["order_id"], refused.json()["order_no"]) == (order_id, "taken")


def test_a_key_is_of_a_path_and_of_orders_without_a_number(api: Api) -> None:
    def sent(path: str, body: object) -> Any:
        raw = json.dumps(body).encode()
        return api.send_with(
            "POST", path, raw, api.headers_of("shop", "POST", path, raw, "one-key-for-all")
        ).json()

    without = sent("/v1/orders", ORDER)["order_id"]
    numbered = [sent("/v1/orders", {**ORDER, "order_no": each})["order_id"] for each in "12"]
    elsewhere = sent(f"/v1/orders/{without}/cancellation", {})

    assert len({without, *numbered}) == 3
    assert elsewhere["order_id"] == without
    # The bytes are compared: a default that is written out makes another body.
    assert sent("/v1/orders", {**ORDER, "freight_fen": 0})["code"] == "idempotency_conflict"
    assert sent("/v1/orders", ORDER)["order_id"] == without


@pytest.mark.parametrize("number", ["", "x" * 65, "a\tb", "a\u2028b", " a", "a\u3000", 7])
def test_what_is_no_number_is_said(api: Api, number: object) -> None:
    body = json.dumps({**ORDER, "order_no": number})

    with api.storing_nothing():
        refused = api.send("shop", "POST", "/v1/orders", body.encode())

    assert_problem(refused, 422, "invalid_fields")
    assert [each["pointer"] for each in refused.json()["errors"]] == ["#/order_no"]
