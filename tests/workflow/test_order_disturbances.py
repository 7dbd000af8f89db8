"""Whatever is late, lost, doubled or at once: the order ends as if nothing had been."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from infra.local.functions.context import LambdaContext
from infra.local.json_value import Json
from shared.adapters.aws.client import AwsClient
from shared.adapters.step_functions import StepFunctions
from shared.domain.commands import Command
from shared.domain.errors import Busy
from shared.domain.machines import TaskToken
from shared.domain.times import FAR
from shared.usecases.orders.fulfil_order import ship
from tests.laptop_bench import ORDER_TASKS, SWEEPER, Bench
from tests.workflow.order_paths import (
    AFTER_SHIPMENT,
    FIRST_LINE,
    HAPPY,
    SECOND_LINE,
    deliver_in_time,
    hold_over_the_window,
    run_out,
)

RACERS = 12
LONGEST_RACE = 9


@pytest.fixture
def order(bench: Bench) -> str:
    bench.begin_week()
    return bench.paid_order()


def require_released_once(bench: Bench, order: str) -> None:
    """Both payees have their full commission, released at the very end of the window."""
    end = bench.order(order)
    assert (end.status, end.released_at) == ("closed", end.window_ends)
    entries = bench.journal(f"ORDER#{order}")
    assert [entry.cause for entry in entries] == ["order_paid", "released"]
    assert sum(amount for _, _, amount, _ in entries[1].postings) == 2_250


def test_the_shipment_comes_before_the_machine_has_begun(bench: Bench) -> None:
    bench.begin_week()
    with bench.stream_down():
        order = bench.paid_order()
        bench.ship(order)
    bench.deliver(order)
    run_out(bench, order)
    assert bench.states_of(order) == f"AwaitShipment {AFTER_SHIPMENT}"
    require_released_once(bench, order)


def test_all_facts_come_before_the_machine_has_begun(bench: Bench) -> None:
    with bench.stream_down():
        order = bench.paid_order()
        bench.ship(order)
        bench.deliver(order)
    run_out(bench, order)
    assert bench.states_of(order) == (
        "AwaitShipment LookUp WhereIsIt AwaitReturnWindow ReleaseCommission"
    )
    require_released_once(bench, order)


def test_the_order_is_over_before_the_machine_has_begun(bench: Bench) -> None:
    with bench.stream_down():
        order = bench.paid_order()
        bench.cancel(order)
    assert bench.execution("order-lifecycle", order) is None
    (refund,) = bench.refunds(order)
    assert refund.state == "success"


def test_the_signal_of_the_shipment_is_lost(bench: Bench, order: str) -> None:
    ship_by = bench.order(order).due_at
    with bench.signals_lost():
        bench.ship(order)
    bench.advance_to(ship_by)
    bench.deliver(order)
    run_out(bench, order)
    assert bench.states_of(order) == f"AwaitShipment RecordShipBreach WhereIsIt {AFTER_SHIPMENT}"
    assert bench.order(order).notices == ()
    require_released_once(bench, order)


def test_the_signal_of_the_delivery_is_lost(bench: Bench, order: str) -> None:
    bench.ship(order)
    receipt_by = bench.order(order).due_at
    bench.advance(days=4)
    with bench.signals_lost():
        bench.deliver(order)
    bench.advance_to(receipt_by)
    run_out(bench, order)
    assert bench.states_of(order) == (
        "AwaitShipment AwaitDelivery ConfirmReceipt WhereIsIt AwaitReturnWindow ReleaseCommission"
    )
    assert bench.order(order).notices == ()
    require_released_once(bench, order)


def test_a_fact_that_leaves_the_wait_as_it_is_does_not_wake_the_machine(
    bench: Bench, order: str
) -> None:
    bench.refund(order, 100, line=2)
    assert bench.states_of(order) == "AwaitShipment"
    deliver_in_time(bench, order)
    run_out(bench, order)
    assert bench.states_of(order) == HAPPY


def test_a_write_that_moves_nothing_leaves_the_machine_where_it_is(
    bench: Bench, order: str
) -> None:
    # As a command stores it that read the order before the machine left its token.
    bench.laptop.ports.store.commit([bench.order(order)])
    bench.settle()
    assert bench.states_of(order) == "AwaitShipment"
    deliver_in_time(bench, order)
    run_out(bench, order)
    require_released_once(bench, order)


def test_the_stream_says_everything_twice_at_every_wait(bench: Bench) -> None:
    since = bench.last_change
    order = bench.paid_order()
    steps: list[Callable[[], None]] = [
        lambda: None,
        lambda: bench.ship(order),
        lambda: bench.deliver(order),
        lambda: run_out(bench, order),
    ]
    for step in steps:
        step()
        changes, states = bench.last_change, bench.states_of(order)
        bench.replay_stream(since)
        assert bench.states_of(order) == states
        assert bench.last_change == changes
    assert bench.states_of(order) == HAPPY
    require_released_once(bench, order)


def test_the_stream_says_everything_twice_while_lines_are_held(bench: Bench) -> None:
    since = bench.last_change
    order = bench.paid_order()
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    states = bench.states_of(order)
    bench.replay_stream(since)
    assert bench.states_of(order) == states
    bench.inspect(order, case, accepted=False)
    assert bench.states_of(order) == f"{states} ReleaseCommission"


def test_a_machine_is_started_once_whatever_its_second_start_is_given(
    bench: Bench, order: str
) -> None:
    machines = bench.laptop.cloud.state_machines
    workflows = StepFunctions(
        AwsClient("stepfunctions"), {"order_lifecycle": machines.arn("fenrun-order-lifecycle")}
    )
    wait = {"awaiting": "window", "due_at": "2020-01-01T00:00:00Z"}
    workflows.start("order_lifecycle", order, {"order_id": order, **wait})
    bench.settle()
    assert bench.states_of(order) == "AwaitShipment"
    bench.cancel(order)
    workflows.start("order_lifecycle", order, {"order_id": order, **wait})
    bench.settle()
    assert bench.states_of(order) == "AwaitShipment LookUp WhereIsIt OrderSettled"


def test_a_token_of_a_wait_that_is_over_wakes_nobody(bench: Bench, order: str) -> None:
    left = bench.laptop.ports.store.get(TaskToken, f"ORDER#{order}/ORDER")
    assert left
    stale = left.token
    bench.ship(order)
    workflows = StepFunctions(AwsClient("stepfunctions"), {})
    workflows.go_on(stale, "window", FAR)
    workflows.interrupt(stale)
    bench.settle()
    assert bench.states_of(order) == "AwaitShipment AwaitDelivery"


def test_twelve_orders_are_shipped_in_the_second_of_their_deadline(bench: Bench) -> None:
    bench.begin_week()
    orders = [bench.paid_order() for _ in range(RACERS)]
    ship_by = bench.order(orders[0]).due_at
    ready = threading.Barrier(RACERS + 1)

    def race(order: str) -> None:
        ready.wait()
        ship(bench.laptop.ports, Command.of("shop", f"ship {order}", "race", b""), order)

    with ThreadPoolExecutor(RACERS) as racers:
        races = [racers.submit(race, order) for order in orders]
        ready.wait()
        bench.advance_to(ship_by)
        for raced in races:
            raced.result()
    bench.settle()
    for order in orders:
        require_told_of_a_breach_exactly_if_late(bench, order)
        bench.deliver(order)
    bench.advance_to(max(bench.order(order).due_at for order in orders))
    for order in orders:
        require_released_once(bench, order)
        assert 4 <= len(bench.states_of(order).split()) <= LONGEST_RACE


def require_told_of_a_breach_exactly_if_late(bench: Bench, order: str) -> None:
    raced = bench.order(order)
    assert raced.shipped_at
    assert raced.ship_by
    told = [notice.code for notice in raced.notices]
    assert told == ["SHIP_SLA_BREACHED"] * (raced.shipped_at >= raced.ship_by)


@pytest.mark.parametrize("sweeper_first", [True, False])
def test_the_sweeper_comes_in_the_second_of_every_deadline(
    bench: Bench, sweeper_first: bool
) -> None:
    bench.begin_week()
    deadlines = [bench.now + timedelta(hours=hours) for hours in (48, 12 * 24, 19 * 24 + 14)]
    # Timers of one second fire in the order in which they were set: the sweeper's come first when
    # they are set before the machine begins to wait.
    if sweeper_first:
        sweep_at(bench, *deadlines)
    order = bench.paid_order()
    for deadline in deadlines:
        assert bench.order(order).due_at == deadline
        if not sweeper_first:
            sweep_at(bench, deadline)
        run_out(bench, order)
        if bench.order(order).status == "paid":
            bench.ship(order)
    assert bench.states_of(order).endswith("AwaitReturnWindow ReleaseCommission")
    told = [notice.code for notice in bench.order(order).notices]
    assert told == ["SHIP_SLA_BREACHED", "AUTO_RECEIPT"]
    require_released_once(bench, order)


def sweep_at(bench: Bench, *instants: datetime) -> None:
    for instant in instants:
        bench.laptop.cloud.clock.call_at(
            instant, lambda: bench.laptop.cloud.functions.invoke(SWEEPER, {})
        )


def test_a_machine_comes_again_when_others_are_busy_with_the_records(
    bench: Bench, order: str
) -> None:
    deliver_in_time(bench, order)
    calls: list[Json] = []

    def busy(event: Json, context: LambdaContext) -> Json:
        calls.append(event)
        raise Busy("others kept changing the same records")

    window_ends = bench.order(order).due_at
    with bench.function_does(ORDER_TASKS, busy):
        bench.advance_to(window_ends)
    assert bench.order(order).status == "delivered"
    bench.advance(minutes=10)
    assert len(calls) == 1
    assert bench.states_of(order) == HAPPY
    require_released_once(bench, order)


def test_a_machine_whose_function_is_broken_pauses_and_the_sweeper_carries_its_order(
    bench: Bench, order: str
) -> None:
    deliver_in_time(bench, order)

    def broken(event: Json, context: LambdaContext) -> Json:
        raise ValueError("no task fits")

    with bench.function_does(ORDER_TASKS, broken):
        run_out(bench, order)
    assert bench.states_of(order) == f"{HAPPY} Pause"
    bench.sweep()
    require_released_once(bench, order)
    bench.advance(days=1)
    assert bench.states_of(order) == f"{HAPPY} Pause LookUp WhereIsIt OrderSettled"


def test_one_line_comes_back_and_the_others_release_on_time(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    first, second = bench.order(order).lines
    assert (first.released_at, second.released_at) == (None, second.window_ends)
    bench.inspect(order, case, accepted=True)
    bench.refund(order, FIRST_LINE, line=1)
    causes = [(entry.cause, len(entry.postings)) for entry in bench.journal(f"ORDER#{order}")]
    assert causes == [("order_paid", 4), ("released", 2), ("refunded", 2)]


def test_what_is_refunded_in_part_releases_its_rest_with_the_refund(
    bench: Bench, order: str
) -> None:
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    bench.inspect(order, case, accepted=True)
    bench.advance(hours=1)
    bench.refund(order, FIRST_LINE // 2, line=1)
    last = bench.journal(f"ORDER#{order}")[-1]
    assert (last.cause, last.at) == ("released", bench.now)
    assert sum(amount for _, _, amount, _ in last.postings) == 750


def test_a_defect_after_closing_is_kept_by_the_sweeper_alone(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    run_out(bench, order)
    bench.ask_return(order, 2, kind="defect")
    assert bench.order(order).awaiting == "after_sale"
    run_out(bench, order)
    bench.sweep()
    end = bench.order(order)
    assert [notice.code for notice in end.notices] == ["RETURN_LAPSED"]
    assert (end.status, end.awaiting) == ("closed", "nothing")
    assert bench.states_of(order) == HAPPY


def test_a_defect_that_is_refunded_after_closing_is_clawed_back(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    run_out(bench, order)
    case = bench.ask_return(order, 2, kind="defect")
    bench.inspect(order, case, accepted=True)
    bench.refund(order, SECOND_LINE, line=2)
    last = bench.journal(f"ORDER#{order}")[-1]
    assert last.cause == "refunded"
    assert {source.partition(":")[2] for source, _, _, _ in last.postings} == {"available"}
    assert bench.order(order).awaiting == "nothing"
