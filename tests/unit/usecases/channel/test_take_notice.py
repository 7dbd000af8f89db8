"""A verified notice has its effect once; what fits nothing is kept for an operator."""

import pytest

from shared.domain.channel.channel import Notice, RefundReport
from shared.domain.errors import Refused
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.usecases.channel.take_notice import take_notice
from shared.usecases.orders.books import require_order
from shared.usecases.orders.refund_order import refund
from tests.unit.usecases.bench import Bench


def _paid(bench: Bench, order: Order, number: str = "N1") -> Notice:
    return Notice(notice_id=number, payment=bench.payment(order))


def _refunded(order: str | None, refund_id: str, amount: int) -> Notice:
    said = RefundReport(refund_id=refund_id, state="success", order_id=order, amount_fen=amount)
    return Notice(notice_id="N1", refund=said)


def _kept(bench: Bench) -> list[tuple[str, str, str, int]]:
    return [(odd.key, odd.reason, odd.order, odd.amount_fen) for odd in bench.store.all(OddNotice)]


def _decided(bench: Bench) -> Refund:
    order = bench.paid()
    refund(bench.ports, bench.command("refund"), order.id, 40_00)
    (decided,) = bench.store.all(Refund)
    return decided


def test_a_payment_counts_once() -> None:
    bench = Bench()
    order = bench.placed()

    take_notice(bench.ports, _paid(bench, order))
    take_notice(bench.ports, _paid(bench, order, "N2"))

    assert require_order(bench.store, order.id).transaction == "T1"
    assert (_kept(bench), bench.store.all(Refund)) == ([], [])


def test_money_for_an_unknown_order_is_kept_and_refused_until_its_order_is_known() -> None:
    bench = Bench()
    order = Bench().placed()
    notice = _paid(bench, order)

    for _ in range(2):
        with pytest.raises(Refused) as refused:
            take_notice(bench.ports, notice)
        assert refused.value.code == "unknown_order"
    assert _kept(bench) == [("wechat/T1", "unknown_order", order.id, 100_00)]

    assert bench.placed().id == order.id
    take_notice(bench.ports, notice)
    assert require_order(bench.store, order.id).status == "paid"


def test_late_money_is_taken_and_goes_back_once() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)

    take_notice(bench.ports, _paid(bench, order))
    take_notice(bench.ports, _paid(bench, order, "N2"))

    assert [(r.part, r.amount_fen) for r in bench.store.all(Refund)] == [("stray", 100_00)]
    assert _kept(bench) == []


def test_a_payment_of_another_sum_is_kept_and_not_asked_for_again() -> None:
    bench = Bench()
    order = bench.placed()
    payment = bench.payment(order).changed(amount_fen=99_99)

    take_notice(bench.ports, Notice(notice_id="N1", payment=payment))
    take_notice(bench.ports, Notice(notice_id="N1", payment=payment))

    assert _kept(bench) == [("wechat/T1", "amount_mismatch", order.id, 99_99)]
    now = require_order(bench.store, order.id)
    assert now.status == "created"
    assert [(told.code, told.amount_fen) for told in now.notices] == [("WRONG_AMOUNT", 99_99)]


def test_a_refund_of_another_sum_is_kept_and_changes_nothing() -> None:
    bench = Bench()
    decided = _decided(bench)

    take_notice(bench.ports, _refunded(decided.order, decided.id, 39_99))

    assert _kept(bench) == [("wechat/N1", "amount_mismatch", decided.order, 39_99)]
    assert bench.store.all(Refund) == [decided]


def test_a_refund_of_its_sum_is_done() -> None:
    bench = Bench()
    decided = _decided(bench)

    take_notice(bench.ports, _refunded(decided.order, decided.id, 40_00))

    (done,) = bench.store.all(Refund)
    assert (done.state, done.awaiting) == ("success", "nothing")


@pytest.mark.parametrize("order", ["nobody's", None])
def test_a_refund_of_an_unknown_order_is_refused_and_is_no_money_to_keep(
    order: str | None,
) -> None:
    bench = Bench()

    with pytest.raises(Refused) as refused:
        take_notice(bench.ports, _refunded(order, "R", 1))

    assert refused.value.code == "unknown_order"
    assert _kept(bench) == []
