"""A payment is found however it is told, once; what is asked of the channel is stored first."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Literal

import pytest

from shared.domain.channel.channel import (
    ChannelUnavailable,
    Notice,
    Payment,
    PaymentIntent,
    PaymentRequest,
)
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.errors import Busy
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.order import Order
from shared.domain.orders.payment_codes import asked as asked_codes
from shared.domain.orders.refund_record import Refund
from shared.domain.ownership import ALL, Scope
from shared.usecases.channel.take_notice import take_notice
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.books import require_order
from shared.usecases.orders.collect_payment import request_payment
from shared.usecases.orders.fulfil_order import cancel
from tests.at_once import together
from tests.payments import NATIVE
from tests.refusals import told
from tests.unit.usecases.bench import Bench

JSAPI = PaymentTerms(kind="jsapi", openid="o1")
H5 = PaymentTerms(kind="h5", payer_client_ip="192.0.2.1")


def asked(bench: Bench, *ways: PaymentTerms) -> Order:
    order = bench.placed()
    for way in ways or (NATIVE,):
        request_payment(bench.ports, order.id, way, ALL)
    return require_order(bench.store, order.id)


def collected(bench: Bench, order: Order, fen: int = 0, number: str | None = None) -> Payment:
    """Money that the channel has, and nobody was told of."""
    payment = bench.payment(order).changed(amount_fen=fen or order.due_fen, number=number)
    bench.channel.collected(payment)
    return payment


def stored(bench: Bench, order: Order) -> Order:
    return require_order(bench.store, order.id)


def test_what_the_channel_may_know_is_stored_before_it_is_asked() -> None:
    bench = Bench()
    order = bench.placed()

    def lost(_: object) -> None:
        assert [code.number for code in stored(bench, order).payment_codes] == [order.id]
        raise ChannelUnavailable("no answer")

    bench.channel.request_payment = lost  # type: ignore[method-assign, assignment]
    with pytest.raises(ChannelUnavailable):
        request_payment(bench.ports, order.id, NATIVE, ALL)

    collected(bench, order)
    bench.wait(minutes=4)
    assert advance_order(bench.ports, order.id).status == "paid"


def test_an_order_is_asked_about_every_four_minutes_and_not_before() -> None:
    bench = Bench()
    order = asked(bench)
    collected(bench, order)

    bench.wait(minutes=3, seconds=59)
    assert sweep(bench.ports, bench.clock.now(), lambda: True).advanced == 0
    bench.wait(seconds=1)
    assert sweep(bench.ports, bench.clock.now(), lambda: True).advanced == 1
    assert stored(bench, order).status == "paid"


def test_an_unpaid_order_waits_for_the_next_look_and_at_last_for_its_expiry() -> None:
    bench = Bench()
    order = asked(bench)
    dues = []
    while (now := stored(bench, order)).status == "created":
        dues.append((now.due_at - order.created_at) // timedelta(minutes=1))
        bench.clock.set(now.due_at)
        advance_order(bench.ports, order.id)
    assert dues == [4, 8, 12, 16, 20, 24, 28, 30]
    assert stored(bench, order).status == "cancelled"


def test_a_channel_out_of_reach_is_asked_again_at_the_next_look() -> None:
    bench = Bench()
    order = asked(bench)

    def away(number: str) -> Payment | None:
        raise ChannelUnavailable(number)

    bench.channel.query_payment = away  # type: ignore[method-assign]
    bench.wait(minutes=4)
    assert [error for _, error in sweep(bench.ports, bench.clock.now(), lambda: True).failed]
    assert stored(bench, order).due_at == order.due_at + timedelta(minutes=4)
    assert sweep(bench.ports, bench.clock.now(), lambda: True).advanced == 0


def test_notice_and_question_at_once_pay_once() -> None:
    bench = Bench()
    order = asked(bench)
    payment = collected(bench, order)
    bench.wait(minutes=4)

    together(
        [
            lambda: take_notice(bench.ports, Notice(notice_id="N1", payment=payment)),
            lambda: advance_order(bench.ports, order.id),
            lambda: take_notice(bench.ports, Notice(notice_id="N2", payment=payment)),
            lambda: advance_order(bench.ports, order.id),
        ]
    )

    now = stored(bench, order)
    assert (now.status, now.strays, now.journal.sequence) == ("paid", (), 1)
    assert bench.store.all(Refund) == []


def test_a_wrong_sum_told_and_asked_about_at_once_is_kept_once() -> None:
    bench = Bench()
    order = asked(bench)
    payment = collected(bench, order, 90_00)
    bench.wait(minutes=4)

    together(
        [
            lambda: take_notice(bench.ports, Notice(notice_id="N1", payment=payment)),
            lambda: advance_order(bench.ports, order.id),
            lambda: take_notice(bench.ports, Notice(notice_id="N2", payment=payment)),
        ]
    )

    now = stored(bench, order)
    assert len(bench.store.all(OddNotice)) == len(now.odd_payments) == 1
    assert [moment.code for moment in now.moments] == ["created", "WRONG_AMOUNT"]


def test_other_terms_close_what_was_given_before() -> None:
    bench = Bench()
    closed: list[str] = []
    bench.channel.close_payment = lambda number: closed.append(number) or "closed"  # type: ignore[method-assign, func-returns-value, return-value]

    order = asked(bench, NATIVE, JSAPI, JSAPI)

    assert [(code.kind, code.number) for code in order.payment_codes] == [
        ("jsapi", f"{order.id}-1")
    ]
    assert closed == [order.id]


def test_what_the_channel_does_not_close_lets_no_other_be_given() -> None:
    bench = Bench()
    order = asked(bench)
    bench.channel.close_payment = away  # type: ignore[method-assign, assignment]

    with pytest.raises(ChannelUnavailable):
        request_payment(bench.ports, order.id, JSAPI, ALL)

    assert stored(bench, order) == order
    assert request_payment(bench.ports, order.id, NATIVE, ALL).code_url == f"memory:{order.id}"


def test_a_code_that_a_refused_cancellation_closed_is_not_handed_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = Bench()
    order = asked(bench)
    with monkeypatch.context() as patched:
        patched.setattr("shared.domain.orders.fulfilment.cancel", _fails)
        with pytest.raises(ConnectionError):
            cancel(bench.ports, bench.command("cancel"), order.id)

    intent = request_payment(bench.ports, order.id, NATIVE, ALL)

    assert intent.code_url == f"memory:{order.id}-1"
    [code] = stored(bench, order).payment_codes
    assert (code.number, code.open) == (f"{order.id}-1", True)


def _fails(*_: object, **_by_name: object) -> None:
    raise ConnectionError("the table is away")


def test_a_code_that_the_channel_does_not_answer_about_hides_no_other() -> None:
    bench = Bench()
    order = asked(bench)
    both_open = asked_codes(order.payment_codes, order.id, JSAPI, bench.clock.now())
    bench.store.commit([order.changed(payment_codes=both_open)])
    collected(bench, order, number=f"{order.id}-1")
    known = bench.channel.query_payment
    bench.channel.query_payment = lambda number: (
        away(number) if number == order.id else known(number)
    )  # type: ignore[method-assign]

    bench.wait(minutes=4)
    with pytest.raises(ChannelUnavailable):
        advance_order(bench.ports, order.id)
    assert stored(bench, order).status == "paid"


def away(number: str) -> Payment | None:
    raise ChannelUnavailable(number)


def test_a_wrong_sum_by_the_first_way_leaves_the_second_open() -> None:
    bench = Bench()
    order = asked(bench)
    collected(bench, order, 90_00)

    intent = request_payment(bench.ports, order.id, JSAPI, ALL)

    now = stored(bench, order)
    assert (intent.kind, now.status, len(now.odd_payments)) == ("jsapi", "created", 1)
    second = bench.payment(now, "T2").changed(number=f"{order.id}-1")
    take_notice(bench.ports, Notice(notice_id="N2", payment=second))
    paid = stored(bench, order)
    assert (paid.transaction, paid.paid_under, paid.strays) == ("T2", f"{order.id}-1", ("T1",))
    [back] = bench.store.all(Refund)
    assert (back.amount_fen, back.paid_under, back.paid_fen) == (90_00, None, 90_00)
    assert [each.resolution for each in bench.store.all(OddNotice)] == ["paid_back"]


def test_who_paid_while_the_order_was_cancelled_has_his_money_back() -> None:
    bench = Bench()
    order = asked(bench)
    collected(bench, order)

    cancelled = cancel(bench.ports, bench.command("cancel"), order.id)

    assert (cancelled.status, cancelled.transaction) == ("cancelled", "T1")
    assert [(each.part, each.amount_fen) for each in bench.store.all(Refund)] == [("all", 100_00)]


def test_an_order_of_another_shop_is_nobodys_to_collect_for() -> None:
    bench = Bench()
    order = bench.placed()

    with told("no order"):
        request_payment(bench.ports, order.id, NATIVE, Scope("another"))
    assert stored(bench, order).payment_codes == ()


def test_of_two_ways_asked_for_at_once_the_later_is_the_one_to_use() -> None:
    bench = Bench()
    order = bench.placed()
    together([partial(asked_or_busy, bench, order, way) for way in (NATIVE, JSAPI)])
    [code] = stored(bench, order).payment_codes
    assert (code.number, code.open) == (f"{order.id}-1", True)


def test_a_way_that_comes_while_the_old_one_is_closed_is_closed_too() -> None:
    bench = Bench()
    order = asked(bench)
    at_channel = {order.id}
    give = bench.channel.request_payment

    def give_and_know(request: PaymentRequest) -> PaymentIntent:
        at_channel.add(request.number or request.order_id)
        return give(request)

    def close(number: str) -> Literal["closed", "already_paid"]:
        bench.channel.close_payment = close_alone  # type: ignore[method-assign]
        request_payment(bench.ports, order.id, JSAPI, ALL)
        return close_alone(number)

    def close_alone(number: str) -> Literal["closed", "already_paid"]:
        at_channel.discard(number)
        return "closed"

    bench.channel.request_payment = give_and_know  # type: ignore[method-assign]
    bench.channel.close_payment = close  # type: ignore[method-assign]
    request_payment(bench.ports, order.id, H5, ALL)

    [code] = stored(bench, order).payment_codes
    assert code.kind == "h5"
    assert at_channel == {code.number}


def asked_or_busy(bench: Bench, order: Order, way: PaymentTerms) -> None:
    with suppress(Busy):
        request_payment(bench.ports, order.id, way, ALL)


def test_a_code_that_was_closed_before_the_channel_knew_it_is_closed_again() -> None:
    bench = Bench()
    order = bench.placed()
    at_channel: list[str] = []
    give = bench.channel.request_payment

    def give_late(request: PaymentRequest) -> PaymentIntent:
        bench.channel.request_payment = give  # type: ignore[method-assign]
        request_payment(bench.ports, order.id, JSAPI, ALL)
        at_channel.append(request.number or request.order_id)
        return give(request)

    bench.channel.request_payment = give_late  # type: ignore[method-assign]

    def close(number: str) -> Literal["closed", "already_paid"]:
        at_channel[:] = [each for each in at_channel if each != number]
        return "closed"

    bench.channel.close_payment = close  # type: ignore[method-assign]
    with pytest.raises(Busy):
        request_payment(bench.ports, order.id, NATIVE, ALL)
    assert at_channel == []
    assert [code.kind for code in stored(bench, order).payment_codes] == ["jsapi"]
