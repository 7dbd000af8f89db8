"""How a shop lets its buyers pay, in each kind; a lost notice costs nobody his order."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.signing import signed_headers
from shared.adapters.wechat.config import PAYMENT_NOTICES
from tests.http.api_bench import Api, assert_problem

IN_WECHAT = {"kind": "jsapi", "openid": "oBuyerX"}
H5 = {"kind": "h5", "payer_client_ip": "203.0.113.7"}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def api(data_dir: Any) -> Iterator[Api]:
    with Api.running(data_dir) as api:
        yield api


def asked(api: Api, order_id: str, terms: object = None) -> dict[str, Any]:
    return api.ask("shop", "POST", f"/v1/orders/{order_id}/payment", terms)


def status(api: Api, order_id: str) -> str:
    return str(api.ask("shop", "GET", f"/v1/orders/{order_id}")["status"])


@pytest.mark.parametrize("terms", [None, {}, {"kind": "native"}])
def test_a_code_to_scan_is_what_a_shop_gets_that_says_nothing(api: Api, terms: object) -> None:
    order_id = api.place()
    answer = asked(api, order_id, terms)
    assert answer["code_url"].startswith("weixin://")
    assert (answer["kind"], answer["prepay"], answer["h5_url"]) == ("native", None, None)


@pytest.mark.parametrize("kind", ["jsapi", "mini_program"])
def test_a_page_in_wechat_gets_what_wechat_takes_as_it_is(
    api: Api, data_dir: Any, kind: str
) -> None:
    keys = StandInKeys.load(data_dir)
    app = keys.app_id if kind == "jsapi" else keys.mini_program_app_id
    order_id = api.place()

    prepay = asked(api, order_id, {"kind": kind, "openid": "oBuyerX", "appid": app})["prepay"]

    assert set(prepay) == {"appId", "timeStamp", "nonceStr", "package", "signType", "paySign"}
    assert (prepay["appId"], prepay["signType"]) == (app, "RSA")
    assert prepay["package"].startswith("prepay_id=wx")
    signed = "\n".join([app, prepay["timeStamp"], prepay["nonceStr"], prepay["package"], ""])
    signature = b64decode(prepay["paySign"])
    keys.merchant_public_key.verify(signature, signed.encode(), PKCS1v15(), SHA256())
    api.laptop.channel.pay(order_id)
    api.laptop.channel.drain()
    assert status(api, order_id) == "paid"


def test_a_page_in_a_browser_gets_a_link(api: Api) -> None:
    order_id = api.place()
    assert asked(api, order_id, H5)["h5_url"].startswith("https://wx.tenpay.com/")
    api.laptop.channel.pay(order_id)
    api.laptop.channel.drain()
    assert status(api, order_id) == "paid"


@pytest.mark.parametrize(
    "terms",
    [
        {"kind": "jsapi"},
        {"kind": "mini_program"},
        {"kind": "h5"},
        {"kind": "native", "openid": "oBuyerX"},
        {"kind": "h5", "payer_client_ip": "somewhere"},
        {**IN_WECHAT, "h5_type": "Wap"},
        {**IN_WECHAT, "openid": "no openid"},
        {"kind": "app"},
        {**H5, "amount_fen": 1},
    ],
)
def test_what_a_kind_does_not_take_is_said_before_anything_is_stored(
    api: Api, terms: dict[str, Any]
) -> None:
    order_id = api.place()
    with api.storing_nothing(), pytest.raises(Exception, match="fields"):
        asked(api, order_id, terms)


def test_an_app_that_is_not_the_merchants_is_refused(api: Api) -> None:
    order_id = api.place()
    with pytest.raises(Exception, match="APPID_MCHID_NOT_MATCH"):
        asked(api, order_id, {**IN_WECHAT, "appid": "wx-of-somebody"})


def test_a_buyer_who_changes_his_mind_pays_by_the_last_way_alone(api: Api) -> None:
    order_id = api.place()
    ways = [asked(api, order_id, terms) for terms in (None, IN_WECHAT, H5, IN_WECHAT)]
    assert ways[1]["prepay"]["package"] != ways[3]["prepay"]["package"]

    states = {
        number: payment["trade_state"]
        for number, payment in api.laptop.channel.state()["payment"].items()
        if number.startswith(order_id)
    }
    assert list(states.values()) == ["CLOSED", "CLOSED", "CLOSED", "NOTPAY"]
    api.laptop.channel.pay(order_id)
    api.laptop.channel.drain()
    assert status(api, order_id) == "paid"


def test_a_phone_that_changes_its_network_again_and_again_can_still_pay(api: Api) -> None:
    order_id = api.place()
    networks = [{**H5, "payer_client_ip": f"203.0.113.{host}"} for host in range(25)]

    links = [asked(api, order_id, terms)["h5_url"] for terms in (*networks, networks[-1])]

    assert len(set(links)) == 25
    assert links[-1] == links[-2]
    payments = api.laptop.channel.state()["payment"].items()
    unpaid = [number for number, payment in payments if payment["trade_state"] == "NOTPAY"]
    assert [number for number in unpaid if number.startswith(order_id)] == [f"{order_id}-24"]
    api.laptop.channel.pay(order_id)
    api.laptop.channel.drain()
    assert status(api, order_id) == "paid"


def test_money_that_came_by_an_earlier_way_is_taken_when_another_is_asked_for(api: Api) -> None:
    order_id = api.place()
    asked(api, order_id)
    api.laptop.channel.behave("no_notice", number=order_id)
    api.laptop.channel.pay(order_id)
    with pytest.raises(Exception, match="was paid already and is paid: there is nothing to pay"):
        asked(api, order_id, IN_WECHAT)
    assert status(api, order_id) == "paid"


def test_a_refund_finds_the_payment_that_was_made_in_another_way(api: Api) -> None:
    order_id = api.place()
    asked(api, order_id)
    asked(api, order_id, IN_WECHAT)
    api.laptop.channel.pay(order_id)
    api.laptop.channel.drain()
    body = {"amount_fen": 4_000}
    refund_id = api.ask("shop", "POST", f"/v1/orders/{order_id}/refunds", body)["refund_id"]
    task = {"task": "advance_refund", "order_id": order_id, "refund_id": refund_id}
    api.laptop.cloud.functions.invoke("fenrun-order-tasks", task)
    api.laptop.channel.drain()
    [refund] = api.ask("shop", "GET", f"/v1/orders/{order_id}")["refunds"]
    assert (refund["amount_fen"], refund["state"]) == (4_000, "success")


def sweep(api: Api, **later: float) -> None:
    api.laptop.cloud.advance(timedelta(**later))
    api.laptop.cloud.functions.invoke("fenrun-sweeper", {})


def pay_unheard(api: Api, number: str, amount_fen: int | None = None) -> None:
    api.laptop.channel.behave("no_notice", number=number)
    api.laptop.channel.pay(number, amount_fen)


def test_a_lost_notice_is_found_within_five_minutes(api: Api) -> None:
    order_id = api.place()
    asked(api, order_id)
    sweep(api, minutes=6)
    pay_unheard(api, order_id)
    sweep(api, minutes=4)
    assert status(api, order_id) == "paid"


def test_nobody_can_pay_once_the_order_has_expired_or_was_cancelled(api: Api) -> None:
    expired, cancelled = api.place(), api.place()
    for order_id in (expired, cancelled):
        asked(api, order_id, IN_WECHAT)
    api.ask("shop", "POST", f"/v1/orders/{cancelled}/cancellation")
    sweep(api, minutes=30)
    for order_id in (expired, cancelled):
        assert status(api, order_id) == "cancelled"
        assert api.laptop.channel.state()["payment"][order_id]["trade_state"] == "CLOSED"


def test_who_paid_in_the_last_second_unheard_has_his_order(api: Api) -> None:
    order_id = api.place()
    asked(api, order_id)
    api.laptop.cloud.advance(timedelta(minutes=29, seconds=59))
    pay_unheard(api, order_id)
    sweep(api, seconds=1)
    assert status(api, order_id) == "paid"


def test_notices_under_the_channels_next_key_are_taken_under_both(api: Api, data_dir: Any) -> None:
    keys = StandInKeys.load(data_dir)
    first, second = api.place(), api.place()
    for order_id in (first, second):
        asked(api, order_id)
        pay_unheard(api, order_id)
    bodies = {each["number"]: each["body"] for each in notices(api)}
    for order_id, key_id in zip((first, second), keys.platform_keys, strict=True):
        body = bodies[order_id].encode()
        signed = signed_headers(keys, body, key_id)
        assert signed["Wechatpay-Serial"] == key_id
        assert api.send_with("POST", PAYMENT_NOTICES, body, {**signed}).status_code == 204
        assert status(api, order_id) == "paid"


def test_a_key_that_claims_another_ones_id_is_refused(api: Api, data_dir: Any) -> None:
    keys = StandInKeys.load(data_dir)
    order_id = api.place()
    asked(api, order_id)
    pay_unheard(api, order_id)
    body = next(each["body"] for each in notices(api) if each["number"] == order_id).encode()
    forged = {**signed_headers(keys, body), "Wechatpay-Serial": str(keys.next_public_key_id)}
    with api.storing_nothing():
        answer = api.send_with("POST", PAYMENT_NOTICES, body, forged)
    assert_problem(answer, 401, "notice_rejected")


def notices(api: Api) -> list[dict[str, Any]]:
    return list(api.laptop.channel.state()["notice"].values())
