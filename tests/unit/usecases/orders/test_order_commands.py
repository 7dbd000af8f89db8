"""A command has its effect once, whoever repeats it and whatever happens in between."""

from collections.abc import Iterable

import pytest

from shared.domain.channel.channel import ChannelUnavailable
from shared.domain.errors import Refused
from shared.domain.orders import returns
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.ownership import ALL
from shared.domain.records import Record
from shared.ports import Conflict
from shared.usecases.orders import books
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.books import require_order
from shared.usecases.orders.collect_payment import request_payment
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import cancel, deliver, ship
from shared.usecases.orders.handle_returns import ask_return, inspect_return, receive_return
from shared.usecases.orders.refund_order import refund
from tests.payments import NATIVE
from tests.refusals import told
from tests.unit.usecases.bench import Bench


def test_a_repeated_refund_gives_back_once() -> None:
    bench = Bench()
    order = bench.paid()

    first = refund(bench.ports, bench.command("refund"), order.id, 40_00)
    again = refund(bench.ports, bench.command("refund"), order.id, 40_00)

    assert first.lines == again.lines
    assert [r.amount_fen for r in bench.store.all(Refund)] == [40_00]


def test_a_key_used_for_another_refund_is_refused() -> None:
    bench = Bench()
    order = bench.paid()
    refund(bench.ports, bench.command("refund", b"40"), order.id, 40_00)

    with pytest.raises(Refused) as refused:
        refund(bench.ports, bench.command("refund", b"41"), order.id, 41_00)

    assert refused.value.code == "idempotency_conflict"
    assert len(bench.store.all(Refund)) == 1


def test_a_refund_of_nothing_is_refused() -> None:
    bench = Bench()
    order = bench.paid()

    with pytest.raises(Refused) as refused:
        refund(bench.ports, bench.command("refund"), order.id, 0)

    assert refused.value.code == "amount_zero"


def test_too_much_says_what_can_still_be_refunded() -> None:
    bench = Bench()
    order = bench.paid()
    refund(bench.ports, bench.command("one"), order.id, 40_00)

    with told(r"At most 60\.00") as refused:
        refund(bench.ports, bench.command("two"), order.id, 60_01)

    assert refused.value.facts == {"refundable_fen": 60_00}


def test_due_things_happen_before_a_late_fact() -> None:
    bench = Bench()
    order = bench.paid()
    bench.wait(hours=49)

    shipped = ship(bench.ports, bench.command("shipped"), order.id)

    assert [notice.code for notice in shipped.notices] == ["SHIP_SLA_BREACHED"]
    assert shipped.status == "shipped"


def test_a_command_that_met_another_decides_on_what_the_other_left() -> None:
    bench = Bench()
    order = bench.paid()
    commit = bench.store.commit

    def interrupted(records: Iterable[Record]) -> None:
        bench.store.commit = commit  # type: ignore[method-assign]
        refund(bench.ports, bench.command("other"), order.id, 70_00)
        commit(records)

    bench.store.commit = interrupted  # type: ignore[method-assign]
    with pytest.raises(Refused) as refused:
        refund(bench.ports, bench.command("mine"), order.id, 40_00)

    assert refused.value.code == "over_refund"
    assert [r.amount_fen for r in bench.store.all(Refund)] == [70_00]


def test_a_conflict_leaves_nothing_half_done() -> None:
    bench = Bench()
    order = bench.paid()

    with pytest.raises(Conflict):
        bench.store.commit([order, bench.placed("O2").changed(version=9)])

    assert require_order(bench.store, order.id) == order.changed(version=2)


def test_an_order_takes_so_many_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MAX_COMMANDS", 3)
    bench = Bench()
    order = bench.placed()
    confirm_payment(bench.ports, bench.payment(order))
    for key in ("second", "third"):
        refund(bench.ports, bench.command(key), order.id, 1)

    with told("at most 3 commands"):
        refund(bench.ports, bench.command("fourth"), order.id, 1)
    # Money that arrives needs no place among them.
    assert confirm_payment(bench.ports, bench.payment(order, "T9")).strays == ("T9",)


def test_a_command_that_changes_nothing_takes_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MAX_COMMANDS", 2)
    bench = Bench()
    order = bench.placed()

    for number in range(5):
        cancelled = cancel(bench.ports, bench.command(f"cancel {number}"), order.id)

    assert len(cancelled.commands) == 2


def test_an_order_that_waits_is_left_alone() -> None:
    bench = Bench()
    order = bench.paid()

    assert advance_order(bench.ports, order.id) == require_order(bench.store, order.id)
    assert require_order(bench.store, order.id).version == 2


def test_money_that_reached_the_channel_before_the_expiry_counts() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=29)
    bench.channel.paid_meanwhile = bench.payment(order)
    bench.wait(minutes=1)

    advanced = advance_order(bench.ports, order.id)

    assert advanced.status == "paid"
    assert advanced.notices == ()


def test_an_unpaid_order_expires_once() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=45)

    advanced = advance_order(bench.ports, order.id)

    assert advanced.status == "cancelled"
    assert advanced.cancelled_at == order.expires_at
    assert advance_order(bench.ports, order.id) == bench.store.get(Order, order.id)
    with told("expired before anybody paid: there is nothing to pay"):
        request_payment(bench.ports, order.id, NATIVE, ALL)


def test_who_asks_too_late_is_told_until_when_there_was_time() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)
    with told("The time to pay this order ended at 2025-"):
        request_payment(bench.ports, order.id, NATIVE, ALL)


def test_money_after_the_expiry_goes_back_whole() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)

    late = confirm_payment(bench.ports, bench.payment(order))

    assert (late.status, late.transaction, late.strays) == ("cancelled", None, ("T1",))
    assert [notice.code for notice in late.notices] == ["ORDER_EXPIRED"]
    (stray,) = bench.store.all(Refund)
    assert (stray.part, stray.amount_fen, stray.paid_fen) == ("stray", 100_00, 100_00)
    assert (stray.awaiting, stray.due_at) == ("channel", order.expires_at)


def test_late_money_that_is_told_twice_goes_back_once() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)
    payment = bench.payment(order)

    confirm_payment(bench.ports, payment)
    again = confirm_payment(bench.ports, payment)

    assert again.strays == ("T1",)
    assert [stray.amount_fen for stray in bench.store.all(Refund)] == [100_00]


def test_every_late_payment_goes_back() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)

    for transaction in ("T1", "T2"):
        last = confirm_payment(bench.ports, bench.payment(order, transaction))

    assert last.strays == ("T1", "T2")
    assert [stray.amount_fen for stray in bench.store.all(Refund)] == [100_00, 100_00]


def test_money_for_a_cancelled_order_goes_back() -> None:
    bench = Bench()
    order = bench.placed()
    cancel(bench.ports, bench.command("cancel"), order.id)

    late = confirm_payment(bench.ports, bench.payment(order))

    assert (late.status, late.strays, late.notices) == ("cancelled", ("T1",), ())
    assert [stray.part for stray in bench.store.all(Refund)] == ["stray"]


def test_an_order_is_not_expired_while_the_channel_contradicts_itself() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)
    bench.channel.close_payment = lambda _: "already_paid"  # type: ignore[method-assign, assignment]

    with pytest.raises(ChannelUnavailable, match="knows no payment"):
        advance_order(bench.ports, order.id)

    assert require_order(bench.store, order.id).status == "created"


def test_a_second_payment_goes_back_whole() -> None:
    bench = Bench()
    order = bench.paid()

    confirm_payment(bench.ports, bench.payment(order, "T2"))

    (stray,) = bench.store.all(Refund)
    assert (stray.part, stray.amount_fen) == ("stray", 100_00)


def test_a_second_payment_that_is_told_twice_goes_back_once() -> None:
    bench = Bench()
    order = bench.paid()

    for _ in range(2):
        told = confirm_payment(bench.ports, bench.payment(order, "T2"))

    assert (told.transaction, told.strays) == ("paid O1", ("T2",))
    assert [notice.code for notice in told.notices] == ["PAID_TWICE"]
    assert len(bench.store.all(Refund)) == 1


def test_a_cancelled_paid_order_gives_everything_back() -> None:
    bench = Bench()
    order = bench.paid()

    cancel(bench.ports, bench.command("cancel"), order.id)

    (whole,) = bench.store.all(Refund)
    assert (whole.part, whole.amount_fen) == ("all", 100_00)


def test_a_return_is_known_by_its_id() -> None:
    bench = Bench()
    order = bench.delivered()
    command = bench.command("return")
    ask_return(bench.ports, command, order.id, [1], "return")

    receive_return(bench.ports, bench.command("received"), order.id, return_id=command.id)
    with pytest.raises(Refused) as refused:
        inspect_return(bench.ports, bench.command("x"), order.id, True, return_id="other")

    assert refused.value.code == "unknown_return"
    assert require_order(bench.store, order.id).returns[0].items[0].state == "received"


def test_a_line_asked_back_twice_is_one_return() -> None:
    bench = Bench()
    order = bench.delivered()

    ask_return(bench.ports, bench.command("one"), order.id, [1], "return")
    again = ask_return(bench.ports, bench.command("two"), order.id, [1], "return")

    assert len(again.returns) == 1


def test_a_repeated_decision_of_an_inspection_is_nothing_and_the_opposite_is_refused() -> None:
    bench = Bench()
    order = bench.delivered()
    ask_return(bench.ports, bench.command("ask"), order.id, [1], "return")
    inspect_return(bench.ports, bench.command("one"), order.id, accepted=True)

    inspect_return(bench.ports, bench.command("two"), order.id, accepted=True)
    with pytest.raises(Refused) as refused:
        inspect_return(bench.ports, bench.command("three"), order.id, accepted=False)

    assert refused.value.code == "illegal_transition"


def test_a_line_the_order_does_not_have_cannot_come_back() -> None:
    bench = Bench()
    order = bench.delivered()

    with told("no line 7") as refused:
        ask_return(bench.ports, bench.command("ask"), order.id, [7], "return")

    assert refused.value.code == "unknown_line"


def test_the_first_delivery_counts() -> None:
    bench = Bench()
    order = bench.delivered()
    bench.wait(days=2)

    again = deliver(bench.ports, bench.command("again"), order.id)

    assert again.delivered_at == order.delivered_at
    assert again.window_ends == order.window_ends


def test_another_sum_that_the_channel_collected_lets_the_order_expire_and_goes_back() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=30)
    bench.channel.paid_meanwhile = bench.payment(order).changed(amount_fen=1)

    expired = advance_order(bench.ports, order.id)

    assert (expired.status, expired.strays) == ("cancelled", ("T1",))
    (stray,) = bench.store.all(Refund)
    assert (stray.part, stray.amount_fen) == ("stray", 1)


def test_an_order_takes_so_many_lines_back_and_still_releases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(returns, "MAX_RETURN_ITEMS", 2)
    bench = Bench()
    order = bench.delivered()
    for number in range(2):
        command = bench.command(f"return {number}")
        ask_return(bench.ports, command, order.id, [1], "return")
        inspect_return(bench.ports, bench.command(f"no {number}"), order.id, False)

    with told("at most 2 lines in all") as refused:
        ask_return(bench.ports, bench.command("third"), order.id, [1], "return")

    assert refused.value.code == "invalid"
    bench.wait(days=9)
    assert advance_order(bench.ports, order.id).status == "closed"
