"""Money that arrived outside the channel counts when it came, and goes back by hand."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.errors import Refused
from shared.domain.orders.order import Order
from shared.domain.orders.references import Reference
from shared.domain.orders.refund_record import Refund
from shared.domain.times import FAR
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.orders.books import require_order
from shared.usecases.orders.carry_out_refund import advance_refund
from shared.usecases.orders.fulfil_order import cancel
from shared.usecases.orders.manual_payments import ManualPayment, confirm_manual_payment
from shared.usecases.orders.refund_order import refund
from tests.account_in_force import ACCOUNT, put_account_in_force
from tests.refusals import said, told
from tests.unit.usecases.bench import BEGINNING, Bench

SECOND = timedelta(seconds=1)


def _bench() -> Bench:
    bench = Bench()
    put_account_in_force(bench.store)
    return bench


def _confirmed(
    bench: Bench,
    order: Order,
    paid_at: datetime,
    key: str = "slip",
    amount: int = 100_00,
    account: str = ACCOUNT,
) -> Order:
    command = bench.command(key)
    paid = ManualPayment(account=account, transaction="bank-1", amount_fen=amount, paid_at=paid_at)
    return confirm_manual_payment(bench.ports, command, order.id, paid)


def _paid(bench: Bench) -> Order:
    order = bench.placed()
    return _confirmed(bench, order, order.created_at)


def _by_hand(bench: Bench) -> list[tuple[str, int, str, datetime]]:
    return [(r.part, r.amount_fen, r.awaiting, r.due_at) for r in bench.store.all(Refund)]


def test_it_is_paid_when_the_money_came() -> None:
    bench = _bench()
    order = bench.placed()
    bench.wait(minutes=20)

    paid = _confirmed(bench, order, BEGINNING)

    assert (paid.status, paid.transaction) == ("paid", "manual:bank-1")
    assert (paid.paid_at, paid.confirmed_at) == (BEGINNING, bench.clock.now())
    assert paid.ship_by == BEGINNING + timedelta(days=2)


def test_a_fraction_of_a_second_is_dropped() -> None:
    bench = _bench()
    order = bench.placed()
    bench.wait(minutes=30)

    paid = _confirmed(bench, order, order.expires_at - timedelta(microseconds=1))

    assert (paid.status, paid.paid_at) == ("paid", order.expires_at - SECOND)


@pytest.mark.parametrize("away", [timedelta(minutes=-1), -SECOND, SECOND, timedelta(days=365)])
def test_money_cannot_come_before_its_order_nor_in_the_future(away: timedelta) -> None:
    bench = _bench()
    order = bench.placed()

    with told("check the date") as refused:
        _confirmed(bench, order, BEGINNING + away)

    assert refused.value.code == "invalid"
    assert require_order(bench.store, order.id) == order.changed(version=1)


def test_another_sum_than_is_due_is_refused() -> None:
    bench = _bench()
    order = bench.placed()

    with pytest.raises(Refused) as refused:
        _confirmed(bench, order, BEGINNING, amount=99_99)

    assert refused.value.code == "amount_mismatch"
    assert _confirmed(bench, order, BEGINNING).status == "paid"


@pytest.mark.parametrize("key", ["slip", "another request"])
def test_late_money_is_refused_however_often_it_is_told_and_nothing_is_stored(
    key: str,
) -> None:
    bench = _bench()
    order = bench.placed()
    bench.wait(minutes=45)

    for each in ("slip", key):
        with told("by hand") as refused:
            _confirmed(bench, order, order.expires_at, each)
        assert refused.value.code == "illegal_transition"

    assert require_order(bench.store, order.id) == order.changed(version=1)
    assert bench.store.all(Refund) == []


@pytest.mark.parametrize("key", ["slip", "another request"])
def test_told_again_in_time_it_is_paid_once(key: str) -> None:
    bench = _bench()
    paid = _paid(bench)

    again = _confirmed(bench, paid, BEGINNING, key)

    assert (again.status, again.transaction, again.strays) == ("paid", "manual:bank-1", ())
    assert bench.store.all(Refund) == []


def test_money_that_arrived_anywhere_else_is_no_payment() -> None:
    bench = _bench()
    order = bench.placed()

    with told("in force were: icbc") as refused:
        _confirmed(bench, order, BEGINNING, account="private")

    assert refused.value.code == "wrong_account"
    assert require_order(bench.store, order.id).status == "created"
    assert bench.store.get(Reference, "payment/bank-1") is None


def test_the_order_tells_into_which_account_it_was_paid() -> None:
    paid = _paid(_bench())

    [told_of] = [moment for moment in paid.moments if moment.code == "paid"]

    assert told_of.facts == {"account": ACCOUNT, "transaction": "bank-1"}


def test_the_transfer_of_another_order_is_refused_and_says_which_has_it() -> None:
    bench = _bench()
    paid, second = _paid(bench), bench.placed("O2")

    with pytest.raises(Refused) as refused:
        _confirmed(bench, second, BEGINNING, "for the second")

    assert (refused.value.code, refused.value.facts["order_id"]) == ("reference_taken", paid.id)
    assert paid.id in said(refused.value)
    assert require_order(bench.store, second.id).status == "created"


def test_of_two_orders_that_are_told_one_transfer_at_once_one_has_it() -> None:
    bench = _bench()
    first, second = bench.placed(), bench.placed("O2")
    get = bench.store.get

    def meanwhile(kind: type[Any], key: str) -> Any:
        found = get(kind, key)
        if kind is Reference:
            bench.store.get = get  # type: ignore[method-assign]
            _confirmed(bench, first, BEGINNING, "quicker")
        return found

    bench.store.get = meanwhile  # type: ignore[method-assign, assignment]

    with pytest.raises(Refused) as refused:
        _confirmed(bench, second, BEGINNING, "slower")

    assert refused.value.code == "reference_taken"
    assert [require_order(bench.store, each.id).status for each in (first, second)] == [
        "paid",
        "created",
    ]


def test_the_same_transfer_with_another_sum_is_refused() -> None:
    bench = _bench()
    paid = _paid(bench)

    with told(r"with 100\.00") as refused:
        _confirmed(bench, paid, BEGINNING, "again", 99_99)

    assert refused.value.code == "reference_taken"


def test_a_transfer_that_was_refused_may_be_entered_for_its_right_order() -> None:
    bench = _bench()
    wrong, right = bench.placed(price_fen=50_00), bench.placed("O2")

    with pytest.raises(Refused):
        _confirmed(bench, wrong, BEGINNING, "wrong")

    assert _confirmed(bench, right, BEGINNING, "right").status == "paid"


def test_money_for_an_order_that_the_channel_collected_is_refused() -> None:
    bench = _bench()
    order = bench.paid()

    with pytest.raises(Refused) as refused:
        _confirmed(bench, order, BEGINNING)

    assert refused.value.code == "illegal_transition"
    assert require_order(bench.store, order.id).strays == ()
    assert bench.store.all(Refund) == []


def test_its_refund_is_nothing_for_the_channel() -> None:
    bench = _bench()
    order = _paid(bench)
    refund(bench.ports, bench.command("refund"), order.id, 40_00)
    cancel(bench.ports, bench.command("cancel"), order.id)
    bench.wait(days=365)

    sweep(bench.ports, bench.clock.now(), lambda: True)
    for decided in bench.store.all(Refund):
        advance_refund(bench.ports, order.id, decided.id)

    assert _by_hand(bench) == [
        ("goods", 40_00, "operator", FAR),
        ("all", 60_00, "operator", FAR),
    ]
    assert bench.channel.heard == []
