"""An order's life as its timeline tells it: its own moments and those of its refunds."""

from datetime import timedelta

import pytest

from shared.domain.channel.channel import RefundReport
from shared.domain.commands import Command, Origin
from shared.domain.events.events import Event
from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.ownership import ALL
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.carry_out_refund import advance_refund
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.handle_returns import ask_return
from shared.usecases.orders.manual_payments import ManualPayment, confirm_manual_payment
from shared.usecases.orders.refund_order import refund
from shared.usecases.orders.statements import order_life
from tests.account_in_force import ACCOUNT, put_account_in_force
from tests.unit.usecases.bench import BEGINNING, NO_ANSWER, Bench


def _life(bench: Bench, order: str, reader: Reader = BACK_OFFICE) -> list[Event]:
    return list(order_life(bench.ports, order, ALL, reader).events)


def _command(bench: Bench, key: str, by: str, role: str) -> Command:
    identity = bench.command(key)
    return Command(identity.id, identity.body_hash, origin=Origin(by, role, key, "request-1"))


def test_a_life_is_told_with_the_causes_and_the_amounts_of_what_happened() -> None:
    bench = Bench()
    order = bench.paid().id
    bench.wait(days=4)
    ship(bench.ports, _command(bench, "ship", "shop", "storefront"), order)
    deliver(bench.ports, _command(bench, "deliver", "shop", "storefront"), order)
    bench.wait(days=30)
    advance_order(bench.ports, order)

    told = _life(bench, order)

    assert [(event.code, event.by, event.amount_fen) for event in told] == [
        ("created", "shop", None),
        ("paid", None, 100_00),
        ("commission_promised", None, 15_00),
        ("SHIP_SLA_BREACHED", None, None),
        ("shipped", "shop", None),
        ("delivered", "shop", None),
        ("commission_released", None, 15_00),
        ("closed", None, None),
    ]
    assert [event.id for event in told] == [f"order/{order}.{n}" for n in range(1, 9)]
    assert [event.at for event in told] == sorted(event.at for event in told)
    breach = told[3]
    assert breach.at < breach.recorded_at == BEGINNING + timedelta(days=4)


def test_what_lapses_on_the_way_is_nobodys_doing() -> None:
    bench = Bench()
    order = bench.paid().id
    ship(bench.ports, _command(bench, "ship", "shop", "storefront"), order)
    bench.wait(days=60)
    refund(bench.ports, _command(bench, "back", "shop", "storefront"), order, 1_00)

    by = {event.code: event.by for event in _life(bench, order)}

    assert (by["AUTO_RECEIPT"], by["commission_released"], by["closed"]) == (None, None, None)
    assert (by["commission_reversed"], by["refund_decided"]) == ("shop", "shop")


def test_a_payment_by_hand_tells_when_it_came_and_who_confirmed_it_when() -> None:
    bench = Bench()
    order = bench.placed()
    bench.wait(minutes=10)
    paid_at = BEGINNING + timedelta(minutes=5)
    command = _command(bench, "by hand", "fin", "finance")
    put_account_in_force(bench.store)
    slip = ManualPayment(
        account=ACCOUNT, transaction="bank-1", amount_fen=order.due_fen, paid_at=paid_at
    )
    confirm_manual_payment(bench.ports, command, order.id, slip)

    [paid] = [event for event in _life(bench, order.id) if event.code == "paid"]

    assert (paid.at, paid.recorded_at, paid.by) == (paid_at, bench.clock.now(), "fin")
    assert paid.facts == {"account": ACCOUNT, "transaction": "bank-1"}


def test_a_return_names_its_lines() -> None:
    bench = Bench()
    order = bench.delivered().id
    case = bench.command("return")
    ask_return(bench.ports, case, order, [1], "exchange")

    asked = _life(bench, order)[-1]

    assert (asked.code, asked.lines) == ("return_requested", (1,))
    assert asked.facts == {"return": case.id, "kind": "exchange"}


@pytest.mark.parametrize(
    ("state", "ends"), [("success", "refund_paid"), ("abnormal", "refund_abnormal")]
)
def test_a_refund_tells_how_it_ended(state: str, ends: str) -> None:
    bench = Bench()
    order, back = bench.paid().id, bench.command("back")
    refund(bench.ports, back, order, 7_00)
    bench.channel.tell(
        NO_ANSWER, RefundReport.model_validate({"refund_id": back.id, "state": state})
    )
    advance_refund(bench.ports, order, back.id)
    bench.wait(hours=1)
    advance_refund(bench.ports, order, back.id)

    told = [(event.subject, event.code, event.amount_fen) for event in _life(bench, order)]

    assert told[-3:] == [
        (f"order/{order}", "refund_decided", 7_00),
        (f"refund/{order}/{back.id}", "refund_sent", 7_00),
        (f"refund/{order}/{back.id}", ends, 7_00),
    ]


def test_its_storefront_reads_its_life_without_commission_amounts() -> None:
    bench = Bench()
    order = bench.paid().id

    told = {
        event.code: event.amount_fen for event in _life(bench, order, Reader("storefront", "shop"))
    }

    assert told == {"created": None, "paid": 100_00, "commission_promised": None}
