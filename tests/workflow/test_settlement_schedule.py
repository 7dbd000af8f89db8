"""A settlement that the schedule starts: once a month, by nobody, paid once a person approves."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from fenrun.client import Problem
from shared.usecases.payouts.settle_period import proposal_id_of, start_by_schedule
from tests.laptop_bench import Bench, running

MARCH, MIDNIGHT = "2025-03", datetime.fromisoformat("2025-04-01T02:00:00+08:00")


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running(parameters={"SettlementSchedule": "ENABLED"}) as bench:
        yield bench


def test_the_month_that_has_ended_is_started_and_waits_for_a_person(bench: Bench) -> None:
    team = bench.with_money(10_000)
    bench.advance_to(MIDNIGHT)
    run = bench.settlement(MARCH)
    assert (run.started_by, run.started_at, run.round) == ("schedule", MIDNIGHT, 1)
    assert (run.awaiting, run.payees, run.total_fen) == ("approval", 2, 1_500)
    assert bench.balance(team.promoter).reserved == 0

    start_by_schedule(bench.laptop.ports, MIDNIGHT)
    assert bench.settlement(MARCH) == run, "told twice, it is started once"

    with pytest.raises(Problem, match="same_person"):
        bench.decide(proposal_id_of(run), who="schedule")
    bench.decide(proposal_id_of(run), who="fiona")
    assert bench.balance(team.promoter).reserved == 1_000


def test_a_month_that_a_person_has_settled_is_left_alone(bench: Bench) -> None:
    bench.advance_to(datetime.fromisoformat("2025-05-01T00:00:00+08:00"))
    bench.start_settlement("2025-04")
    before = bench.settlement("2025-04")
    bench.advance(hours=3)
    assert bench.settlement("2025-04") == before
    assert before.started_by == "fiona"


def test_it_is_off_unless_it_is_asked_for(bench: Bench) -> None:
    described = bench.laptop.cloud.template.parameters()
    assert described["SettlementSchedule"] == "DISABLED"
