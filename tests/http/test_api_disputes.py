"""Finance reports chargebacks, disputes won and refunds paid by hand, over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from shared.domain.times import iso_utc
from tests.http.api_bench import Api, assert_problem

WHY = "the bank's letter of 2 April"
TWO_LINES = [
    {"line": 1, "sku": "tee", "qty": 1, "price_fen": 10_000},
    {"line": 2, "sku": "cap", "qty": 1, "price_fen": 5_000},
]


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


@pytest.fixture
def order(api: Api) -> str:
    """A paid order of 150.00 and a freight of 8.00."""
    order_id = api.place(lines=TWO_LINES, freight_fen=800)
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    api.laptop.channel.pay(order_id)
    api.laptop.cloud.drain()
    return order_id


def report(api: Api, order: str, what: str, case_no: str, fen: int, **more: Any) -> dict[str, Any]:
    body = {"case_no": case_no, "amount_fen": fen, "reason": WHY, **more}
    return api.ask("fin", "POST", f"/v1/orders/{order}/{what}", body)


def refused(api: Api, order: str, what: str, body: dict[str, Any]) -> requests.Response:
    with api.storing_nothing():
        return api.send("fin", "POST", f"/v1/orders/{order}/{what}", json.dumps(body).encode())


def case(case_no: str, fen: int, **more: Any) -> dict[str, Any]:
    return {"case_no": case_no, "amount_fen": fen, "reason": WHY, **more}


def assert_says(answer: requests.Response, status: int, code: str, **facts: object) -> None:
    assert_problem(answer, status, code)
    assert facts.items() <= answer.json().items()


def left_of(api: Api, order: str) -> list[int]:
    lines = api.ask("fin", "GET", f"/v1/orders/{order}")["lines"]
    return [line["base_fen"] - line["refunded_fen"] for line in lines]


def test_a_chargeback_and_a_dispute_won_are_taken_in_and_told(api: Api, order: str) -> None:
    taken = report(api, order, "chargebacks", f"CB-{order}", 2_000, line=2)
    won = report(api, order, "disputes-won", f"CB-{order}", 500, line=2)

    same = {"order_id": order, "case_no": f"CB-{order}"}
    assert taken == {**same, "kind": "chargeback", "amount_fen": 2_000}
    assert won == {**same, "kind": "dispute_won", "amount_fen": 500}
    assert left_of(api, order) == [10_000, 3_500]
    told = api.ask("fin", "GET", f"/v1/orders/{order}")
    assert [each["decision"] for each in told["disputes"]] == [
        {"by": "fin", "reason": WHY},
        {"by": "fin", "reason": WHY},
    ]
    case = {"case": f"CB-{order}"}
    cases = [each["code"] for each in told["timeline"] if each["facts"] == case]
    assert cases == ["charged_back", "dispute_won"]


def test_an_auditor_sees_their_postings_and_may_report_none(api: Api, order: str) -> None:
    report(api, order, "chargebacks", f"CB-{order}", 2_000)
    path = f"/v1/orders/{order}"

    found = api.stack.person("auditor", "ada").call("GET", f"{path}/explanation")

    taken = [each for each in found["postings"] if each["cause"] == "chargeback"]
    assert sum(each["amount_fen"] for each in taken) == 200 + 100
    assert api.stack.person("auditor", "ada").call("GET", path)["disputes"][0]["line"] is None
    token = api.laptop.credentials.token("auditor", "ada")
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "auditor-0001"}
    answer = api.send_with("POST", f"{path}/chargebacks", b"{}", headers)
    assert_problem(answer, 403, "forbidden")


@pytest.mark.parametrize("who", ["ops", "shop"])
@pytest.mark.parametrize(
    "what", ["chargebacks", "disputes-won", f"refunds/{'A' * 26}/manual-payment"]
)
def test_nobody_but_finance_reports_them(api: Api, order: str, who: str, what: str) -> None:
    raw = json.dumps(case("CB", 1)).encode()
    with api.storing_nothing():
        answer = api.send(who, "POST", f"/v1/orders/{order}/{what}", raw)
    assert_problem(answer, 403, "forbidden")


def test_the_same_case_again_is_answered_alike_and_binds_its_key(api: Api, order: str) -> None:
    def send(body: dict[str, Any]) -> requests.Response:
        raw, path = json.dumps(body).encode(), f"/v1/orders/{order}/chargebacks"
        return api.send("fin", "POST", path, raw, {"idempotency-key": f"second-{order}"})

    first = report(api, order, "chargebacks", f"CB-{order}", 2_000)
    told = api.ask("fin", "GET", f"/v1/orders/{order}")

    assert send(case(f"CB-{order}", 2_000)).json() == first
    with api.storing_nothing():
        assert send(case(f"CB-{order}", 2_000)).json() == first
        assert_problem(send(case(f"CC-{order}", 2_000)), 422, "idempotency_conflict")
    assert api.ask("fin", "GET", f"/v1/orders/{order}") == told


def test_a_case_that_was_taken_in_for_something_else(api: Api, order: str) -> None:
    report(api, order, "chargebacks", f"CB-{order}", 2_000)
    other = api.place()

    for place, fen in ((order, 2_001), (other, 2_000)):
        answer = refused(api, place, "chargebacks", case(f"CB-{order}", fen))
        assert_says(answer, 409, "reference_taken", order_id=order, amount_fen=2_000)


def test_more_than_is_left_is_refused_and_says_how_much_is(api: Api, order: str) -> None:
    answer = refused(api, order, "chargebacks", case("CB-much", 15_801))
    assert_says(answer, 422, "over_refund", refundable_fen=15_800)
    answer = refused(api, order, "chargebacks", case("CB-much", 5_001, line=2))
    assert_says(answer, 422, "over_refund", refundable_fen=5_000)


def test_more_than_chargebacks_took_is_not_won(api: Api, order: str) -> None:
    answer = refused(api, order, "disputes-won", case(f"W-{order}", 1))
    assert_problem(answer, 409, "illegal_transition")
    report(api, order, "chargebacks", f"CB-{order}", 15_800)

    answer = refused(api, order, "disputes-won", case(f"W-{order}", 15_801))

    assert_says(answer, 422, "over_dispute", winnable_fen=15_800)
    assert "158.00" in answer.json()["detail"]
    report(api, order, "disputes-won", f"W-{order}", 15_800)
    assert left_of(api, order) == [10_000, 5_000]


def test_an_unpaid_order_has_no_chargeback(api: Api) -> None:
    answer = refused(api, api.place(), "chargebacks", case("CB-none", 1))
    assert_problem(answer, 409, "illegal_transition")


def test_a_refund_by_hand_is_finished_once(api: Api) -> None:
    order = api.place(payment="manual")
    slip = {
        "account": "icbc",
        "transaction": f"in-{order}",
        "amount_fen": 10_000,
        "paid_at": _now(api),
    }
    api.ask("fin", "POST", f"/v1/orders/{order}/manual-payment", slip)
    api.ask("shop", "POST", f"/v1/orders/{order}/refunds", {"amount_fen": 4_000})
    (waiting,) = api.ask("fin", "GET", f"/v1/orders/{order}")["refunds"]
    assert (waiting["awaiting"], waiting["amount_fen"]) == ("operator", 4_000)
    path = f"refunds/{waiting['refund_id']}/manual-payment"
    paid = {"transaction": f"out-{order}", "amount_fen": 4_000, "paid_at": _now(api)}

    wrong = refused(api, order, path, {**paid, "amount_fen": 3_999})
    done = api.ask("fin", "POST", f"/v1/orders/{order}/{path}", paid)
    with api.storing_nothing():
        assert api.ask("fin", "POST", f"/v1/orders/{order}/{path}", paid) == done
    again = refused(api, order, path, {**paid, "transaction": "another"})

    assert_says(wrong, 422, "amount_mismatch", refund_fen=4_000)
    assert_problem(again, 409, "illegal_transition")
    assert done == {
        "order_id": order,
        "refund_id": waiting["refund_id"],
        "transaction": f"out-{order}",
    }
    (finished,) = api.ask("fin", "GET", f"/v1/orders/{order}")["refunds"]
    assert (finished["state"], finished["awaiting"]) == ("success", "nothing")
    assert (finished["by_hand"]["by"], finished["by_hand"]["transaction"]) == (
        "fin",
        f"out-{order}",
    )


def test_a_transfer_is_of_one_order(api: Api) -> None:
    first, second = api.place(payment="manual"), api.place(payment="manual")
    slip = {
        "account": "icbc",
        "transaction": f"in-{first}",
        "amount_fen": 10_000,
        "paid_at": _now(api),
    }
    receipt = api.ask("fin", "POST", f"/v1/orders/{first}/manual-payment", slip)

    answer = refused(api, second, "manual-payment", slip)

    assert_says(answer, 409, "reference_taken", order_id=first, amount_fen=10_000)
    assert first in answer.json()["detail"]
    with api.storing_nothing():
        assert api.ask("fin", "POST", f"/v1/orders/{first}/manual-payment", slip) == receipt


def _now(api: Api) -> str:
    return iso_utc(api.laptop.ports.clock.now())
