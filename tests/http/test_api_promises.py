"""What a shop is told of whom its order promises commission, and whose its buyers are."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.domain.network.bindings import Binding, BindingChange
from shared.domain.orders.order_pointers import pointers_of
from shared.domain.rulebook.rule_proposals import NOTICE
from shared.domain.rulebook.versions import RuleVersion
from shared.usecases.orders.books import require_order
from tests.http.api_bench import ORDER, START, Api, assert_problem


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """An API whose policy lets the code of an order bind its buyer."""
    with Api.running() as api:
        document = {"bind_on_order": True}
        begins = START + NOTICE
        policy = RuleVersion(kind="policy", number=1, effective_from=begins, document=document)
        api.laptop.ports.store.commit([policy])
        api.laptop.cloud.advance(begins)
        yield api


def placed(api: Api, **more: object) -> dict[str, Any]:
    return api.ask("shop", "POST", "/v1/orders", {**ORDER, **more})


def foreign_binding(api: Api, buyer: str) -> None:
    """Another storefront binds a buyer."""
    said = {"buyer": buyer, "promoter": "A"}
    change = BindingChange(number=1, at=START, because="first", storefront="mall", **said)
    api.laptop.ports.store.commit([Binding(bound_at=START, **said), change])


def test_an_order_says_at_once_who_is_promised_and_never_how_much(api: Api) -> None:
    receipt = placed(api)

    assert receipt["promised"] == [{"payee": "A", "depth": 1}, {"payee": "B", "depth": 2}]
    assert receipt["nobody"] is None


def test_where_nobody_is_promised_it_says_why(api: Api) -> None:
    alone, top = placed(api, buyer="alone"), placed(api, buyer="B")

    assert (alone["promised"], alone["nobody"]) == (
        [],
        {
            "why": "unbound",
            "message": "The buyer belongs to nobody, and the order bears no referral code.",
            "message_zh": "客户没有归属，订单也没有推荐码。",
        },
    )
    assert top["nobody"]["why"] == "no_upline"


def test_a_code_binds_where_the_policy_lets_it(api: Api) -> None:
    order = placed(api, buyer="新客", link=api.code)
    bound = api.ask("shop", "GET", "/v1/bindings/新客")

    assert [each["payee"] for each in order["promised"]] == ["A", "B"]
    assert (bound["promoter"], bound["bound_at"]) == ("A", order["created_at"])
    assert [each["order_id"] for each in bound["history"]] == [order["order_id"]]
    assert [each["payee"] for each in placed(api, buyer="新客")["promised"]] == ["A", "B"]


def test_a_storefront_reads_whose_its_own_buyers_are(api: Api) -> None:
    api.ask("shop", "POST", "/v1/bindings", {"buyer": "own", "code": api.code})
    foreign_binding(api, "bought")
    order = api.place(buyer="bought")
    api.ask("shop", "POST", f"/v1/orders/{order}/payment")
    api.laptop.channel.pay(order)
    api.laptop.cloud.drain()
    # The stream, which makes a payer a customer, does not run here.
    api.laptop.ports.store.point(pointers_of(require_order(api.laptop.ports.store, order)))

    own, bought = (api.ask("shop", "GET", f"/v1/bindings/{it}") for it in ("own", "bought"))

    assert (own["promoter"], [each["promoter"] for each in own["history"]]) == ("A", ["A"])
    assert (bought["promoter"], bought["history"]) == ("A", [])
    assert len(api.ask("ops", "GET", "/v1/bindings/bought")["history"]) == 1


@pytest.mark.parametrize("buyer", ["foreign", "nobody"])
def test_another_shops_buyer_is_as_unknown_as_nobody(api: Api, buyer: str) -> None:
    if buyer == "foreign":
        foreign_binding(api, buyer)

    assert_problem(api.send("shop", "GET", f"/v1/bindings/{buyer}"), 404, "unknown_buyer")
