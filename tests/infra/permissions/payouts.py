"""Payouts in parts, refused and lost; a settlement in two rounds."""

from tests.end_to_end.world import World

from tests.infra.permission_bench import fails
from tests.laptop_bench import Bench, running

PAYOUT_TASKS = "fenrun-payout-tasks"
PERIOD = "2024"


def reviewed_payout(bench: Bench) -> None:
    """Three parts, of which one is paid, one declined, one never confirmed."""
    team, world = bench.with_money(10_000), World.around(bench.laptop)
    payout = bench.withdraw(team.promoter, 700)
    bench.decide(payout)
    bench.advance(minutes=1)
    first, second, _ = bench.payout(payout).parts
    bench.laptop.channel.confirm(first.bill_no)
    bench.laptop.channel.decline(second.bill_no)
    bench.advance(hours=13)
    bench.advance(minutes=10)
    assert bench.payout(payout).awaiting == "nothing"
    for path in ("withdrawals", f"withdrawals/{payout}"):
        assert world.person("distributor", team.promoter, "GET", f"/v1/me/{path}")
    assert world.person("finance", "fiona", "GET", f"/v1/payouts/{payout}")


def settled(bench: Bench) -> None:
    bench.with_money(10_000)
    for _ in range(2):
        bench.start_settlement(PERIOD)
        bench.advance(minutes=1)
        bench.approve_settlement(PERIOD)
        bench.advance(minutes=1)
    assert bench.settlement(PERIOD).round == 2
    assert World.around(bench.laptop).person("finance", "fiona", "GET", f"/v1/settlements/{PERIOD}")


def refused() -> None:
    with running() as bench:
        team = bench.with_money(10_000)
        bench.laptop.channel.behave("refuse", operation="transfer")
        bench.withdraw(team.promoter, 700)
        assert bench.balance(team.promoter).reserved == 0


def paid_by_a_lost_thread() -> None:
    """A machine that has lost the thread looks up where its payout is."""
    with running() as bench:
        team = bench.with_money(10_000)
        with bench.function_does(PAYOUT_TASKS, fails):
            payout = bench.withdraw(team.promoter, 700)
        bench.advance(minutes=6)
        assert "LookUp" in bench.payout_states(payout)


CASES = (reviewed_payout, settled)


ALONE = (refused, paid_by_a_lost_thread)
