"""What the stand-in lets nobody but the merchant do, and its own routes for people and tests."""

import json
import time
from base64 import b64encode

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from infra.local.wechat.keys import StandInKeys, wechat_config
from shared.adapters.wechat.pay import WechatPay
from shared.domain.channel.channel import ChannelUnavailable
from tests.wechat_bench import (
    ORDER,
    keys,
    machine_now,
    payment_request,
    prepay_body,
    running,
    transfer_request,
)

QUERY = f"/v3/pay/transactions/out-trade-no/{ORDER}?mchid=1900000001"


@pytest.fixture
def bench():
    with running() as bench:
        yield bench


def authorization(method, target, body=b"", *, pem=None, **changed):
    marks = {
        "mchid": keys().mch_id,
        "nonce_str": "n" * 32,
        "timestamp": str(int(time.time())),
        "serial_no": keys().merchant_serial,
    } | changed
    message = f"{method}\n{target}\n{marks['timestamp']}\n{marks['nonce_str']}\n".encode()
    key = load_pem_private_key((pem or keys().merchant_private_key).encode(), None)
    marks.setdefault(
        "signature", b64encode(key.sign(message + body + b"\n", PKCS1v15(), SHA256())).decode()
    )
    fields = ",".join(f'{name}="{value}"' for name, value in marks.items())
    return {"Authorization": f"WECHATPAY2-SHA256-RSA2048 {fields}"}


def asked(bench, headers, target=QUERY):
    answer = requests.get(bench.stand_in.base_url + target, headers=headers, timeout=10)
    return answer.status_code, answer.json()["code"] if answer.status_code != 200 else "OK"


def test_a_signed_request_is_answered(bench):
    bench.prepay()
    assert asked(bench, authorization("GET", QUERY)) == (200, "OK")


@pytest.mark.parametrize(
    "header",
    ["", "Bearer x", 'WECHATPAY2-SHA256-RSA2048 mchid="1900000001"', "WECHATPAY2-SHA256-RSA2048"],
)
def test_a_request_without_a_proper_signature_is_refused(bench, header):
    assert asked(bench, {"Authorization": header}) == (401, "SIGN_ERROR")


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("POST", QUERY, b""),
        ("GET", "/v3/pay/transactions/out-trade-no/OTHER0", b""),
        ("GET", QUERY, b"{}"),
    ],
)
def test_a_signature_of_another_request_is_refused(bench, method, target, body):
    assert asked(bench, authorization(method, target, body)) == (401, "SIGN_ERROR")


@pytest.mark.parametrize(
    "changed",
    [
        {"mchid": "1900000002"},
        {"serial_no": "0" * 40},
        {"timestamp": "1700000000"},
        {"timestamp": "yesterday"},
        {"signature": "AAAA"},
        {"signature": "*"},
    ],
)
def test_a_signature_with_a_wrong_part_is_refused(bench, changed):
    assert asked(bench, authorization("GET", QUERY, **changed)) == (401, "SIGN_ERROR")


def test_a_signature_by_another_key_is_refused(bench):
    headers = authorization("GET", QUERY, pem=keys().platform_private_key)
    assert asked(bench, headers) == (401, "SIGN_ERROR")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("appid", "wx0"),
        ("mchid", "1900000002"),
        ("out_trade_no", "a b"),
        ("description", ""),
        ("notify_url", "https://shop.example/cb?x=1"),
        ("amount", {"total": 0, "currency": "CNY"}),
        ("amount", {"total": 1.5, "currency": "CNY"}),
        ("amount", {"total": 1, "currency": "USD"}),
        ("time_expire", "tomorrow"),
        ("unheard_of", 1),
    ],
)
def test_a_body_that_breaks_the_rules_is_refused(bench, field, value):
    good = prepay_body(bench)
    target = "/v3/pay/transactions/native"
    statuses = []
    for body in (good, good | {field: value}):
        raw = json.dumps(body).encode()
        headers = authorization("POST", target, raw)
        url = bench.stand_in.base_url + target
        statuses.append(requests.post(url, data=raw, headers=headers, timeout=10).status_code)
    assert statuses == [200, 400]


def test_an_unknown_route_is_not_found(bench):
    assert asked(bench, {}, "/v3/nothing") == (404, "NOT_FOUND")


def test_an_answer_signed_by_somebody_else_is_no_answer(bench):
    stranger = StandInKeys.generate().platform_public_pem
    config = wechat_config(keys(), bench.stand_in.base_url, bench.merchant.url)
    deaf = WechatPay(config.changed(public_key=stranger), machine_now)
    with pytest.raises(ChannelUnavailable):
        deaf.request_payment(payment_request())


def test_our_own_wrong_key_leaves_the_outcome_open(bench):
    config = wechat_config(keys(), bench.stand_in.base_url, bench.merchant.url)
    serial = config.changed(certificate_serial="0" * 40)
    with pytest.raises(ChannelUnavailable, match="SIGN_ERROR"):
        WechatPay(serial, machine_now).transfer(transfer_request())


def post(bench, action, body):
    url = f"{bench.stand_in.base_url}/_stand_in/{action}"
    answer = requests.post(url, json=body, timeout=10)
    return answer.status_code, answer.json()


def test_people_pay_confirm_and_decline_by_hand(bench):
    bench.prepay()
    assert post(bench, "pay", {"order_id": ORDER})[1]["trade_state"] == "SUCCESS"
    assert post(bench, "pay", {"order_id": ORDER})[1]["code"] == "ORDERPAID"
    for bill_no, action, state in (("B1", "confirm", "SUCCESS"), ("B2", "decline", "FAIL")):
        bench.channel.transfer(transfer_request(bill_no))
        assert post(bench, action, {"bill_no": bill_no})[1]["state"] == state


def test_testers_steer_it_by_hand(bench):
    told = {"behaviour": "wait", "operation": "cancel"}
    assert post(bench, "behave", told) == (200, {"done": "behave"})
    bench.channel.transfer(transfer_request())
    assert bench.channel.cancel_transfer("B1").state == "cancelling"
    finish = {"bill_no": "B1", "end": "CANCELLED"}
    assert post(bench, "finish_transfer", finish)[1]["state"] == "CANCELLED"
    bench.paid()
    post(bench, "behave", {"behaviour": "wait", "number": "R1"})
    assert post(bench, "behave_well", {})[0] == 200
    assert post(bench, "redeliver", {})[0] == 200
    assert post(bench, "finish_refund", {"refund_no": "R1"})[0] == 404


def test_the_state_shows_what_it_remembers(bench):
    bench.paid()
    state = requests.get(f"{bench.stand_in.base_url}/_stand_in/state", timeout=10).json()
    assert state["payment"][ORDER]["paid_fen"] == 12_345
    assert requests.get(f"{bench.stand_in.base_url}/_stand_in/pay", timeout=10).status_code == 405


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        ("pay", {"order_id": ORDER, "amount_fen": 0}, 400),
        ("pay", {"order_id": ORDER, "amount_fen": 1.5}, 400),
        ("pay", {}, 400),
        ("confirm", {"bill_no": "B1"}, 404),
        ("behave", {"behaviour": "dance"}, 400),
        ("behave", {"behaviour": "wait", "times": 0}, 400),
        ("dance", {}, 404),
    ],
)
def test_a_control_that_makes_no_sense_is_refused(bench, action, body, status):
    assert post(bench, action, body)[0] == status


def test_keys_are_made_once_and_kept_for_their_owner(tmp_path):
    made = StandInKeys.load(tmp_path / "new")
    (path,) = (tmp_path / "new").iterdir()
    assert StandInKeys.load(tmp_path / "new") == made
    assert path.stat().st_mode & 0o777 == 0o600
