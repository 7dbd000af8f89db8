"""Ids as shops have them, at every door of the API: bodies, paths, the log of operations."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fenrun.client.client import path_of
from shared.domain.identifiers import identifier
from shared.edge.http.paths import value_of
from tests.http.api_bench import Api, assert_problem
from tests.identifiers import IDENTIFIERS, SHOPS_OWN


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def placed(api: Api, name: str) -> dict[str, Any]:
    """An order in which the buyer, the goods, their category and the order bear one name."""
    line = {"line": 1, "sku": name, "category": name, "qty": 1, "price_fen": 10_000}
    order = api.place(buyer=name, lines=[line], order_no=name)
    return api.ask("shop", "GET", f"/v1/orders/{order}")


@pytest.mark.parametrize("name", SHOPS_OWN)
def test_a_buyer_and_goods_of_any_name_are_taken_and_paid_for(api: Api, name: str) -> None:
    bound = api.ask("shop", "POST", "/v1/bindings", {"buyer": name, "code": api.code})
    order = placed(api, name)

    assert bound["buyer"] == order["buyer"] == order["order_no"] == name
    assert (order["promoter"], order["lines"][0]["sku"]) == ("A", name)
    (share,) = (
        each
        for each in api.ask("ops", "GET", f"/v1/orders/{order['order_id']}/explanation")["shares"]
        if each["payee"] == "A"
    )
    assert (share["sku"], share["promised_fen"]) == (name, 1_000)
    for who in ("ops", "shop"):
        read = api.ask(who, "GET", path_of("v1", "bindings", name))
        assert (read["buyer"], read["promoter"], len(read["history"])) == (name, "A", 1)


def test_two_spellings_of_a_name_are_one(api: Api) -> None:
    api.ask("shop", "POST", "/v1/bindings", {"buyer": "e\u0301tude", "code": api.code})

    read = api.ask("shop", "GET", path_of("v1", "bindings", "e\u0301tude"))

    assert (read["buyer"], read["promoter"]) == ("\u00e9tude", "A")
    assert placed(api, "\u00e9tude")["promoter"] == "A"


@pytest.mark.parametrize("escaped", ["a%09b", "%20a", "a%0Ab", "%E8%8C", "%FF", "a" * 65, "%7F"])
def test_a_path_that_can_name_nobody_says_why(api: Api, escaped: str) -> None:
    refused = api.send("ops", "GET", f"/v1/bindings/{escaped}")

    assert_problem(refused, 422, "invalid_fields")
    (error,) = refused.json()["errors"]
    assert error["pointer"] == "{buyer}"
    assert not error["detail_zh"].isascii()


def test_a_path_is_signed_as_it_is_sent(api: Api) -> None:
    escaped = quote("龙井 100g/罐", safe="")
    api.ask("shop", "POST", "/v1/bindings", {"buyer": "龙井 100g/罐", "code": api.code})

    assert api.send("shop", "GET", f"/v1/bindings/{escaped}").status_code == 200
    assert api.send("shop", "GET", "/v1/bindings/龙井 100g%2f罐").status_code == 200


@given(name=IDENTIFIERS)
@settings(max_examples=200)
def test_what_a_path_names_is_what_was_meant(name: str) -> None:
    assert value_of("buyer", path_of(name).removeprefix("/")) == name


@given(text=st.text())
@settings(max_examples=200)
def test_an_id_is_in_its_one_spelling_or_none(text: str) -> None:
    try:
        found = identifier(text)
    except ValueError:
        return
    assert identifier(found) == found
    assert 0 < len(found) <= 64
    assert found == found.strip()
