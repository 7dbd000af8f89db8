"""`fenrun settle`: a month is settled from a terminal, by two persons, and looked at again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fenrun.commands import settle_acts
from tests.http.running_fenrun import fenrun, told_in
from tests.laptop_bench import Bench, Team, running

PERIOD = "2024-12"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fenrun")


@pytest.fixture(scope="module")
def bench(data: Path) -> Iterator[Bench]:
    with running(data_dir=data) as bench, told_in(data, bench.laptop):
        yield bench


@pytest.fixture(scope="module")
def team(bench: Bench) -> Team:
    return bench.with_money(10_000)


def settled(data: Path, *words: str) -> str:
    result = fenrun(data, "settle", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_month_is_settled_by_two_persons(bench: Bench, team: Team, data: Path) -> None:
    started = settled(data, PERIOD, "--by", "li")
    assert f"{PERIOD}  第 1 轮 round 1  等待财务批准 waits for approval by finance" in started
    assert re.search(r"收款人 payees +2\b", started)
    assert re.search(r"合计 sum +¥15\.00", started)
    assert "须由 li 以外的财务人员批准" in started
    found = re.search(r"fenrun approve ([A-Z2-7]{26}) --seen 1 --by …", started)
    assert found

    own = fenrun(data, "approve", found[1], "--by", "li")
    assert (own.exit_code, "same_person" in own.output) == (1, True)
    assert f"fenrun withdraw {found[1]} --by li --data {data}\n" in own.stderr
    assert settled(data, PERIOD, "--by", "li").count(found[1]) == 1, "it is one proposal still"

    assert fenrun(data, "approve", found[1], "--by", "wang").exit_code == 0
    bench.settle()
    ended = settled(data, PERIOD, "--by", "li")
    assert "已完成 finished" in ended
    assert re.search(r"批准 approved by +wang  2025-", ended)
    assert re.search(r"2 +已占用，打款中 reserved, being paid", ended)
    assert re.search(r"2 +¥15\.00  待收款人确认 waiting for the payee to confirm", ended)
    assert f"fenrun settle {PERIOD} --again" in ended
    assert bench.balance(team.promoter).reserved == 1_000

    again = settled(data, PERIOD, "--again", "--by", "li")
    assert "第 2 轮 round 2" in again
    assert bench.settlement(PERIOD).awaiting == "approval"
    assert re.search(r"2 +已有提现进行中，结转 a withdrawal is under way; carried over", again)


def test_a_month_that_runs_is_refused(bench: Bench, data: Path) -> None:
    refused = fenrun(data, "settle", "2025-12")
    assert (refused.exit_code, "period_open" in refused.output) == (1, True)


def test_what_is_no_period_is_a_usage_error(data: Path) -> None:
    assert fenrun(data, "settle", "2025-13").exit_code == 2


def test_it_says_how_far_it_is_and_ctrl_c_leaves_it_running(
    bench: Bench, team: Team, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(settle_acts.time, "sleep", interrupted)
    with bench.function_does("fenrun-settlement-tasks", fail):
        result = fenrun(data, "settle", "2024-Q4")
        assert result.exit_code == 130
        assert "2024-Q4  计算应付 counting what is due  收款人 payees 0  ¥0.00" in result.stdout
        assert f"再次查看：fenrun settle 2024-Q4 --data {data}" in result.stderr
    assert bench.settlement("2024-Q4").awaiting == "proposals"
    bench.sweep()
    assert bench.settlement("2024-Q4").awaiting == "approval"


def fail(event: object, context: object) -> None:
    raise RuntimeError("down for a while")
