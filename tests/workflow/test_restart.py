"""Executions die with the process: then a machine begins for whatever waits, in any state."""

import random
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from tests.laptop_bench import Bench, running
from tests.workflow.order_paths import AFTER_SHIPMENT, FIRST_LINE, deliver_in_time, run_out

MONEY = 1_000
BACK_IN_PLACE = "AwaitShipment LookUp WhereIsIt"

T = TypeVar("T")


@contextmanager
def restarted(data_dir: Path, prepare: Callable[[Bench], T]) -> Iterator[tuple[Bench, T]]:
    """A process that goes on with what an earlier one, ended since, had prepared."""
    port = lasting_port()
    with running(data_dir=data_dir, port=port) as first:
        prepared = prepare(first)
        ended_at = first.now
    with running(data_dir=data_dir, port=port, run="2") as second:
        second.settle()
        assert second.now == ended_at
        yield second, prepared


def lasting_port() -> int:
    """A free port, which the channel notifies before and after; the system gives it to nobody."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", random.randrange(20_000, 30_000)))
            port: int = probe.getsockname()[1]
            return port


def orders_in_every_wait(bench: Bench) -> dict[str, str]:
    """Orders by what they wait for; the oldest has held lines."""
    bench.begin_week()
    held = bench.paid_order()
    deliver_in_time(bench, held)
    bench.advance(days=6)
    bench.ask_return(held, 1)
    run_out(bench, held)
    window = bench.paid_order()
    deliver_in_time(bench, window)
    delivery = bench.paid_order()
    bench.ship(delivery)
    waits = {"held_lines": held, "window": window, "delivery": delivery}
    return {**waits, "shipment": bench.paid_order()}


def test_orders_go_on_from_every_wait(tmp_path: Path) -> None:
    with restarted(tmp_path, orders_in_every_wait) as (bench, orders):
        assert {bench.order(order).awaiting: order for order in orders.values()} == orders
        (case,) = bench.order(orders["held_lines"]).returns
        bench.inspect(orders["held_lines"], case.id, accepted=False)
        bench.ship(orders["shipment"])
        for awaiting in ("delivery", "shipment"):
            bench.deliver(orders[awaiting])
        run_out(bench, orders["window"])
        run_out(bench, orders["shipment"])
        assert {awaiting: bench.states_of(order) for awaiting, order in orders.items()} == {
            "shipment": f"AwaitShipment {AFTER_SHIPMENT}",
            "delivery": f"AwaitShipment {AFTER_SHIPMENT}",
            "window": f"{BACK_IN_PLACE} AwaitReturnWindow ReleaseCommission",
            "held_lines": f"{BACK_IN_PLACE} AwaitHeldLines ReleaseCommission",
        }
        for order in orders.values():
            assert bench.order(order).status == "closed"
            released = [e for e in bench.journal(f"ORDER#{order}") if e.cause == "released"]
            assert sum(fen for entry in released for _, _, fen, _ in entry.postings) == 2_250


def test_deadlines_still_fall_after_a_restart(tmp_path: Path) -> None:
    with restarted(tmp_path, orders_in_every_wait) as (bench, orders):
        bench.advance(days=30)
        told = {wait: [n.code for n in bench.order(it).notices] for wait, it in orders.items()}
        assert told == {
            "shipment": ["SHIP_SLA_BREACHED"],
            "delivery": ["AUTO_RECEIPT"],
            "window": [],
            "held_lines": ["RETURN_LAPSED"],
        }


def test_an_order_that_no_machine_was_told_of_gets_one(tmp_path: Path) -> None:
    def paid_untold(bench: Bench) -> str:
        bench.break_stream()
        return bench.paid_order()

    with restarted(tmp_path, paid_untold) as (bench, order):
        assert bench.states_of(order) == "AwaitShipment"


def payouts_in_every_wait(bench: Bench) -> dict[str, str]:
    bench.set_policy(payout={"review": True})
    waits = ("approval", "result", "confirmation")
    payouts = {wait: bench.withdraw(bench.with_money(10_000).promoter, MONEY) for wait in waits}
    approve(bench, payouts["confirmation"])
    bench.laptop.channel.behave("time_out", operation="transfer")
    approve(bench, payouts["result"])
    return payouts


def test_payouts_go_on_from_every_wait(tmp_path: Path) -> None:
    with restarted(tmp_path, payouts_in_every_wait) as (bench, payouts):
        assert {bench.payout(payout).awaiting: payout for payout in payouts.values()} == payouts
        approve(bench, payouts["approval"])
        bench.advance(minutes=1)
        for payout in payouts.values():
            (part,) = bench.payout(payout).parts
            bench.laptop.channel.confirm(part.bill_no)
            bench.settle()
            balance = bench.balance(bench.payout(payout).payee)
            assert (balance.available, balance.reserved, balance.paid) == (0, 0, MONEY)


def approve(bench: Bench, payout: str) -> None:
    bench.decide(payout)


def test_a_refund_under_way_is_refunded_once(tmp_path: Path) -> None:
    def under_way(bench: Bench) -> tuple[str, str]:
        bench.laptop.channel.behave("wait", operation="refund")
        order = bench.paid_order()
        return order, bench.refund(order, FIRST_LINE, line=1)

    with restarted(tmp_path, under_way) as (bench, (order, number)):
        bench.laptop.channel.finish_refund(number)
        bench.settle()
        (refund,) = bench.refunds(order)
        assert (refund.state, list(bench.laptop.channel.state()["refund"])) == ("success", [number])
        assert bench.refund_states(number).endswith("RefundFinished")


PROPOSALS, APPROVAL, PAYMENT = "2001", "2002", "2003"


def settlements_in_every_wait(bench: Bench) -> str:
    """One run waits for finance; of two the stream has not told the machine yet.

    Whichever goes on first, somebody has something left to be proposed.
    """
    payee = bench.with_money(10_000).promoter
    bench.start_settlement(APPROVAL)
    bench.start_settlement(PAYMENT)
    bench.with_money(10_000)
    bench.break_stream()
    bench.approve_settlement(PAYMENT)
    bench.start_settlement(PROPOSALS)
    return payee


def test_settlements_go_on_from_every_wait(tmp_path: Path) -> None:
    with restarted(tmp_path, settlements_in_every_wait) as (bench, payee):
        assert bench.settlement(PAYMENT).awaiting == "nothing"
        assert bench.proposal(PAYMENT, payee).outcome == "reserved"
        assert bench.settlement(PROPOSALS).awaiting == "approval"
        bench.approve_settlement(PROPOSALS)
        bench.approve_settlement(APPROVAL)
        assert bench.settlement(APPROVAL).awaiting == "nothing"
        balance = bench.balance(payee)
        assert (balance.available, balance.reserved) == (0, MONEY)
