"""The adapter against the stand-in over loopback: every call, and every way it can go."""

from datetime import timedelta

import pytest

from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    ChannelUnfunded,
    Payment,
    RefundReport,
    TransferReport,
)
from tests.wechat_bench import NOON, ORDER, payment_request, refund_request, running
from tests.wechat_bench import transfer_request as transfer

WAITING = TransferReport(bill_no="B1", state="wait_user_confirm", confirm_package="confirm=B1")


@pytest.fixture
def bench():
    with running() as bench:
        yield bench


@pytest.fixture
def channel(bench):
    return bench.channel


@pytest.fixture
def stand_in(bench):
    return bench.stand_in


def test_a_payment_is_asked_for_made_noticed_and_found(bench, channel, stand_in):
    intent = channel.request_payment(payment_request())
    assert (intent.order_id, intent.code_url[:9]) == (ORDER, "weixin://")
    assert channel.query_payment(ORDER) is None

    bench.clock.advance(minutes=5)
    stand_in.pay(ORDER)

    payment = channel.query_payment(ORDER)
    assert payment == Payment(
        order_id=ORDER,
        transaction_id=payment.transaction_id,
        amount_fen=12_345,
        currency="CNY",
        paid_at=NOON + timedelta(minutes=5),
    )
    assert [notice.payment for notice in bench.notices()] == [payment]
    assert bench.merchant.heard[0][0] == "/callbacks/wechat/payments"


def test_a_proxy_of_the_environment_does_not_stand_between(channel, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert channel.request_payment(payment_request()).order_id == ORDER


def test_asking_again_gives_the_same_code_and_other_terms_are_refused(channel):
    assert channel.request_payment(payment_request()) == channel.request_payment(payment_request())
    with pytest.raises(ChannelRefused, match="OUT_TRADE_NO_USED"):
        channel.request_payment(payment_request(amount_fen=1))


def test_a_long_description_is_cut_to_what_the_channel_takes(channel):
    request = payment_request().changed(description="面" * 500)
    assert channel.request_payment(request).order_id == ORDER


def test_nobody_can_pay_after_the_time_is_over(bench, channel, stand_in):
    bench.prepay()
    bench.clock.advance(minutes=30)
    with pytest.raises(Exception, match="the time to pay is over"):
        stand_in.pay(ORDER)
    with pytest.raises(ChannelRefused, match="PARAM_ERROR"):
        channel.request_payment(payment_request())


def test_closing_says_whether_somebody_paid(bench, channel, stand_in):
    assert channel.close_payment("NEVERSEEN") == "closed"
    bench.prepay("ORDER_A")
    assert channel.close_payment("ORDER_A") == "closed"
    assert channel.close_payment("ORDER_A") == "closed"
    with pytest.raises(Exception, match="ORDER_CLOSED"):
        stand_in.pay("ORDER_A")
    with pytest.raises(ChannelRefused, match="ORDER_CLOSED"):
        bench.prepay("ORDER_A")
    bench.paid("ORDER_B")
    assert channel.close_payment("ORDER_B") == "already_paid"
    with pytest.raises(ChannelRefused, match="ORDERPAID"):
        bench.prepay("ORDER_B")


def test_a_customer_can_pay_another_amount_or_an_order_never_prepaid(bench, stand_in):
    bench.prepay()
    stand_in.pay(ORDER, 1)
    with pytest.raises(Exception, match="give amount_fen"):
        stand_in.pay("WALKIN")
    stand_in.notify_base_url = bench.merchant.url
    stand_in.pay("WALKIN", 700)
    paid = [(one.payment.order_id, one.payment.amount_fen) for one in bench.notices()]
    assert paid == [(ORDER, 1), ("WALKIN", 700)]


def test_a_refund_goes_through_and_is_noticed_and_found(bench, channel):
    bench.paid()
    report = channel.refund(refund_request())
    assert report == RefundReport(refund_id="R1", state="processing", amount_fen=2_345)
    done = RefundReport(refund_id="R1", state="success", amount_fen=2_345)
    assert channel.query_refund("R1") == done
    assert bench.notices()[-1].refund == done.changed(order_id=ORDER)
    assert channel.refund(refund_request()) == done
    assert channel.query_payment(ORDER).amount_fen == 12_345


def test_a_refund_waits_fails_or_closes_as_told(bench, channel, stand_in):
    bench.paid()
    stand_in.behave("wait", number="R1")
    stand_in.behave("failure", number="R2")
    channel.refund(refund_request("R1"))
    channel.refund(refund_request("R2"))
    assert channel.query_refund("R1").state == "processing"
    assert channel.query_refund("R2").state == "abnormal"
    stand_in.finish_refund("R1", "CLOSED")
    assert channel.query_refund("R1").state == "closed"
    assert [one.refund.state for one in bench.notices()[1:]] == ["abnormal", "closed"]


def test_refunds_are_refused_for_good_only_when_their_number_is_unknown(bench, channel):
    assert channel.query_refund("R1") is None
    with pytest.raises(ChannelRefused, match="RESOURCE_NOT_EXISTS"):
        channel.refund(refund_request())
    bench.paid()
    with pytest.raises(ChannelRefused, match="more than was paid"):
        channel.refund(refund_request(amount_fen=12_346))
    channel.refund(refund_request())
    with pytest.raises(ChannelUnavailable, match="yet known"):
        channel.refund(refund_request(amount_fen=1))
    with pytest.raises(ChannelRefused, match="more than was paid"):
        channel.refund(refund_request("R2", amount_fen=12_000))


def test_a_transfer_waits_for_the_payee_who_takes_or_declines_it(bench, channel, stand_in):
    assert channel.transfer(transfer()) == WAITING
    assert channel.transfer(transfer()) == WAITING
    channel.transfer(transfer("B2"))
    assert channel.query_transfer("B1").state == "wait_user_confirm"
    stand_in.confirm("B1")
    stand_in.decline("B2")
    taken = TransferReport(bill_no="B1", state="success", amount_fen=8_800)
    declined = TransferReport(
        bill_no="B2", state="failed", amount_fen=8_800, fail_reason="PAYEE_REFUSED"
    )
    assert [channel.query_transfer("B1"), channel.query_transfer("B2")] == [taken, declined]
    assert [one.transfer for one in bench.notices()] == [taken, declined]
    with pytest.raises(Exception, match="nothing to decide"):
        stand_in.confirm("B2")


def test_a_transfer_can_be_told_to_succeed_or_fail_by_itself(channel, stand_in):
    stand_in.behave("success", operation="transfer", times=None)
    stand_in.behave("failure", number="B2")
    for bill_no in ("B1", "B2", "B3"):
        channel.transfer(transfer(bill_no))
    states = [channel.query_transfer(bill_no).state for bill_no in ("B1", "B2", "B3")]
    assert states == ["success", "failed", "success"]


def test_the_real_name_is_demanded_from_2000_yuan_and_arrives_encrypted(channel, stand_in):
    with pytest.raises(ChannelRefused, match="REAL_NAME_REQUIRED"):
        channel.transfer(transfer(amount_fen=200_000))
    assert stand_in.state()["transfer"] == {}
    assert channel.transfer(transfer("B2", 199_999)).state == "wait_user_confirm"
    named = transfer("B3", 200_000, "欧阳娜娜")
    assert channel.transfer(named) == channel.transfer(named)
    with pytest.raises(ChannelUnavailable, match="yet known"):
        channel.transfer(transfer("B3", 200_000, "司马光"))


def test_a_cancellation_is_accepted_first_and_done_later(bench, channel, stand_in):
    channel.transfer(transfer())
    stand_in.behave("wait", number="B1")
    assert channel.cancel_transfer("B1") == TransferReport(bill_no="B1", state="cancelling")
    assert channel.cancel_transfer("B1").state == "cancelling"
    stand_in.finish_transfer("B1", "CANCELLED")
    assert channel.query_transfer("B1").state == "cancelled"
    assert [one.transfer.state for one in bench.notices()] == ["cancelled"]


def test_what_the_payee_took_cannot_be_cancelled(channel, stand_in):
    channel.transfer(transfer())
    stand_in.confirm("B1")
    with pytest.raises(ChannelRefused, match="too late"):
        channel.cancel_transfer("B1")
    with pytest.raises(ChannelRefused, match="RESOURCE_NOT_EXISTS"):
        channel.cancel_transfer("B2")


def test_a_transfer_expires_after_a_day_and_is_forgotten_after_thirty(bench, channel):
    channel.transfer(transfer())
    bench.clock.advance(hours=24)
    assert channel.query_transfer("B1").fail_reason == "OVERDUE_CLOSE"
    assert [one.transfer.state for one in bench.notices()] == ["failed"]
    bench.clock.advance(days=30)
    assert channel.query_transfer("B1") is None
    assert channel.query_transfer("B2") is None


def test_a_lost_answer_leaves_the_request_accepted_and_the_number_good(bench, channel, stand_in):
    stand_in.behave("time_out", times=3)
    for call in (
        lambda: channel.request_payment(payment_request()),
        lambda: channel.close_payment(ORDER),
        lambda: channel.transfer(transfer()),
    ):
        with pytest.raises(ChannelUnavailable):
            call()
    assert channel.close_payment(ORDER) == "closed"
    assert channel.query_transfer("B1").state == "wait_user_confirm"
    assert channel.transfer(transfer()) == WAITING
    assert len(stand_in.state()["transfer"]) == 1

    bench.paid("ORDER_B")
    stand_in.behave("time_out", number="R1")
    request = refund_request().changed(order_id="ORDER_B")
    with pytest.raises(ChannelUnavailable):
        channel.refund(request)
    assert channel.refund(request).state == "success"


def test_trouble_at_the_channel_leaves_the_outcome_open(bench, channel, stand_in):
    bench.paid()
    stand_in.behave("system_error", times=4)
    for call in (
        lambda: channel.request_payment(payment_request("ORDER_B")),
        lambda: channel.refund(refund_request()),
        lambda: channel.transfer(transfer()),
        lambda: channel.close_payment(ORDER),
    ):
        with pytest.raises(ChannelUnavailable, match="SYSTEM_ERROR"):
            call()
    stand_in.behave("system_error", operation="query", times=3)
    for call in (channel.query_payment, channel.query_refund, channel.query_transfer):
        with pytest.raises(ChannelUnavailable, match="SYSTEM_ERROR"):
            call("NUMBER")
    assert channel.query_transfer("B1") is None


def test_an_empty_account_has_a_name_of_its_own_and_the_number_stays_good(channel, stand_in):
    stand_in.behave("not_enough")
    with pytest.raises(ChannelUnfunded, match="top up"):
        channel.transfer(transfer())
    assert channel.query_transfer("B1") is None
    assert channel.transfer(transfer()) == WAITING


def test_told_to_refuse_it_refuses_for_good(channel, stand_in):
    stand_in.behave("refuse")
    with pytest.raises(ChannelRefused, match="INVALID_REQUEST"):
        channel.transfer(transfer())
    stand_in.behave("failure")
    with pytest.raises(ChannelRefused, match="RULE_LIMIT"):
        channel.request_payment(payment_request())
    stand_in.behave("refuse", times=None)
    stand_in.behave_well()
    assert channel.transfer(transfer()) == WAITING


@pytest.mark.parametrize("number", ["", "a/../b", "B1?x=1", "B 1", "B" * 33, "号"])
def test_a_number_that_is_not_one_never_leaves_the_house(channel, number):
    calls = (channel.close_payment, channel.query_payment, channel.query_transfer)
    for call in (*calls, channel.cancel_transfer):
        with pytest.raises(ChannelRefused, match="INVALID_NUMBER"):
            call(number)
