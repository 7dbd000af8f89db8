"""What happened over HTTP: an order's life in the feeds of all who may know it; what people did."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.laptop import SWEEP, Laptop
from tests.http.api_bench import START, Api, assert_problem


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Laptop(frozen=True, start_time=START, without=frozenset({SWEEP})) as laptop:
        yield Api(laptop)


def paid_by_hand(api: Api, number: str, **more: object) -> str:
    order = api.place(**more)
    paid = {
        "account": "icbc",
        "transaction": number,
        "amount_fen": 10_000,
        "paid_at": START.isoformat(),
    }
    api.ask("fin", "POST", f"/v1/orders/{order}/manual-payment", paid)
    api.stack.anybody().call("POST", "/_local/drain")
    return order


def events(api: Api, who: str, after: str = "") -> tuple[list[dict[str, Any]], str]:
    """All that is there behind a cursor, and the cursor behind that."""
    found: list[dict[str, Any]] = []
    while page := api.ask(who, "GET", f"/v1/events?after={after}"):
        after = page["next"]
        if not page["items"]:
            break
        found += page["items"]
    return found, after


def test_an_orders_life_reaches_its_storefront_without_who_is_paid_what(api: Api) -> None:
    order = paid_by_hand(api, "slip-1")

    found, cursor = events(api, "shop")

    mine = [each for each in found if each["subject"] == f"order/{order}"]
    told = [(each["id"], each["code"], each["amount_fen"], each["by"]) for each in mine]
    assert told == [
        (f"order/{order}.1", "created", None, "shop"),
        (f"order/{order}.2", "paid", 10_000, None),
        (f"order/{order}.3", "commission_promised", None, None),
    ]
    assert [each["message"] for each in mine] == [
        "The order was placed.",
        "The order was paid: 100.00.",
        "Commission was promised.",
    ]
    assert mine == api.ask("shop", "GET", f"/v1/orders/{order}")["timeline"]
    assert not {"distributor", "payout"} & {each["subject"].split("/")[0] for each in found}
    assert events(api, "shop", cursor) == ([], cursor)


def test_an_event_bears_the_shops_number_and_its_place_and_no_buyer(api: Api) -> None:
    number, buyer = "2025-茶/0009", "lin@example.cn"
    order = paid_by_hand(api, "slip-number", order_no=number, buyer=buyer)
    refund = refunded_by_hand(api, order)

    told = [each for who in ("shop", "fin") for each in about(order, events(api, who)[0])]

    assert {each["order_no"] for each in told} == {number}
    assert {each["subject"] for each in told} == {f"order/{order}", f"refund/{order}/{refund}"}
    assert all(each["id"] == f"{each['subject']}.{each['sequence']}" for each in told)
    assert buyer not in str(told)


def test_a_payee_reads_no_number_of_a_shop(api: Api) -> None:
    order = paid_by_hand(api, "slip-of-a", order_no="2025-茶/0010")
    told = about(order, events(api, "A")[0])
    assert [(each["sequence"], each["order_no"]) for each in told] == [(3, None)]


def refunded_by_hand(api: Api, order: str) -> str:
    path = f"/v1/orders/{order}/refunds"
    refund = api.ask("shop", "POST", path, {"amount_fen": 1_000})["refund_id"]
    slip = {"transaction": "back-1", "amount_fen": 1_000, "paid_at": START.isoformat()}
    api.ask("fin", "POST", f"{path}/{refund}/manual-payment", slip)
    api.stack.anybody().call("POST", "/_local/drain")
    return str(refund)


def about(order: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in found if order in each["subject"]]


def test_a_payee_reads_his_own_commission_and_standing(api: Api) -> None:
    order = paid_by_hand(api, "slip-2")

    found, _ = events(api, "A")

    told = {each["id"]: (each["code"], each["amount_fen"]) for each in found}
    assert told[f"order/{order}.3"] == ("commission_promised", 1_000)
    assert {each["facts"].get("to") for each in found if each["amount_fen"]} == {"pending"}
    told_in_words = {each["id"]: each["message_zh"] for each in found}
    assert told_in_words[f"order/{order}.3"] == "佣金已计入待结算：10.00。"
    assert told["distributor/A.1"] == ("enrolled", None)
    assert f"order/{order}.2" not in told
    assert not any(name.startswith("distributor/B") for name in told)


def test_a_payee_reads_what_he_was_given_by_hand_and_what_for(api: Api) -> None:
    asked = {"amount_fen": 700, "reason": "tea evening"}
    award = api.ask("ops", "POST", "/v1/distributors/B/awards", asked)["proposal_id"]
    api.decide(award)
    api.stack.anybody().call("POST", "/_local/drain")

    mine = api.stack.person("distributor", "B").get("/v1/events")["items"]
    others = [*events(api, "A")[0], *events(api, "shop")[0]]

    (given,) = (each for each in mine if each["subject"] == f"manual_award/B/{award}")
    assert given["message"] == "An award of 7.00 was given by hand: tea evening."
    assert given["by"] is None
    assert not any(each["subject"].startswith("manual_award/B") for each in others)


def test_the_back_office_reads_all_of_it_with_who_did_it(api: Api) -> None:
    order = paid_by_hand(api, "slip-3")

    found, _ = events(api, "fin")

    by = {each["id"]: (each["by"], each["amount_fen"]) for each in found}
    assert by[f"order/{order}.1"] == ("shop", None)
    assert by[f"order/{order}.2"] == ("fin", 10_000)
    assert by[f"order/{order}.3"] == ("fin", 1_500)
    assert by["distributor/B.1"] == ("ops", None)


def test_a_cursor_of_somebody_elses_feed_is_refused(api: Api) -> None:
    _, cursor = events(api, "shop")

    answer = api.send("A", "GET", f"/v1/events?after={cursor}")

    assert_problem(answer, 422, "invalid_cursor")


def test_an_operator_has_the_feeds_filled_again(api: Api) -> None:
    order = paid_by_hand(api, "slip-redelivered")
    subject = {"subject": f"order/{order}"}
    before, cursor = events(api, "fin")

    answer = api.ask("ops", "POST", "/v1/events/redelivery", subject)

    assert answer["subject"] == subject["subject"]
    assert any(each["subject"] == subject["subject"] for each in before)
    assert events(api, "fin", cursor) == ([], cursor)
    unknown = api.send("ops", "POST", "/v1/events/redelivery", b'{"subject":"order/nobody"}')
    assert_problem(unknown, 404, "unknown_subject")
    by_finance = api.send("fin", "POST", "/v1/events/redelivery", b'{"subject":"order/nobody"}')
    assert_problem(by_finance, 403, "forbidden")


def operations(api: Api, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.ask("fin", "GET", f"/v1/operations?{query}")["items"]
    return found


def test_each_command_of_a_person_leaves_one_record(api: Api) -> None:
    order = paid_by_hand(api, "slip-4")
    body = {"case_no": "CB-4", "amount_fen": 1_000, "reason": "the bank's letter"}
    for _ in range(2):
        api.stack.person("finance", "fin").call(
            "POST", f"/v1/orders/{order}/chargebacks", body, "key-of-cb-4"
        )

    # Both were done in one second, in which nothing is told from its order.
    told = sorted(operations(api, f"subject=order/{order}"), key=lambda each: each["what"])

    assert [(each["who"], each["role"], each["what"], each["reason"]) for each in told] == [
        ("fin", "finance", "confirm_manual_payment", None),
        ("fin", "finance", "report_chargeback", "the bank's letter"),
    ]
    assert all(each["request_id"] and each["at"] for each in told)


def test_what_a_decision_was_about_is_found_by_its_subject(api: Api) -> None:
    because = {"reason": "moved to another town"}
    api.ask("ops", "POST", "/v1/distributors/B/suspension", because)
    asked = {"amount_fen": 500, "reason": "shop window"}
    award = api.ask("ops", "POST", "/v1/distributors/A/awards", asked)["proposal_id"]
    api.decide(award)

    suspended = operations(api, "subject=distributor/B&what=suspend")
    awarded = operations(api, "subject=award/A")

    assert [(each["who"], each["reason"]) for each in suspended] == [("ops", because["reason"])]
    assert {(each["who"], each["what"]) for each in awarded} == {
        ("ops", "propose_award"),
        ("fin", "approve_proposal"),
    }
    assert len(awarded) == 2


def test_operations_are_found_by_who_and_when(api: Api) -> None:
    assert {each["what"] for each in operations(api, "who=A")} == {"create_link"}
    assert operations(api, "who=A&from=2025-04-03") == []
    assert operations(api, "who=A&to=2025-04-01") == []
    assert len(operations(api, "who=A&from=2025-04-02&to=2025-04-02")) == 1
    assert operations(api, "who=shop") == []


@pytest.mark.parametrize("query", ["from=yesterday", "to=2025-13-01"])
def test_a_time_that_is_none_is_refused(api: Api, query: str) -> None:
    assert_problem(api.send("fin", "GET", f"/v1/operations?{query}"), 422, "invalid_fields")


@pytest.mark.parametrize("who", ["shop", "A"])
def test_the_operation_log_is_the_back_offices(api: Api, who: str) -> None:
    assert_problem(api.send(who, "GET", "/v1/operations"), 403, "forbidden")


def test_money_that_does_not_fit_is_told_to_staff_and_to_its_shop_as_its_orders(api: Api) -> None:
    order = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order}/payment")
    transaction = api.laptop.channel.pay(order, 9_999)["transaction_id"]
    api.laptop.channel.drain()
    resolution = {"choice": "note", "reason": "paid back at the counter"}
    path = f"/v1/odd-notices/wechat:{transaction}/resolution"
    api.ask("fin", "POST", path, resolution)
    api.stack.anybody().call("POST", "/_local/drain")

    staff, shop = events(api, "ops")[0], events(api, "shop")[0]

    subject = f"odd_notice/wechat/{transaction}"
    told = [each for each in staff if each["subject"] == subject]
    assert [(each["code"], each["by"]) for each in told] == [
        ("odd_notice_kept", None),
        ("odd_notice_resolved", "fin"),
    ]
    assert "resolved: noted" in told[-1]["message"]
    assert {each["code"] for each in shop if each["subject"] == f"order/{order}"} == {
        "created",
        "WRONG_AMOUNT",
    }
