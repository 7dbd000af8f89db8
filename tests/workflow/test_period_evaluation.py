"""Periods on the laptop: the sweeper evaluates them by itself, and a restart loses nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from infra.local.laptop import Laptop
from shared.domain.civil_periods import bounds, period_of
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import Evaluation
from shared.domain.records import NOTHING
from shared.usecases.lists import all_of
from tests.laptop_bench import Bench, running
from tests.rules_in_force import put_in_force
from tests.workflow.test_restart import lasting_port

MONEY = 10_000
RULE = {
    "id": "month",
    "kind": "tier",
    "period": "month",
    "subject": "team",
    "counted": "paid",
    "tiers": {"bands": {"default": [{"rate_bp": 100}]}},
}


def pay_by_month(bench: Bench) -> None:
    document = {"preset": "depth-10-5", "rules": [RULE]}
    put_in_force(bench.laptop.ports.store, document, bench.now)


def sold(bench: Bench) -> tuple[str, str, str]:
    """Put the rule in force and sell something; give order, promoter and month."""
    pay_by_month(bench)
    team = bench.team()
    return bench.paid_order(MONEY, team=team), team.promoter, period_of("month", bench.now)


def released(bench: Bench, payee: str, month: str) -> int:
    award = bench.laptop.ports.store.get(PeriodAward, f"{payee}/{month}/month")
    return award.share.released if award else 0


@pytest.mark.parametrize("workflows", [True, False])
def test_time_alone_evaluates_a_month_and_what_comes_late(workflows: bool) -> None:
    with Laptop(frozen=True, workflows=workflows) as laptop:
        bench = Bench(laptop)
        order, payee, month = sold(bench)
        bench.laptop.cloud.advance(bounds(month).end - timedelta(minutes=30))
        assert released(bench, payee, month) == 0

        bench.laptop.cloud.advance(bounds(month).end + timedelta(hours=1))
        assert released(bench, payee, month) == 100
        bench.refund(order, 5_000, line=1)
        bench.laptop.cloud.advance(bench.now + timedelta(hours=2))

        assert released(bench, payee, month) == 50


def test_what_a_period_waits_for_outlives_the_process(tmp_path: Path) -> None:
    port = lasting_port()
    with running(data_dir=tmp_path, port=port) as first:
        order, payee, month = sold(first)
        first.advance_to(bounds(month).end)
        first.sweep()
        first.refund(order, 5_000, line=1)
    with running(data_dir=tmp_path, port=port, run="2") as second:
        second.settle()
        for _ in ("the late facts", "the award"):
            second.sweep()
        assert released(second, payee, month) == 50
        done = second.laptop.ports.store.get(Evaluation, f"{month}/month")
        assert done is not None
        assert done.awaiting == NOTHING
        second.advance_to(bounds(period_of("month", second.now)).end)
        second.sweep()
        (following,) = all_of(second.laptop.ports.store, Evaluation, period_of("month", second.now))
        assert following.due_at == bounds(following.period).end
