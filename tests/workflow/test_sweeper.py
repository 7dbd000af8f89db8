"""The sweeper alone brings everything to the same end as the machines alone, to the last fen."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.laptop_bench import Bench, Posted, running
from tests.workflow.order_paths import PATHS


class Ending(NamedTuple):
    """How an order ended."""

    status: str
    awaiting: str
    notices: tuple[tuple[str, str], ...]
    journal: list[Posted]
    refunds: list[tuple[str, int]]


def endings(bench: Bench) -> dict[str, Ending]:
    """How every path ends, played one after the other on one product."""
    orders = {}
    for name, path in PATHS.items():
        bench.begin_week()
        orders[name] = bench.paid_order()
        path.play(bench, orders[name])
    bench.advance(minutes=10)
    return {name: ending(bench, order) for name, order in orders.items()}


def ending(bench: Bench, order_id: str) -> Ending:
    order = bench.order(order_id)
    return Ending(
        order.status,
        order.awaiting,
        tuple((notice.code, notice.at.isoformat()) for notice in order.notices),
        bench.journal(f"ORDER#{order_id}"),
        [(refund.state, refund.amount_fen) for refund in bench.refunds(order_id)],
    )


@pytest.fixture(scope="module")
def by_machines() -> dict[str, Ending]:
    with running() as bench:
        return endings(bench)


@pytest.fixture(scope="module")
def by_sweeper(by_machines: dict[str, Ending]) -> dict[str, Ending]:
    # After the machines' product has gone: a process holds one at a time.
    with running(workflows=False) as bench:
        return endings(bench)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_ends_the_same(
    by_machines: dict[str, Ending], by_sweeper: dict[str, Ending], path: str
) -> None:
    assert by_sweeper[path] == by_machines[path]
    assert by_sweeper[path].journal


@pytest.fixture(scope="module")
def bench(by_sweeper: dict[str, Ending]) -> Iterator[Bench]:
    with running(workflows=False) as bench:
        yield bench


def test_payouts_and_settlements_need_no_machine(bench: Bench) -> None:
    promoter, upline = bench.with_money(10_000)[1:]
    withdrawn = bench.withdraw(promoter, 600)
    bench.advance(minutes=1)
    bench.laptop.channel.confirm(bench.payout(withdrawn).parts[0].bill_no)
    bench.start_settlement("2024")
    bench.advance(minutes=20)
    bench.approve_settlement("2024")
    bench.advance(minutes=20)
    settled = bench.proposal("2024", upline).payout
    assert settled
    bench.advance(minutes=1)
    bench.laptop.channel.confirm(bench.payout(settled).parts[0].bill_no)
    bench.advance(hours=25)
    bench.advance(minutes=5)
    first, second = bench.balance(promoter), bench.balance(upline)
    # The promoter never confirmed what the settlement sent him: it came back.
    assert (first.available, first.reserved, first.paid) == (400, 0, 600)
    assert (second.available, second.reserved, second.paid) == (0, 0, 500)
    assert bench.execution("payout", withdrawn) is None


def test_an_unpaid_order_is_closed_at_the_channel_and_expires(bench: Bench) -> None:
    order = bench.placed_order()
    bench.post(f"/v1/orders/{order}/payment")
    expires_at = bench.order(order).expires_at
    bench.advance_to(expires_at)
    end = bench.order(order)
    assert (end.status, end.cancelled_at) == ("cancelled", expires_at)
    assert bench.laptop.channel.state()["payment"][order]["trade_state"] == "CLOSED"


def test_a_payment_that_no_notice_told_of_is_found_at_the_expiry(bench: Bench) -> None:
    order = bench.placed_order()
    bench.post(f"/v1/orders/{order}/payment")
    bench.laptop.channel.behave("no_notice")
    bench.laptop.channel.pay(order)
    paid_at = bench.now
    bench.advance_to(bench.order(order).expires_at)
    end = bench.order(order)
    assert (end.status, end.paid_at) == ("paid", paid_at)


def test_one_record_that_cannot_be_advanced_stops_no_other(bench: Bench) -> None:
    stuck, other = bench.placed_order(), bench.placed_order()
    bench.laptop.channel.behave("failure", operation="close", number=stuck, times=None)
    bench.post(f"/v1/orders/{stuck}/payment")
    bench.advance_to(bench.order(other).expires_at)
    assert bench.order(stuck).status == "created"
    assert bench.order(other).status == "cancelled"
    bench.laptop.channel.behave_well()
    bench.sweep()
    assert bench.order(stuck).status == "cancelled"
