"""Money that does not fit is told to staff with what to do, and decided once."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.http.api_bench import SOME_ID, Api, assert_problem

ODD = "/v1/odd-notices"


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def paid(api: Api, amount_fen: int) -> tuple[str, str]:
    """An order of 100.00 for which another sum came, and the id of what is kept of it."""
    order_id = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    transaction = api.laptop.channel.pay(order_id, amount_fen)["transaction_id"]
    api.laptop.channel.drain()
    return order_id, f"wechat:{transaction}"


def order(api: Api, order_id: str) -> dict[str, Any]:
    return api.ask("shop", "GET", f"/v1/orders/{order_id}")


def odd(api: Api, notice: str) -> dict[str, Any]:
    return api.ask("fin", "GET", f"{ODD}/{notice}")


def decide(api: Api, notice: str, choice: str, who: str = "fin") -> dict[str, Any]:
    body = {"choice": choice, "reason": "as agreed with the buyer"}
    return api.ask(who, "POST", f"{ODD}/{notice}/resolution", body)


def listed(api: Api, state: str) -> list[str]:
    page = api.ask("fin", "GET", f"{ODD}?state={state}")
    return [each["odd_notice"] for each in page["items"]]


def test_a_wrong_sum_is_listed_with_what_to_do_and_shown_in_its_order(api: Api) -> None:
    order_id, notice = paid(api, 9_999)

    told = odd(api, notice)

    assert notice in listed(api, "open")
    assert (told["reason"], told["amount_fen"], told["expected_fen"]) == (
        "amount_mismatch",
        9_999,
        10_000,
    )
    assert (told["order"], told["choices"]) == (order_id, ["pay_back", "note"])
    assert "pay it back" in told["advice"]
    assert "退回" in told["advice_zh"]
    moment = order(api, order_id)["timeline"][-1]
    assert (moment["code"], moment["amount_fen"]) == ("WRONG_AMOUNT", 9_999)


def test_the_list_is_a_spreadsheet_for_whoever_wants_one(api: Api) -> None:
    _, notice = paid(api, 9_999)
    answer = api.send("fin", "GET", ODD, headers={"Accept": "text/csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    head, *rows = answer.text.splitlines()
    assert "amount_yuan" in head
    assert [row for row in rows if notice in row and "99.99" in row]


def test_it_is_paid_back_once_another_person_agrees(api: Api) -> None:
    order_id, notice = paid(api, 9_999)
    receipt = decide(api, notice, "pay_back")
    assert odd(api, notice)["state"] == "open"
    proposal = api.ask("fay", "GET", f"/v1/approvals/{receipt['proposal_id']}")
    assert proposal["amount_fen"] == 9_999
    assert proposal["content"] == {
        "choice": "pay_back",
        "reason": "amount_mismatch",
        "order": order_id,
        "amount_fen": 9_999,
        "expected_fen": 10_000,
    }

    with pytest.raises(Exception, match="another person"):
        api.decide(receipt["proposal_id"])
    api.decide(receipt["proposal_id"], who="fay")

    done = odd(api, notice)
    assert (done["state"], done["resolution"], done["decision"]["by"]) == (
        "resolved",
        "paid_back",
        "fin",
    )
    assert (notice in listed(api, "open"), notice in listed(api, "resolved")) == (False, True)
    [refund] = order(api, order_id)["refunds"]
    assert (refund["part"], refund["amount_fen"]) == ("stray", 9_999)
    with pytest.raises(Exception, match="resolved already"):
        decide(api, notice, "note")


def test_money_that_covers_the_order_is_taken_and_the_rest_goes_back(api: Api) -> None:
    order_id, notice = paid(api, 10_001)
    assert odd(api, notice)["choices"] == ["take", "pay_back", "note"]

    api.decide(decide(api, notice, "take")["proposal_id"], who="fay")

    now = order(api, order_id)
    assert (now["status"], odd(api, notice)["resolution"]) == ("paid", "taken")
    [rest] = now["refunds"]
    assert (rest["part"], rest["amount_fen"]) == ("stray", 1)
    sent(api, order_id, rest["refund_id"])
    refund = api.ask("shop", "POST", f"/v1/orders/{order_id}/refunds", {"amount_fen": 10_000})
    sent(api, order_id, refund["refund_id"])
    assert {each["state"] for each in order(api, order_id)["refunds"]} == {"success"}


def sent(api: Api, order_id: str, refund_id: str) -> None:
    task = {"task": "advance_refund", "order_id": order_id, "refund_id": refund_id}
    api.laptop.cloud.functions.invoke("fenrun-order-tasks", task)
    api.laptop.channel.drain()


def test_less_than_is_due_is_never_taken(api: Api) -> None:
    _, notice = paid(api, 9_999)
    body = {"choice": "take", "reason": "close enough"}
    with api.storing_nothing():
        answer = api.send("fin", "POST", f"{ODD}/{notice}/resolution", *as_json(body))
    assert_problem(answer, 409, "illegal_transition")


def as_json(body: object) -> tuple[bytes, dict[str, str | None]]:
    return json.dumps(body).encode(), {"Content-Type": "application/json"}


def test_nothing_moves_where_somebody_notes_what_he_saw_to(api: Api) -> None:
    order_id, notice = paid(api, 9_999)

    receipt = decide(api, notice, "note")

    assert (receipt["resolution"], receipt["proposal_id"]) == ("noted", None)
    assert odd(api, notice)["decision"]["reason"] == "as agreed with the buyer"
    api.laptop.cloud.advance(timedelta(minutes=31))
    api.laptop.cloud.functions.invoke("fenrun-sweeper", {})
    now = order(api, order_id)
    assert (now["status"], now["refunds"]) == ("cancelled", [])


def test_what_nobody_decided_goes_back_when_the_order_expires(api: Api) -> None:
    order_id, notice = paid(api, 9_999)
    api.laptop.cloud.advance(timedelta(minutes=31))
    api.laptop.cloud.functions.invoke("fenrun-sweeper", {})

    now, done = order(api, order_id), odd(api, notice)
    assert now["status"] == "cancelled"
    assert [each["amount_fen"] for each in now["refunds"]] == [9_999]
    assert (done["resolution"], done["decision"]) == ("paid_back", None)


def test_money_for_no_order_is_paid_back_and_not_asked_for_again(api: Api) -> None:
    transaction = api.laptop.channel.pay(SOME_ID, 700)["transaction_id"]
    api.laptop.channel.drain()
    notice = f"wechat:{transaction}"
    assert odd(api, notice)["choices"] == ["pay_back", "note"]

    proposal = decide(api, notice, "pay_back")["proposal_id"]
    outcome = api.decide(proposal, who="fay")
    api.laptop.channel.redeliver()
    api.laptop.channel.drain()

    assert outcome["proposal_id"] == proposal
    states = {each["number"]: each["state"] for each in notices(api)}
    assert states[SOME_ID] == "delivered"


def notices(api: Api) -> list[dict[str, Any]]:
    return list(api.laptop.channel.state()["notice"].values())


def test_a_refund_that_the_channel_gives_up_stays_owed_until_it_is_paid_by_hand(api: Api) -> None:
    order_id = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    api.laptop.channel.pay(order_id)
    api.laptop.channel.drain()
    body = {"amount_fen": 4_000}
    refund_id = api.ask("shop", "POST", f"/v1/orders/{order_id}/refunds", body)["refund_id"]
    api.laptop.channel.behave("failure", number=refund_id)
    sent(api, order_id, refund_id)

    notice = f"wechat:refund-{refund_id}"
    assert (odd(api, notice)["reason"], odd(api, notice)["choices"]) == ("refund_abnormal", [])
    with pytest.raises(Exception, match="by hand"):
        decide(api, notice, "note")
    now = api.laptop.cloud.clock.now().isoformat()
    slip = {"transaction": f"slip-{refund_id}", "amount_fen": 4_000, "paid_at": now}
    api.ask("fin", "POST", f"/v1/orders/{order_id}/refunds/{refund_id}/manual-payment", slip)
    assert odd(api, notice)["resolution"] == "paid_by_hand"


def test_nobody_but_finance_decides_and_what_is_not_there_is_said(api: Api) -> None:
    _, notice = paid(api, 9_999)
    body, json_type = as_json({"choice": "note", "reason": "why not"})
    assert_problem(
        api.send("ops", "POST", f"{ODD}/{notice}/resolution", body, json_type), 403, "forbidden"
    )
    assert_problem(api.send("fin", "GET", f"{ODD}/wechat:nothing"), 404, "unknown_odd_notice")
    assert_problem(api.send("fin", "GET", f"{ODD}?state=closed"), 422, "invalid_fields")
