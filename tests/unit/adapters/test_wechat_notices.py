"""Notices: the real ones are read, and nothing that differs from them by one bit."""

import json
import random
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import pytest

from infra.local.wechat.keys import StandInKeys, wechat_config
from infra.local.wechat.signing import encrypt_resource, signed_headers
from shared.adapters.wechat.notices import HEADERS, PROBE
from shared.adapters.wechat.pay import WechatPay
from shared.domain.channel.channel import (
    NoticeRejected,
    Payment,
    RefundReport,
    TransferReport,
)
from tests.wechat_bench import keys, machine_now

PAID = {
    "mchid": keys().mch_id,
    "appid": keys().app_id,
    "out_trade_no": "ORDER1",
    "transaction_id": "4200000001",
    "trade_state": "SUCCESS",
    "success_time": "2025-03-01T12:05:00+08:00",
    "amount": {"total": 12_345, "payer_total": 12_000, "currency": "CNY"},
    "payer": {"openid": "oBuyer"},
}
REFUNDED = {
    "mchid": keys().mch_id,
    "out_refund_no": "R1",
    "out_trade_no": "ORDER1",
    "refund_status": "SUCCESS",
    "amount": {"total": 12_345, "refund": 2_345},
}
TRANSFERRED = {
    "mch_id": keys().mch_id,
    "out_bill_no": "B1",
    "state": "FAIL",
    "transfer_amount": 8_800,
    "fail_reason": "PAYEE_ACCOUNT_ABNORMAL",
}
FLIPS = 1_200


@pytest.fixture(scope="module")
def channel():
    return WechatPay(wechat_config(keys(), "http://127.0.0.1:9", "https://shop"), machine_now)


def envelope(content, event="TRANSACTION.SUCCESS", kind="transaction", sealed_by=None):
    resource = encrypt_resource(sealed_by or keys(), kind, content)
    outside = {"id": "N1", "event_type": event, "resource_type": "encrypt-resource"}
    return json.dumps(outside | {"resource": resource}).encode()


def notice(content=PAID, **outside):
    body = envelope(content, **outside)
    return signed_headers(keys(), body), body


def test_a_payment_notice_says_what_was_paid_when(channel):
    read = channel.read_notice(*notice())
    assert read.notice_id == "N1"
    assert read.payment == Payment(
        order_id="ORDER1",
        transaction_id="4200000001",
        amount_fen=12_345,
        currency="CNY",
        paid_at=datetime(2025, 3, 1, 4, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize("state", ["SUCCESS", "CLOSED", "ABNORMAL"])
def test_a_refund_notice_says_where_the_refund_stands(channel, state):
    content = REFUNDED | {"refund_status": state}
    read = channel.read_notice(*notice(content, event=f"REFUND.{state}", kind="refund"))
    assert read.refund == RefundReport(
        refund_id="R1", state=state.lower(), order_id="ORDER1", amount_fen=2_345
    )


@pytest.mark.parametrize("spelling", ["mchid", "mch_id"])
def test_a_transfer_notice_says_where_the_transfer_stands(channel, spelling):
    content = {key: value for key, value in TRANSFERRED.items() if key != "mch_id"}
    content[spelling] = keys().mch_id
    event = "MCHTRANSFER.BILL.FINISHED"
    read = channel.read_notice(*notice(content, event=event, kind="mch_payment"))
    assert read.transfer == TransferReport(
        bill_no="B1", state="failed", amount_fen=8_800, fail_reason="PAYEE_ACCOUNT_ABNORMAL"
    )


def test_a_notice_read_twice_says_the_same(channel):
    headers, body = notice()
    assert channel.read_notice(headers, body) == channel.read_notice(headers, body)


@pytest.mark.parametrize("spell", [str.lower, str.upper, str.title])
def test_header_names_may_be_spelt_in_any_case(channel, spell):
    headers, body = notice()
    assert channel.read_notice({spell(name): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("age", "accepted"), [(-301, False), (-299, True), (299, True), (301, False)]
)
def test_only_fresh_notices_are_read(age, accepted):
    headers, body = notice()
    stamped = datetime.fromtimestamp(int(headers["Wechatpay-Timestamp"]), UTC)
    config = wechat_config(keys(), "http://127.0.0.1:9", "https://shop")
    channel = WechatPay(config, lambda: stamped + timedelta(seconds=age))
    if accepted:
        assert channel.read_notice(headers, body).payment is not None
    else:
        with pytest.raises(NoticeRejected, match="stale"):
            channel.read_notice(headers, body)


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("value", [None, "", "x", "0", "号", "a\nb"])
def test_a_wrong_or_missing_header_is_rejected(channel, name, value):
    headers, body = notice()
    changed = {key: kept for key, kept in headers.items() if key != name}
    if value is not None:
        changed[name] = value
    with pytest.raises(NoticeRejected):
        channel.read_notice(changed, body)


def test_the_border_between_nonce_and_body_cannot_be_moved(channel):
    _, body = notice()
    split = b"first line\n" + body
    headers = signed_headers(keys(), split)
    headers["Wechatpay-Nonce"] += "\nfirst line"
    with pytest.raises(NoticeRejected, match="nonce"):
        channel.read_notice(headers, body)


def test_an_unknown_serial_is_rejected_without_asking_anybody(channel, monkeypatch):
    def never(*args, **kwargs):
        pytest.fail("went out to ask for certificates")

    monkeypatch.setattr("requests.get", never)
    headers, body = notice()
    with pytest.raises(NoticeRejected, match="unknown serial"):
        channel.read_notice(headers | {"Wechatpay-Serial": "7132D72A03E93CDDF8C0"}, body)


def test_a_stranger_cannot_sign_under_the_channels_serial(channel):
    stranger = StandInKeys.generate().changed(public_key_id=keys().public_key_id)
    body = envelope(PAID)
    with pytest.raises(NoticeRejected, match="does not hold"):
        channel.read_notice(signed_headers(stranger, body), body)


def test_a_resource_sealed_with_another_key_is_rejected(channel):
    stranger = keys().changed(api_v3_key="0" * 32)
    with pytest.raises(NoticeRejected, match="does not hold"):
        channel.read_notice(*notice(sealed_by=stranger))


def test_a_probe_of_the_channel_is_rejected(channel):
    headers, body = notice()
    signature = PROBE + headers["Wechatpay-Signature"]
    with pytest.raises(NoticeRejected, match="probe"):
        channel.read_notice(headers | {"Wechatpay-Signature": signature}, body)


@pytest.mark.parametrize(
    "changed",
    [
        {"mchid": "1900000002"},
        {"mchid": None},
        {"appid": "wx0"},
        {"trade_state": "NOTPAY"},
        {"trade_state": "REFUND"},
        {"amount": {"total": 12_345, "currency": "USD"}},
        {"amount": {"total": "12345", "currency": "CNY"}},
        {"amount": {"total": 123.45, "currency": "CNY"}},
        {"amount": {"total": 0, "currency": "CNY"}},
        {"amount": {"total": -1, "currency": "CNY"}},
        {"amount": {"total": True, "currency": "CNY"}},
        {"success_time": "2025-03-01T12:05:00"},
        {"success_time": None},
        {"out_trade_no": 7},
    ],
)
def test_a_signed_payment_that_is_not_ours_or_not_one_is_rejected(channel, changed):
    with pytest.raises(NoticeRejected):
        channel.read_notice(*notice(PAID | changed))


@pytest.mark.parametrize(
    ("content", "event"),
    [
        (REFUNDED | {"mchid": "1900000002"}, "REFUND.SUCCESS"),
        (TRANSFERRED | {"mch_id": "1900000002"}, "MCHTRANSFER.BILL.FINISHED"),
        (TRANSFERRED | {"mch_id": None}, "MCHTRANSFER.BILL.FINISHED"),
        (PAID, "REFUND.SUCCESS"),
        (REFUNDED, "TRANSACTION.SUCCESS"),
        (PAID, "PAYSCORE.USER_PAID"),
    ],
)
def test_a_signed_notice_of_another_merchant_or_kind_is_rejected(channel, content, event):
    with pytest.raises(NoticeRejected):
        channel.read_notice(*notice(content, event=event))


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"\xff", b'{"resource": 1}'])
def test_a_signed_body_that_is_no_notice_is_rejected(channel, body):
    with pytest.raises(NoticeRejected):
        channel.read_notice(signed_headers(keys(), body), body)


def test_the_rejection_does_not_show_what_was_in_the_notice(channel):
    with pytest.raises(NoticeRejected) as rejection:
        channel.read_notice(*notice(PAID | {"mchid": 7, "payer": {"openid": "oBuyer"}}))
    assert "oBuyer" not in f"{rejection.value}{rejection.value.__cause__}"


def test_every_bit_of_every_header_counts(channel):
    headers, body = notice()
    accepted = [
        (name, place, bit)
        for name in HEADERS
        for place in range(len(headers[name]))
        for bit in range(7)
        if is_read(channel, headers | {name: flipped(headers[name], place, bit)}, body)
    ]
    assert accepted == []


def test_no_bit_of_the_body_may_flip(channel):
    headers, body = notice()
    chance = random.Random(20250301)
    places = [(chance.randrange(len(body)), chance.randrange(8)) for _ in range(FLIPS)]
    mutants = [
        body[:place] + bytes([body[place] ^ (1 << bit)]) + body[place + 1 :]
        for place, bit in places
    ]
    assert [mutant for mutant in mutants if is_read(channel, headers, mutant)] == []
    assert is_read(channel, headers, body)


def test_no_bit_of_the_sealed_resource_may_flip_even_if_signed(channel):
    body = envelope(PAID)
    outside = json.loads(body)
    sealed = b64decode(outside["resource"]["ciphertext"])
    for place in range(len(sealed)):
        mutant = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        outside["resource"]["ciphertext"] = b64encode(mutant).decode()
        forged = json.dumps(outside).encode()
        assert not is_read(channel, signed_headers(keys(), forged), forged)


def flipped(text, place, bit):
    return text[:place] + chr(ord(text[place]) ^ (1 << bit)) + text[place + 1 :]


def is_read(channel, headers, body):
    try:
        channel.read_notice(headers, body)
    except NoticeRejected:
        return False
    return True
