"""What the end-to-end story leaves out: the other commands, reads, odd notices and disturbances."""

from datetime import timedelta
from typing import Any

from infra.local.json_value import Json
from infra.local.lambda_context import LambdaContext
from infra.local.laptop import Laptop
from shared.domain.times import iso_utc
from tests.end_to_end.story import BEGINNING, STORY, play
from tests.end_to_end.world import World
from tests.laptop_bench import ORDER_TASKS, Bench, Team, running

PAYOUT_TASKS, PERIOD = "fenrun-payout-tasks", "2024"
REVIEWED: dict[str, Any] = {"max_part": "3.00", "review": True, "confirm_hours": 12}


def play_everything() -> None:
    """Play the story with machines, and with the sweeper alone; then every case, in both ways."""
    for workflows in (True, False):
        with Laptop(frozen=True, start_time=BEGINNING, workflows=workflows) as laptop:
            play(World.around(laptop), STORY)
        with running(workflows=workflows) as bench:
            bench.set_policy(payout=REVIEWED)
            _play_cases(bench)
    with running() as bench:
        _play_lost_threads(bench)
        _play_refused_transfer(bench)


def _play_cases(bench: Bench) -> None:
    _paid_by_hand(bench)
    _paid_wrongly(bench)
    _never_paid(bench)
    _cancelled(bench)
    team = bench.with_money(10_000)
    payout = _reviewed_payout(bench, team)
    _settled(bench)
    _refunded_after_release(bench)
    _read(bench, team, payout)


def _paid_by_hand(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    paid = {"transaction": "slip-1", "amount_fen": 10_000, "paid_at": iso_utc(bench.now)}
    bench.as_person("finance", "fiona", f"/v1/orders/{order}/manual-payment", paid)
    assert bench.order(order).paid_at


def _paid_wrongly(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    bench.laptop.channel.pay(order, 1)
    bench.settle()
    assert bench.order(order).paid_at is None


def _never_paid(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    bench.advance_to(bench.order(order).expires_at + timedelta(minutes=1))
    bench.sweep()
    assert bench.order(order).status == "cancelled"


def _cancelled(bench: Bench) -> None:
    order = bench.paid_order()
    bench.cancel(order)
    bench.advance(minutes=5)
    assert [refund.state for refund in bench.refunds(order)] == ["success"]


def _reviewed_payout(bench: Bench, team: Team) -> str:
    """Three parts, of which one is paid, one declined, one never confirmed."""
    payout = bench.withdraw(team.promoter, 700)
    bench.as_person("finance", "fiona", f"/v1/payouts/{payout}/approval")
    bench.advance(minutes=1)
    first, second, _ = bench.payout(payout).parts
    bench.laptop.channel.confirm(first.bill_no)
    bench.laptop.channel.decline(second.bill_no)
    bench.advance(hours=13)
    bench.advance(minutes=10)
    assert bench.payout(payout).awaiting == "nothing"
    return payout


def _settled(bench: Bench) -> None:
    for _ in range(2):
        bench.start_settlement(PERIOD)
        bench.advance(minutes=1)
        bench.approve_settlement(PERIOD)
        bench.advance(minutes=1)
    assert bench.settlement(PERIOD).round == 2


def _refunded_after_release(bench: Bench) -> None:
    team = bench.team()
    order = bench.paid_order(10_000, team=team)
    bench.ship(order)
    bench.deliver(order)
    bench.advance_to(bench.order(order).due_at)
    before = bench.balance(team.promoter)
    bench.refund(order, 5_000, line=1)
    assert bench.balance(team.promoter) != before


def _read(bench: Bench, team: Team, payout: str) -> None:
    world = World.around(bench.laptop)
    for path in ("balance", "commissions", "withdrawals", f"withdrawals/{payout}"):
        assert world.person("distributor", team.promoter, "GET", f"/v1/me/{path}")
    for path in (f"settlements/{PERIOD}", f"payouts/{payout}"):
        assert world.person("finance", "fiona", "GET", f"/v1/{path}")
    assert world.shop("GET", f"/v1/orders/{bench.placed_order()}")
    link = bench.as_person("distributor", team.promoter, "/v1/me/links")
    assert world.client.send_as_anybody("GET", f"/r/{link['code']}").ok


def _play_refused_transfer(bench: Bench) -> None:
    team = bench.with_money(10_000)
    bench.laptop.channel.behave("refuse", operation="transfer")
    bench.withdraw(team.promoter, 700)
    assert bench.balance(team.promoter).reserved == 0


def _play_lost_threads(bench: Bench) -> None:
    """Machines that have lost the thread look up where their record is."""
    team, order = bench.with_money(10_000), bench.paid_order()
    with bench.function_does(PAYOUT_TASKS, _fail):
        payout = bench.withdraw(team.promoter, 700)
    with bench.function_does(ORDER_TASKS, _fail):
        refund = bench.refund(order, 5_000, line=2)
    bench.advance(minutes=6)
    assert "LookUp" in bench.payout_states(payout)
    assert "LookUp" in bench.refund_states(refund)


def _fail(event: Json, context: LambdaContext) -> Json:
    raise RuntimeError("the function is down for a while")
