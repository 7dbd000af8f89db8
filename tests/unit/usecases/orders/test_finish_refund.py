"""A refund that waits for an operator is finished by hand: once, with a transfer of its own."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.channel.channel import Notice, RefundReport
from shared.domain.errors import Refused
from shared.domain.events.readers import BACK_OFFICE
from shared.domain.ledger.journal import JournalEntry
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import ByHand, Refund
from shared.domain.orders.refunds_by_hand import Repayment
from shared.domain.ownership import ALL
from shared.usecases.channel.take_notice import take_notice
from shared.usecases.lists import all_of
from shared.usecases.orders.carry_out_refund import record_refund
from shared.usecases.orders.finish_refund import finish_refund
from shared.usecases.orders.manual_payments import ManualPayment, confirm_manual_payment
from shared.usecases.orders.refund_order import refund
from shared.usecases.orders.statements import order_life
from tests.account_in_force import ACCOUNT, put_account_in_force
from tests.unit.usecases.bench import BEGINNING, Bench


def _waiting(bench: Bench, key: str = "O1") -> Refund:
    """A refund of 40.00 that the channel gave up."""
    order = bench.paid(key)
    command = bench.command(f"refund {key}")
    refund(bench.ports, command, order.id, 40_00)
    record_refund(bench.ports, order.id, RefundReport(refund_id=command.id, state="abnormal"))
    bench.wait(hours=1)
    return _stored(bench, order.id)


def _stored(bench: Bench, order_id: str) -> Refund:
    (found,) = all_of(bench.store, Refund, order_id)
    return found


def _paid(**other: Any) -> Repayment:
    told = {"transaction": "bank-9", "amount_fen": 40_00, "paid_at": BEGINNING, "by": "fin"}
    return Repayment(**{**told, **other})


def _finished(bench: Bench, waiting: Refund, key: str = "by hand", **other: Any) -> Refund:
    command = bench.command(key)
    return finish_refund(bench.ports, command, waiting.order, waiting.id, _paid(**other))


def _refused(bench: Bench, waiting: Refund, key: str = "refused", **other: Any) -> Refused:
    before = bench.store.all(Refund)
    with pytest.raises(Refused) as refused:
        _finished(bench, waiting, key, **other)
    assert bench.store.all(Refund) == before
    return refused.value


def test_it_is_done_with_its_evidence_and_posts_nothing() -> None:
    bench = Bench()
    waiting = _waiting(bench)
    journal = all_of(bench.store, JournalEntry, f"ORDER#{waiting.order}")

    done = _finished(bench, waiting)

    by_hand = ByHand(
        transaction="bank-9", paid_at=BEGINNING, by="fin", recorded_at=bench.clock.now()
    )
    assert (done.state, done.awaiting, done.by_hand) == ("success", "nothing", by_hand)
    assert all_of(bench.store, JournalEntry, f"ORDER#{waiting.order}") == journal


def test_it_is_told_when_the_buyer_had_it() -> None:
    bench = Bench()
    waiting = _waiting(bench)
    _finished(bench, waiting)

    events = order_life(bench.ports, waiting.order, ALL, BACK_OFFICE).events

    told = [(m.at, m.amount_fen, m.by) for m in events if m.code == "refund_paid"]
    assert told == [(BEGINNING, 40_00, "fin")]


@pytest.mark.parametrize("key", ["by hand", "another request"])
def test_the_same_transfer_again_changes_nothing(key: str) -> None:
    bench = Bench()
    waiting = _waiting(bench)
    done = _finished(bench, waiting)
    bench.wait(hours=1)

    assert _finished(bench, waiting, key).by_hand == done.by_hand


def test_another_transfer_for_it_is_refused() -> None:
    bench = Bench()
    waiting = _waiting(bench)
    _finished(bench, waiting)

    assert _refused(bench, waiting, transaction="bank-10").code == "illegal_transition"


def test_a_transfer_that_paid_another_refund_is_refused() -> None:
    bench = Bench()
    first, second = _waiting(bench), _waiting(bench, "O2")
    _finished(bench, first)

    refused = _refused(bench, second)

    assert (refused.code, refused.facts["order_id"]) == ("reference_taken", first.order)
    right = {"transaction": "bank-10", "paid_at": bench.clock.now()}
    assert _finished(bench, second, "right", **right).state == "success"


def test_a_key_used_for_another_body_is_refused() -> None:
    bench = Bench()
    first = _waiting(bench)
    _finished(bench, first)
    command = bench.command("by hand", b"another body")

    with pytest.raises(Refused) as refused:
        finish_refund(bench.ports, command, first.order, first.id, _paid())

    assert refused.value.code == "idempotency_conflict"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"amount_fen": 39_99}, "amount_mismatch"),
        ({"amount_fen": 40_01}, "amount_mismatch"),
        ({"paid_at": BEGINNING - timedelta(seconds=1)}, "invalid"),
        ({"paid_at": BEGINNING + timedelta(hours=1, seconds=1)}, "invalid"),
    ],
)
def test_what_does_not_fit_the_refund_is_refused(other: dict[str, Any], code: str) -> None:
    bench = Bench()

    assert _refused(bench, _waiting(bench), **other).code == code


def test_a_refund_that_the_channel_carries_out_is_not_paid_by_hand() -> None:
    bench = Bench()
    order = bench.paid()
    refund(bench.ports, bench.command("refund"), order.id, 40_00)

    assert _refused(bench, _stored(bench, order.id)).code == "illegal_transition"


def test_unknown_orders_and_refunds_are_refused() -> None:
    bench = Bench()
    waiting = _waiting(bench)

    nobody = _refused(bench, waiting.changed(order="nobody"))
    nothing = _refused(bench, waiting.changed(id="nothing"))

    assert (nobody.code, nothing.code) == ("unknown_order", "unknown_refund")


def test_money_that_came_by_hand_goes_back_by_hand() -> None:
    bench = Bench()
    order: Order = bench.placed()
    slip = bench.command("slip")
    put_account_in_force(bench.store)
    paid = ManualPayment(
        account=ACCOUNT, transaction="bank-1", amount_fen=100_00, paid_at=BEGINNING
    )
    confirm_manual_payment(bench.ports, slip, order.id, paid)
    refund(bench.ports, bench.command("refund"), order.id, 40_00)

    # A transfer that came and one that went are two, whatever their numbers.
    assert _finished(bench, _stored(bench, order.id), transaction="bank-1").state == "success"


def test_what_the_channel_carries_out_all_the_same_is_kept_for_an_operator() -> None:
    bench = Bench()
    waiting = _waiting(bench)
    done = _finished(bench, waiting)
    report = RefundReport(
        refund_id=waiting.id, state="success", order_id=waiting.order, amount_fen=40_00
    )

    take_notice(bench.ports, Notice(notice_id="N1", refund=report))

    given_up, odd = bench.store.all(OddNotice)
    assert (given_up.reason, given_up.resolution) == ("refund_abnormal", "paid_by_hand")
    assert (odd.reason, odd.order, odd.amount_fen) == ("refund_final", waiting.order, 40_00)
    assert _stored(bench, waiting.order).by_hand == done.by_hand
