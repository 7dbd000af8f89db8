"""With release per period the state machine waits for the period, not for the window."""

from shared.domain.civil_periods import end_after
from tests.laptop_bench import Bench
from tests.rules_in_force import put_in_force

DOCUMENT = {"preset": "depth-10-5", "release": "month"}


def test_an_order_waits_for_the_end_of_the_month_over_the_ordinary_states(bench: Bench) -> None:
    put_in_force(bench.laptop.ports.store, DOCUMENT, bench.now)
    bench.begin_week()
    team = bench.team()
    order = bench.paid_order(10_000, team=team)
    bench.ship(order)
    bench.deliver(order)
    window_ends = bench.order(order).window_ends
    assert window_ends is not None

    bench.advance_to(window_ends)
    waiting = bench.order(order)
    month_ends = end_after("month", window_ends)
    assert (waiting.status, waiting.awaiting, waiting.due_at) == ("delivered", "window", month_ends)
    assert bench.balance(team.promoter).available == 0

    bench.advance_to(month_ends)
    released = bench.order(order)
    assert (released.status, released.released_at) == ("closed", month_ends)
    assert bench.balance(team.promoter).available == 1_000
    assert bench.states_of(order).endswith("AwaitDelivery AwaitReturnWindow ReleaseCommission")
