"""What a shop reads of its order: whose sale it is, its returns, and money as it came."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.api_bench import Api

RETURN = {
    "received_at": None,
    "decided_at": None,
    "lapses_at": None,
    "inspect_by": None,
    "refund_due_at": None,
    "replacement_due_at": None,
}
NOW = "2025-04-02T02:00:00Z"


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def read(api: Api, order: str) -> dict[str, Any]:
    return api.ask("shop", "GET", f"/v1/orders/{order}")


def delivered(api: Api) -> str:
    """The path of a delivered order of two lines."""
    lines = [{"line": number, "sku": "tee", "qty": 1, "price_fen": 5_000} for number in (1, 2)]
    order = api.place(lines=lines)
    api.ask("shop", "POST", f"/v1/orders/{order}/payment")
    api.laptop.channel.pay(order)
    api.laptop.cloud.drain()
    api.ask("shop", "POST", f"/v1/orders/{order}/delivery", {})
    return order


def asked(api: Api, order: str, *lines: int, kind: str = "return") -> str:
    body = {"lines": lines, "kind": kind}
    return str(api.ask("shop", "POST", f"/v1/orders/{order}/returns", body)["return_id"])


def test_an_order_says_whose_sale_it_is_and_when_it_was_placed(api: Api) -> None:
    order = read(api, api.place(link=api.code))
    own = read(api, api.place(buyer="nobody"))

    assert (order["promoter"], order["kind"], order["link"]) == ("A", "sale", api.code)
    assert (order["created_at"], order["due_at"]) == (NOW, "2025-04-02T02:30:00Z")
    assert (own["promoter"], own["link"]) == (None, None)


def test_an_unpaid_order_is_due_at_its_expiry_whenever_the_channel_is_asked(api: Api) -> None:
    order, expiry = api.place(order_no="N1"), "2025-04-02T02:30:00Z"
    api.ask("shop", "POST", f"/v1/orders/{order}/payment")

    unpaid = read(api, order)
    [listed] = api.ask("shop", "GET", "/v1/orders?order_no=N1")["items"]
    api.laptop.channel.pay(order)
    api.laptop.cloud.drain()
    paid = read(api, order)

    assert (unpaid["awaiting"], unpaid["due_at"], unpaid["expires_at"]) == (
        "payment",
        expiry,
        expiry,
    )
    assert (listed["order_id"], listed["due_at"]) == (order, expiry)
    assert (paid["awaiting"], paid["expires_at"]) == ("shipment", None)
    assert paid["due_at"] == paid["ship_by"]


def test_a_return_says_where_each_of_its_lines_stands(api: Api) -> None:
    order = delivered(api)
    case = asked(api, order, 1, 2)
    path = f"/v1/orders/{order}/returns/{case}"

    (found,) = read(api, order)["returns"]
    lapses = {"state": "asked", "lapses_at": "2025-04-09T02:00:00Z"}
    assert found == {
        "return_id": case,
        "kind": "return",
        "open": True,
        "asked_at": NOW,
        "lines": [{**RETURN, **lapses, "line": 1}, {**RETURN, **lapses, "line": 2}],
    }

    api.ask("shop", "POST", f"{path}/receipt", {})
    api.ask("shop", "POST", f"{path}/inspection", {"accepted": True, "lines": [1]})
    api.ask("shop", "POST", f"{path}/inspection", {"accepted": False, "lines": [2]})

    first, second = read(api, order)["returns"][0]["lines"]
    met = {**RETURN, "received_at": NOW, "decided_at": NOW}
    assert first == {
        **met,
        "line": 1,
        "state": "awaiting_refund",
        "refund_due_at": "2025-04-08T16:00:00Z",
    }
    assert second == {**met, "line": 2, "state": "rejected"}


@pytest.mark.parametrize(
    ("kind", "accepted", "state"),
    [
        ("return", True, "awaiting_refund"),
        ("return", False, "rejected"),
        ("defect", True, "awaiting_refund"),
        ("exchange", True, "awaiting_replacement"),
    ],
)
def test_goods_that_were_inspected_have_come(
    api: Api, kind: str, accepted: bool, state: str
) -> None:
    order = delivered(api)
    path = f"/v1/orders/{order}/returns/{asked(api, order, 1, kind=kind)}/inspection"

    api.ask("shop", "POST", path, {"accepted": accepted})

    (line,) = read(api, order)["returns"][0]["lines"]
    assert (line["state"], line["received_at"]) == (state, NOW)


def test_the_timeline_tells_receipt_and_decision_of_a_return(api: Api) -> None:
    order = delivered(api)
    case = asked(api, order, 2)
    path = f"/v1/orders/{order}/returns/{case}"
    api.ask("shop", "POST", f"{path}/receipt", {})
    api.ask("shop", "POST", f"{path}/inspection", {"accepted": False})

    told = [each for each in read(api, order)["timeline"] if "return" in each["facts"]]

    assert [(each["code"], each["lines"], each["facts"]["return"]) for each in told] == [
        (code, [2], case) for code in ("return_requested", "return_received", "return_rejected")
    ]


def test_nothing_awaited_is_due_at_no_time(api: Api) -> None:
    order = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order}/cancellation")

    found = read(api, order)

    assert (found["awaiting"], found["due_at"]) == ("nothing", None)
    assert found["expires_at"] is None


def test_money_of_a_wrong_amount_shows_at_once_with_what_came(api: Api) -> None:
    order = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order}/payment")
    api.laptop.channel.pay(order, 9_999)
    api.laptop.cloud.drain()

    found = read(api, order)

    assert found["status"] == "created"
    (told,) = (each for each in found["timeline"] if each["code"] == "WRONG_AMOUNT")
    assert (told["amount_fen"], told["facts"].keys()) == (9_999, {"transaction"})
    assert told["message"].startswith("99.99 arrived, which is not what is due")
