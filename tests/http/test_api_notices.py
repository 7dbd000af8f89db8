"""Notices of the payment channel: only genuine, fresh ones have an effect, and only once."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.signing import encrypt_resource, signed_headers
from shared.adapters.wechat.config import PAYMENT_NOTICES, REFUND_NOTICES, TRANSFER_NOTICES
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.order import Order
from tests.http.api_bench import SOME_ID, Api, assert_problem

ALL = pytest.mark.parametrize("path", [PAYMENT_NOTICES, REFUND_NOTICES, TRANSFER_NOTICES])

Headers = dict[str, str]
Change = Callable[[Headers], Headers]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def api(data_dir: Path) -> Iterator[Api]:
    with Api.running(data_dir) as api:
        yield api


@pytest.fixture
def keys(api: Api, data_dir: Path) -> StandInKeys:
    return StandInKeys.load(data_dir)


def prepaid(api: Api) -> str:
    order_id = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    return order_id


def withheld_notice(api: Api) -> bytes:
    """The notice of a payment that the channel was told to keep to itself."""
    order_id = prepaid(api)
    api.laptop.channel.behave("no_notice", number=order_id)
    api.laptop.channel.pay(order_id)
    notices = api.laptop.channel.state()["notice"].values()
    [body] = [notice["body"] for notice in notices if notice["number"] == order_id]
    return bytes(body, "utf-8")


def notice(
    keys: StandInKeys, event: str, content: dict[str, Any], number: str = "notice-1"
) -> bytes:
    envelope = {
        "id": number,
        "event_type": event,
        "resource_type": "encrypt-resource",
        "resource": encrypt_resource(keys, "transaction", content),
    }
    return json.dumps(envelope).encode()


def without(name: str) -> Change:
    return lambda headers: {key: value for key, value in headers.items() if key != name}


def with_other(name: str, value: str) -> Change:
    return lambda headers: {**headers, name: value}


FORGERIES: dict[str, Change] = {
    "no signature": without("Wechatpay-Signature"),
    "no serial": without("Wechatpay-Serial"),
    "no timestamp": without("Wechatpay-Timestamp"),
    "no nonce": without("Wechatpay-Nonce"),
    "another nonce": with_other("Wechatpay-Nonce", "0" * 32),
    "another serial": with_other("Wechatpay-Serial", "PUB_KEY_ID_0"),
    "no base64": with_other("Wechatpay-Signature", "%%%"),
    "a probe": with_other("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc"),
    "stale": with_other("Wechatpay-Timestamp", str(int(time.time()) - 302)),
    "from the future": with_other("Wechatpay-Timestamp", str(int(time.time()) + 3_600)),
    "no time": with_other("Wechatpay-Timestamp", "soon"),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_notice(api: Api, keys: StandInKeys, forge: Change) -> None:
    body = withheld_notice(api)
    with api.storing_nothing():
        answer = api.send_with("POST", PAYMENT_NOTICES, body, {**forge(signed_headers(keys, body))})
    assert_problem(answer, 401, "notice_rejected")


@ALL
def test_a_notice_that_somebody_else_signed(api: Api, path: str) -> None:
    body = withheld_notice(api)
    with api.storing_nothing():
        headers = signed_headers(StandInKeys.generate(), body)
        assert_problem(api.send_with("POST", path, body, {**headers}), 401, "notice_rejected")


@ALL
def test_a_notice_that_was_altered(api: Api, keys: StandInKeys, path: str) -> None:
    body = withheld_notice(api)
    with api.storing_nothing():
        answer = api.send_with("POST", path, body + b" ", {**signed_headers(keys, body)})
    assert_problem(answer, 401, "notice_rejected")


@ALL
@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{}", b'{"id":1}', b"\xff\xfe", b"x" * 9])
def test_a_notice_that_says_nothing(api: Api, keys: StandInKeys, path: str, body: bytes) -> None:
    with api.storing_nothing():
        answer = api.send_with("POST", path, body, {**signed_headers(keys, body)})
    assert_problem(answer, 401, "notice_rejected")


def test_a_notice_larger_than_the_gateway_takes(api: Api) -> None:
    with api.storing_nothing():
        answer = api.send_with("POST", PAYMENT_NOTICES, b"x" * (10 * 1024 * 1024 + 1), {})
    assert_problem(answer, 413, "body_too_large")


def payment(keys: StandInKeys, order_id: str, **other: object) -> dict[str, Any]:
    amount = {"total": 10_000, "payer_total": 10_000, "currency": "CNY", "payer_currency": "CNY"}
    return {
        "appid": keys.app_id,
        "mchid": keys.mch_id,
        "out_trade_no": order_id,
        "transaction_id": "4200000000000000000000000001",
        "trade_type": "NATIVE",
        "trade_state": "SUCCESS",
        "success_time": "2025-04-02T10:00:00+08:00",
        "amount": amount,
        **other,
    }


@pytest.mark.parametrize(
    "other",
    [
        {"mchid": "1900000002"},
        {"appid": "wx00000000000000000"},
        {"trade_state": "CLOSED"},
        {"amount": {"total": 10_000, "currency": "USD"}},
        {"amount": {"total": 100.5, "currency": "CNY"}},
        {"amount": {"total": "10000", "currency": "CNY"}},
        {"success_time": "today"},
    ],
    ids=["merchant", "app", "not paid", "currency", "fractional", "text", "no time"],
)
def test_a_genuine_notice_about_something_else(
    api: Api, keys: StandInKeys, other: dict[str, Any]
) -> None:
    content = payment(keys, prepaid(api), **other)
    body = notice(keys, "TRANSACTION.SUCCESS", content)
    with api.storing_nothing():
        answer = api.send_with("POST", PAYMENT_NOTICES, body, {**signed_headers(keys, body)})
    assert_problem(answer, 401, "notice_rejected")


def test_a_payment_of_an_unknown_order_is_kept_and_asked_for_again(
    api: Api, keys: StandInKeys
) -> None:
    content = payment(keys, SOME_ID, transaction_id="4200000000000000000000000009")
    body = notice(keys, "TRANSACTION.SUCCESS", content, number="unknown-1")
    headers = {**signed_headers(keys, body)}
    answer = api.send_with("POST", PAYMENT_NOTICES, body, headers)
    assert_problem(answer, 404, "unknown_order")
    with api.storing_nothing():
        answer = api.send_with("POST", PAYMENT_NOTICES, body, headers)
    assert_problem(answer, 404, "unknown_order")
    odd = api.laptop.ports.store.get(OddNotice, f"wechat/{content['transaction_id']}")
    assert odd is not None
    assert (odd.reason, odd.order, odd.amount_fen) == ("unknown_order", SOME_ID, 10_000)


def test_a_transfer_that_nobody_asked_for(api: Api, keys: StandInKeys) -> None:
    content = {
        "mch_id": keys.mch_id,
        "out_bill_no": f"{SOME_ID}01",
        "transfer_bill_no": "13" + "0" * 35,
        "state": "SUCCESS",
        "transfer_amount": 100,
        "openid": "openid-A",
        "create_time": "2025-04-02T10:00:00+08:00",
        "update_time": "2025-04-02T10:00:00+08:00",
    }
    body = notice(keys, "MCHTRANSFER.BILL.FINISHED", content)
    with api.storing_nothing():
        answer = api.send_with("POST", TRANSFER_NOTICES, body, {**signed_headers(keys, body)})
    assert_problem(answer, 404, "unknown_payout")


def test_a_replayed_notice_has_no_second_effect(api: Api, keys: StandInKeys) -> None:
    body = withheld_notice(api)
    headers = {**signed_headers(keys, body)}
    assert api.send_with("POST", PAYMENT_NOTICES, body, headers).status_code == 204
    with api.storing_nothing():
        assert api.send_with("POST", PAYMENT_NOTICES, body, headers).status_code == 204


def test_a_wrong_amount_is_kept_once_and_pays_nothing(api: Api, keys: StandInKeys) -> None:
    order_id = prepaid(api)
    store = api.laptop.ports.store
    content = payment(keys, order_id)
    content["amount"]["total"] = 9_999
    body = notice(keys, "TRANSACTION.SUCCESS", content)
    headers = {**signed_headers(keys, body)}
    assert api.send_with("POST", PAYMENT_NOTICES, body, headers).status_code == 204
    with api.storing_nothing():
        assert api.send_with("POST", PAYMENT_NOTICES, body, headers).status_code == 204
    order = store.get(Order, order_id)
    assert order is not None
    last = order.moments[-1]
    assert (order.status, last.code, last.amount_fen) == ("created", "WRONG_AMOUNT", 9_999)
    odd = store.get(OddNotice, f"wechat/{content['transaction_id']}")
    assert odd is not None
    assert (odd.reason, odd.order, odd.amount_fen) == ("amount_mismatch", order_id, 9_999)
