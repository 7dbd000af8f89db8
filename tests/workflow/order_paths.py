"""Every way an order can go: what its users do, what is known at the end, what its machine enters.

A path is played from a payment on a Monday morning that no holiday follows. Its states are counted
as AWS would charge them; without state machines the sweeper plays the same paths.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.laptop_bench import Bench

AFTER_SHIPMENT = "AwaitDelivery AwaitReturnWindow ReleaseCommission"
HAPPY = f"AwaitShipment {AFTER_SHIPMENT}"
TO_WINDOW = "AwaitShipment AwaitDelivery AwaitReturnWindow"
HELD = "ReleaseCommission LookUp WhereIsIt AwaitHeldLines"

FIRST_LINE, SECOND_LINE = 10_000, 5_000


@dataclass(frozen=True)
class Path:
    """Play a paid order of two lines; `states` for its machine, codes of its notices."""

    play: Callable[[Bench, str], None]
    states: str
    status: str = "closed"
    notices: tuple[str, ...] = ()


def shipped(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    run_out(bench, order)


def late(bench: Bench, order: str) -> None:
    run_out(bench, order)
    shipped(bench, order)


def auto_receipt(bench: Bench, order: str) -> None:
    bench.ship(order)
    run_out(bench, order)
    run_out(bench, order)


def delivered_unshipped(bench: Bench, order: str) -> None:
    bench.advance(hours=5)
    bench.deliver(order)
    run_out(bench, order)


def cancelled(bench: Bench, order: str) -> None:
    bench.advance(hours=5)
    bench.cancel(order)


def refunded_on_the_way(bench: Bench, order: str) -> None:
    bench.ship(order)
    bench.refund(order, FIRST_LINE + SECOND_LINE)


def returned_in_window(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    give_back(bench, order)
    run_out(bench, order)


def rejected_in_window(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = bench.ask_return(order, 1)
    bench.receive(order, case)
    bench.inspect(order, case, accepted=False)
    run_out(bench, order)


def rejected_after_window(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    bench.receive(order, case)
    bench.inspect(order, case, accepted=False)


def returned_after_window(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    bench.receive(order, case)
    bench.advance(days=1)
    bench.inspect(order, case, accepted=True)
    bench.advance(days=1)
    bench.refund(order, FIRST_LINE, line=1)


def refunded_in_part(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    bench.inspect(order, case, accepted=True)
    bench.refund(order, FIRST_LINE // 2, line=1)


def put_off(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = hold_over_the_window(bench, order)
    send_by = bench.order(order).due_at
    bench.advance(days=4)
    bench.receive(order, case)
    bench.advance_to(send_by)
    bench.inspect(order, case, accepted=False)


def never_sent_back(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    hold_over_the_window(bench, order)
    run_out(bench, order)


def never_inspected(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    bench.advance(days=5)
    bench.receive(order, bench.ask_return(order, 1))
    run_out(bench, order)
    run_out(bench, order)
    bench.refund(order, FIRST_LINE, line=1)


def refunded_too_late(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    bench.advance(days=6)
    case = bench.ask_return(order, 1)
    bench.receive(order, case)
    bench.inspect(order, case, accepted=True)
    run_out(bench, order)
    run_out(bench, order)
    bench.refund(order, FIRST_LINE, line=1)


def exchanged(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = bench.ask_return(order, 1, kind="exchange")
    bench.inspect(order, case, accepted=True)
    bench.advance(days=2)
    bench.deliver(order, 1)
    run_out(bench, order)
    run_out(bench, order)


def replacement_unreported(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = bench.ask_return(order, 1, kind="exchange")
    bench.inspect(order, case, accepted=True)
    run_out(bench, order)
    run_out(bench, order)
    run_out(bench, order)


def window_moved(bench: Bench, order: str) -> None:
    deliver_in_time(bench, order)
    case = bench.ask_return(order, 1, 2, kind="exchange")
    bench.inspect(order, case, accepted=True)
    bench.advance(days=2)
    bench.deliver(order, 1, 2)
    run_out(bench, order)


def everything_slow(bench: Bench, order: str) -> None:
    run_out(bench, order)
    bench.ship(order)
    run_out(bench, order)
    case = hold_over_the_window(bench, order)
    bench.inspect(order, case, accepted=False)


PATHS = {
    "shipped": Path(shipped, HAPPY),
    "late": Path(
        late, f"AwaitShipment RecordShipBreach WhereIsIt {HAPPY}", notices=("SHIP_SLA_BREACHED",)
    ),
    "auto-receipt": Path(
        auto_receipt,
        "AwaitShipment AwaitDelivery ConfirmReceipt WhereIsIt AwaitReturnWindow ReleaseCommission",
        notices=("AUTO_RECEIPT",),
    ),
    "delivered without a shipment": Path(
        delivered_unshipped, "AwaitShipment LookUp WhereIsIt AwaitReturnWindow ReleaseCommission"
    ),
    "cancelled": Path(cancelled, "AwaitShipment LookUp WhereIsIt OrderSettled", status="cancelled"),
    "refunded on the way": Path(
        refunded_on_the_way, "AwaitShipment AwaitDelivery LookUp WhereIsIt OrderSettled"
    ),
    "returned in the window": Path(returned_in_window, HAPPY),
    "return rejected in the window": Path(rejected_in_window, HAPPY),
    "return rejected": Path(rejected_after_window, f"{TO_WINDOW} {HELD} ReleaseCommission"),
    "returned after the window": Path(
        returned_after_window, f"{TO_WINDOW} {HELD} ReleaseCommission"
    ),
    "refunded in part": Path(refunded_in_part, f"{TO_WINDOW} {HELD} ReleaseCommission"),
    "deadline put off": Path(put_off, f"{TO_WINDOW} {HELD} {HELD} ReleaseCommission"),
    "return lapsed": Path(
        never_sent_back,
        f"{TO_WINDOW} {HELD} ReleaseCommission",
        notices=("RETURN_LAPSED",),
    ),
    "inspection never made": Path(never_inspected, f"{TO_WINDOW} {HELD} {HELD} ReleaseCommission"),
    "refund too late": Path(
        refunded_too_late,
        f"{TO_WINDOW} {HELD} {HELD} ReleaseCommission",
        notices=("REFUND_SLA_BREACHED",),
    ),
    "exchange": Path(exchanged, f"{TO_WINDOW} {HELD} ReleaseCommission"),
    "replacement never reported": Path(
        replacement_unreported,
        f"{TO_WINDOW} {HELD} {HELD} ReleaseCommission",
        notices=("AUTO_RECEIPT",),
    ),
    "window moved": Path(
        window_moved,
        f"{TO_WINDOW} ReleaseCommission LookUp WhereIsIt AwaitReturnWindow ReleaseCommission",
    ),
    "late, auto-receipt and a rejected return": Path(
        everything_slow,
        "AwaitShipment RecordShipBreach WhereIsIt AwaitShipment AwaitDelivery ConfirmReceipt"
        f" WhereIsIt AwaitReturnWindow {HELD} ReleaseCommission",
        notices=("SHIP_SLA_BREACHED", "AUTO_RECEIPT"),
    ),
}


def deliver_in_time(bench: Bench, order: str) -> None:
    bench.advance(hours=5)
    bench.ship(order)
    bench.advance(days=3)
    bench.deliver(order)


def hold_over_the_window(bench: Bench, order: str) -> str:
    """Ask line 1 back on the window's last day, and let the window of the other end."""
    bench.advance(days=6)
    case = bench.ask_return(order, 1)
    run_out(bench, order)
    return case


def give_back(bench: Bench, order: str) -> None:
    case = bench.ask_return(order, 1)
    bench.receive(order, case)
    bench.inspect(order, case, accepted=True)
    bench.refund(order, FIRST_LINE, line=1)


def run_out(bench: Bench, order: str) -> None:
    """Let the time be over that the order waits for now."""
    bench.advance_to(bench.order(order).due_at)
