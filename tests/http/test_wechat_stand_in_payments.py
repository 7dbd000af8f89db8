"""The stand-in takes payments in WeChat and in browsers by the channel's own rules."""

import json
from datetime import timedelta

import pytest
import requests

from shared.adapters.wechat.pay import WechatPay
from shared.domain.channel.channel import ChannelRefused, NoticeRejected
from shared.domain.channel.payment_terms import PaymentTerms
from tests.http.test_wechat_stand_in_routes import authorization, post
from tests.wechat_bench import NOON, ORDER, keys, machine_now, payment_request, prepay_body, running

JSAPI = PaymentTerms(kind="jsapi", openid="oBuyer")
MINI = PaymentTerms(kind="mini_program", openid="oBuyer", appid=keys().mini_program_app_id)
H5 = PaymentTerms(kind="h5", payer_client_ip="2001:db8::1", h5_type="iOS")


@pytest.fixture
def bench():
    with running() as bench:
        yield bench


def asked(bench, terms=None, number=None, **changed):
    request = payment_request().changed(number=number, **changed)
    return bench.channel.request_payment(request.changed(terms=terms) if terms else request)


def answered(bench, kind, content):
    target, raw = f"/v3/pay/transactions/{kind}", json.dumps(content).encode()
    headers = authorization("POST", target, raw)
    answer = requests.post(bench.stand_in.base_url + target, data=raw, headers=headers, timeout=10)
    return answer.status_code, answer.json()


@pytest.mark.parametrize("terms", [JSAPI, MINI])
def test_a_payment_in_wechat_is_bound_to_its_app_and_payer(bench, terms):
    intent = asked(bench, terms)
    assert intent.prepay.package.startswith("prepay_id=wx")
    assert abs(int(intent.prepay.time_stamp) - machine_now().timestamp()) < 60
    bench.stand_in.pay(ORDER)
    view = bench.stand_in.state()["payment"][ORDER]
    assert (view["trade_type"], view["asked"]["payer"]) == ("JSAPI", {"openid": "oBuyer"})
    assert view["asked"]["appid"] == intent.prepay.app_id
    assert [notice.payment.order_id for notice in bench.notices()] == [ORDER]


def test_a_payment_in_a_browser_is_bound_to_its_address(bench):
    assert "prepay_id=wx" in asked(bench, H5).h5_url
    scene = bench.stand_in.state()["payment"][ORDER]["asked"]["scene_info"]
    assert scene == {"payer_client_ip": "2001:db8::1", "h5_info": {"type": "iOS"}}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("jsapi", {}),
        ("jsapi", {"payer": {}}),
        ("jsapi", {"payer": {"openid": ""}}),
        ("jsapi", {"payer": {"openid": "o1", "sub_openid": "o2"}}),
        ("h5", {}),
        ("h5", {"scene_info": {"payer_client_ip": "192.0.2.1"}}),
        ("h5", {"scene_info": {"payer_client_ip": "no", "h5_info": {"type": "Wap"}}}),
        ("h5", {"scene_info": {"payer_client_ip": "192.0.2.1", "h5_info": {"type": "tv"}}}),
        ("native", {"payer": {"openid": "o1"}}),
    ],
)
def test_what_a_kind_does_not_take_is_a_wrong_parameter(bench, kind, more):
    status, problem = answered(bench, kind, prepay_body(bench, **more))
    assert (status, problem["code"]) == (400, "PARAM_ERROR")


def test_a_number_is_bound_to_its_first_terms(bench):
    asked(bench, JSAPI)
    assert asked(bench, JSAPI).prepay.package == asked(bench, JSAPI).prepay.package
    for other in (H5, JSAPI.changed(openid="oElse"), None):
        with pytest.raises(ChannelRefused, match="OUT_TRADE_NO_USED"):
            asked(bench, other)
    assert asked(bench, H5, number=f"{ORDER}-1").h5_url


@pytest.mark.parametrize(("terms", "lasts"), [(JSAPI, 120), (H5, 5), (None, 120)])
def test_a_link_that_is_too_old_begins_no_payment_until_it_is_asked_for_again(bench, terms, lasts):
    ends = NOON + timedelta(days=1)
    asked(bench, terms, expires_at=ends)
    bench.clock.advance(minutes=lasts, seconds=1)
    with pytest.raises(Exception, match="too old"):
        bench.stand_in.pay(ORDER)
    asked(bench, terms, expires_at=ends)
    assert bench.stand_in.pay(ORDER)["trade_state"] == "SUCCESS"


def test_nobody_is_given_less_than_a_minute(bench):
    asked(bench, expires_at=NOON + timedelta(seconds=1))
    bench.clock.advance(seconds=59)
    assert bench.stand_in.pay(ORDER)["trade_state"] == "SUCCESS"


def test_the_customer_pays_by_the_latest_link_of_an_order(bench):
    asked(bench)
    bench.channel.close_payment(ORDER)
    asked(bench, JSAPI, number=f"{ORDER}-1")
    assert bench.stand_in.pay(ORDER)["out_trade_no"] == f"{ORDER}-1"
    [notice] = bench.notices()
    assert (notice.payment.order_id, notice.payment.number) == (ORDER, f"{ORDER}-1")
    assert bench.channel.query_payment(f"{ORDER}-1") == notice.payment
    assert bench.channel.close_payment(f"{ORDER}-1") == "already_paid"


def test_while_the_channel_changes_its_key_both_are_known_and_no_third(bench):
    bench.prepay()
    assert post(bench, "change_key", {})[0] == 200
    bench.stand_in.pay(ORDER)
    [notice] = bench.notices()
    assert notice.payment.order_id == ORDER
    _, headers, raw = bench.merchant.heard[0]
    assert headers["Wechatpay-Serial"] == keys().next_public_key_id
    only_first = WechatPay(bench.config.changed(other_public_keys={}), machine_now)
    with pytest.raises(NoticeRejected, match="unknown serial"):
        only_first.read_notice(headers, raw)


def test_answers_come_under_the_key_that_we_ask_for(bench):
    first = {bench.config.public_key_id: bench.config.public_key}
    [(next_id, pem)] = bench.config.other_public_keys.items()
    changed = bench.config.changed(public_key_id=next_id, public_key=pem, other_public_keys=first)
    channel = WechatPay(changed, machine_now)
    assert channel.request_payment(payment_request()).code_url
    assert channel.query_payment(ORDER) is None
