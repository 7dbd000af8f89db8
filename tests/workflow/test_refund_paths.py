"""Each path of a refund through its machine: one number, one refund, owed until it is paid."""

import pytest

from infra.local.wechat.behaviour import Behaviour
from shared.domain.channel.channel import RefundReport
from shared.domain.orders.refund_record import Refund
from shared.usecases.orders.carry_out_refund import record_refund
from tests.laptop_bench import Bench

AMOUNT = 5_000
WAITING = "Advance WhereIsIt Await"
END = "WhereIsIt RefundFinished"


@pytest.fixture
def order(bench: Bench) -> str:
    return bench.paid_order()


def only_refund(bench: Bench, order: str) -> Refund:
    (refund,) = bench.refunds(order)
    return refund


def require_refunded_once(bench: Bench, order: str) -> None:
    refund = only_refund(bench, order)
    assert (refund.state, refund.awaiting) == ("success", "nothing")
    known = bench.laptop.channel.state()["refund"]
    sent = {number for number, it in known.items() if it["asked"]["out_trade_no"] == order}
    assert sent == {refund.id}


def test_it_is_processed_and_a_notice_tells_its_success(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("wait", operation="refund")
    refund = bench.refund(order, AMOUNT, line=2)
    assert bench.refund_states(refund) == WAITING
    assert only_refund(bench, order).state == "processing"
    bench.laptop.channel.finish_refund(refund)
    bench.settle()
    assert bench.refund_states(refund) == f"{WAITING} {END}"
    require_refunded_once(bench, order)


def test_its_notice_never_comes_and_it_is_asked_about(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("no_notice")
    refund = bench.refund(order, AMOUNT, line=2)
    assert bench.refund_states(refund) == WAITING
    bench.advance(minutes=2)
    assert bench.refund_states(refund) == f"{WAITING} Advance {END}"
    require_refunded_once(bench, order)


def test_its_notice_comes_twice(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("duplicate_notice")
    bench.refund(order, AMOUNT, line=2)
    require_refunded_once(bench, order)


def test_it_was_accepted_and_the_answer_is_lost(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("time_out", operation="refund")
    bench.laptop.channel.behave("no_notice")
    bench.refund(order, AMOUNT, line=2)
    assert only_refund(bench, order).state == "sent"
    bench.advance(minutes=2)
    require_refunded_once(bench, order)


def test_the_channel_never_saw_it_and_gets_it_again(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("system_error", operation="refund", times=2)
    bench.refund(order, AMOUNT, line=2)
    assert only_refund(bench, order).state == "sent"
    bench.advance(minutes=10)
    require_refunded_once(bench, order)


def test_the_merchant_account_is_empty_for_a_while(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("not_enough", operation="refund", times=3)
    bench.refund(order, AMOUNT, line=2)
    assert only_refund(bench, order).awaiting == "channel"
    bench.advance(minutes=30)
    require_refunded_once(bench, order)


@pytest.mark.parametrize("behaviour", ["failure", "refuse"])
def test_the_channel_cannot_pay_it_and_the_buyer_is_still_owed(
    bench: Bench, order: str, behaviour: Behaviour
) -> None:
    bench.laptop.channel.behave(behaviour, operation="refund")
    refund = bench.refund(order, AMOUNT, line=2)
    gave_up = only_refund(bench, order)
    assert (gave_up.state, gave_up.awaiting) == ("abnormal", "operator")
    bench.advance(days=30)
    assert bench.refund_states(refund).endswith("Await")
    paid_after_all = RefundReport(refund_id=refund, state="success")
    record_refund(bench.laptop.ports, order, paid_after_all)
    bench.settle()
    assert bench.refund_states(refund).endswith(END)


def test_an_answer_that_its_notice_overtook_changes_nothing(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("wait", operation="refund")
    refund = bench.refund(order, AMOUNT, line=2)
    bench.laptop.channel.finish_refund(refund, "ABNORMAL")
    bench.settle()
    older = RefundReport(refund_id=refund, state="processing")
    record_refund(bench.laptop.ports, order, older)
    assert only_refund(bench, order).state == "abnormal"


def test_its_signal_is_lost(bench: Bench, order: str) -> None:
    bench.laptop.channel.behave("wait", operation="refund")
    refund = bench.refund(order, AMOUNT, line=2)
    with bench.signals_lost():
        bench.laptop.channel.finish_refund(refund)
    bench.advance(minutes=2)
    assert bench.refund_states(refund) == f"{WAITING} Advance {END}"
    require_refunded_once(bench, order)


def test_everything_that_was_paid_goes_back_when_an_order_is_cancelled(
    bench: Bench, order: str
) -> None:
    bench.cancel(order)
    assert only_refund(bench, order).amount_fen == bench.order(order).due_fen
    require_refunded_once(bench, order)
