"""The adapter without a channel: its configuration, and what it makes of each answer."""

import json
import socket

import pytest
import requests
from pydantic import SecretStr, ValidationError

from infra.local.wechat.keys import wechat_config
from shared.adapters.wechat.answers import (
    REFUSALS,
    UNKNOWN_NUMBER,
    answered,
    answered_as,
    known,
)
from shared.adapters.wechat.messages import (
    REFUND_STATES,
    TRANSFER_STATES,
    PrepayMessage,
    RefundAnswer,
    TransferMessage,
)
from shared.adapters.wechat.pay import WechatPay
from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    ChannelUnfunded,
)
from shared.ports import PaymentChannel
from tests.wechat_bench import ORDER, keys, machine_now, payment_request

REAL_GATEWAY = "https://api.mch.weixin.qq.com"


@pytest.fixture
def config():
    return wechat_config(keys(), "http://127.0.0.1:9", "https://shop.example/")


def failing(status, code):
    return lambda: (status, json.dumps({"code": code, "message": "words"}))


def test_production_differs_by_the_gateway_alone(config):
    production = WechatPay(config.changed(gateway=None), machine_now)
    local = WechatPay(config, machine_now)
    assert production._client._core._gate_way == REAL_GATEWAY
    assert local._client._core._gate_way == "http://127.0.0.1:9"


def test_the_library_gets_a_time_limit_and_no_logger(config):
    core = WechatPay(config, machine_now)._client._core
    assert (core._timeout, core._logger) == (5.0, None)


def test_it_is_a_payment_channel(config):
    channel: PaymentChannel = WechatPay(config, machine_now)
    assert channel.read_notice is not None


def test_notices_go_to_our_routes(config):
    url = config.notify_url("/callbacks/wechat/payments")
    assert url == "https://shop.example/callbacks/wechat/payments"


def test_keys_do_not_show_in_print(config):
    shown = repr(config) + config.model_dump_json()
    assert keys().api_v3_key not in shown
    assert "PRIVATE KEY" not in shown


@pytest.mark.parametrize(
    "changed",
    [{"api_v3_key": "k3y"}, {"mch_id": ""}, {"timeout_seconds": 0}, {"surprise": 1}],
)
def test_a_configuration_that_cannot_work_is_refused_without_showing_it(config, changed):
    with pytest.raises(ValidationError) as refusal:
        type(config)(**(config.model_dump() | changed))
    assert "k3y" not in str(refusal.value)


@pytest.mark.parametrize("field", ["private_key", "public_key"])
def test_unreadable_keys_are_named_at_the_start(config, field):
    wrong = SecretStr("garbage") if field == "private_key" else "garbage"
    with pytest.raises(ValueError, match="PEM"):
        WechatPay(config.changed(**{field: wrong}), machine_now)


def test_nobody_at_the_gateway_leaves_the_outcome_open(config):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        gateway = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        channel = WechatPay(config.changed(gateway=gateway), machine_now)
        with pytest.raises(ChannelUnavailable, match="ConnectionError"):
            channel.request_payment(payment_request())


def test_a_gateway_that_never_answers_leaves_the_outcome_open(config):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        gateway = f"http://127.0.0.1:{silent.getsockname()[1]}"
        changed = {"gateway": gateway, "timeout_seconds": 0.1}
        channel = WechatPay(config.changed(**changed), machine_now)
        with pytest.raises(ChannelUnavailable, match="ReadTimeout"):
            channel.query_payment(ORDER)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_final_words_refuse_and_keep_the_code(code):
    with pytest.raises(ChannelRefused, match="words") as refusal:
        answered(failing(400, code))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (500, "SYSTEM_ERROR"),
        (502, "PARAM_ERROR"),
        (400, "ALREADY_EXISTS"),
        (401, "SIGN_ERROR"),
        (403, "NO_AUTH"),
        (429, "FREQUENCY_LIMITED"),
        (400, "A_WORD_YET_TO_BE_INVENTED"),
        (302, ""),
    ],
)
def test_all_other_words_leave_the_outcome_open(status, code):
    with pytest.raises(ChannelUnavailable):
        answered(failing(status, code))


@pytest.mark.parametrize("body", ["", "<html>", "[]", "null", b"\xff\xfe\xfd", "{}"])
def test_an_error_that_cannot_be_read_leaves_the_outcome_open(body):
    with pytest.raises(ChannelUnavailable, match="no code"):
        answered(lambda: (404, body))


def test_an_empty_account_is_named():
    with pytest.raises(ChannelUnfunded):
        answered(failing(403, "NOT_ENOUGH"))


@pytest.mark.parametrize("error", [Exception("bare"), requests.Timeout(), ValueError("x")])
def test_whatever_the_library_raises_leaves_the_outcome_open(error):
    def call():
        raise error

    with pytest.raises(ChannelUnavailable):
        answered(call)


@pytest.mark.parametrize("body", ["", "{}", '{"code_url": 7}', "weixin://"])
def test_a_good_answer_that_cannot_be_read_leaves_the_outcome_open(body):
    with pytest.raises(ChannelUnavailable, match="cannot be read"):
        answered_as(PrepayMessage, lambda: (200, body))


@pytest.mark.parametrize("code", sorted(UNKNOWN_NUMBER))
def test_an_unknown_number_is_none(code):
    assert known(lambda: answered(failing(404, code))) is None


def test_a_query_that_is_refused_for_another_reason_says_so():
    with pytest.raises(ChannelRefused, match="PARAM_ERROR"):
        known(lambda: answered(failing(400, "PARAM_ERROR")))


@pytest.mark.parametrize("word", sorted(REFUND_STATES))
def test_every_state_of_a_refund_has_our_word(word):
    body = {"out_refund_no": "R1", "status": word, "amount": {"refund": 7}}
    report = RefundAnswer.model_validate_json(json.dumps(body)).report()
    assert (report.state, report.amount_fen) == (REFUND_STATES[word], 7)


@pytest.mark.parametrize("word", sorted(TRANSFER_STATES))
def test_every_state_of_a_transfer_has_our_word(word):
    body = {"out_bill_no": "B1", "state": word}
    report = TransferMessage.model_validate_json(json.dumps(body)).report()
    assert report.state == TRANSFER_STATES[word]


def test_a_state_nobody_has_heard_of_leaves_the_outcome_open():
    body = json.dumps({"out_bill_no": "B1", "state": "SPLIT"})
    with pytest.raises(ChannelUnavailable):
        answered_as(TransferMessage, lambda: (200, body))
