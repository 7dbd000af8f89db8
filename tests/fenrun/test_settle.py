"""`fenrun settle`: a month is settled from a terminal, by two persons, and looked at again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from fenrun.commands import settle_acts
from fenrun.main import main
from shared.domain.network.people import Distributor
from shared.domain.payouts.settlements import SettlementRun
from shared.usecases.payouts.settle_period import proposal_id_of
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
    started = settled(data, PERIOD, "--start", "--by", "li")
    assert f"{PERIOD}  第 1 轮 round 1  待财务批准 to be approved by finance" in started
    assert re.search(r"收款人 payees +2\b", started)
    assert re.search(r"合计 sum +¥15\.00", started)
    assert "all rounds" not in started
    assert "须由 li 以外的财务人员批准" in started
    found = re.search(r"fenrun approve ([A-Z2-7]{26}) --seen 1 --by …", started)
    assert found

    own = fenrun(data, "approve", found[1], "--by", "li")
    assert (own.exit_code, "same_person" in own.output) == (1, True)
    assert f"fenrun withdraw {found[1]} --by li --data {data}\n" in own.stderr
    assert settled(data, PERIOD, "--by", "li").count(found[1]) == 1, "it is one proposal still"
    assert "第 1 轮尚未结束，没有另起一轮" in settled(data, PERIOD, "--again", "--by", "li")

    assert fenrun(data, "approve", found[1], "--by", "wang").exit_code == 0
    bench.settle()
    ended = settled(data, PERIOD, "--by", "li")
    assert "已生成打款单 payouts opened" in ended
    assert re.search(r"批准 approved by +wang  2025-", ended)
    assert re.search(r"2 +本轮已生成打款单 a payout was opened in this round", ended)
    assert re.search(r"2 +¥15\.00  待收款人确认 waiting for the payee to confirm", ended)
    assert re.search(r"尚未全部到账：2 笔，共 15\.00。.*\n.*\n  fenrun waiting --data", ended)
    assert f"fenrun settle {PERIOD} --again" in ended
    assert bench.balance(team.promoter).reserved == 1_000


def test_another_round_shows_what_all_rounds_come_to(bench: Bench, team: Team, data: Path) -> None:
    end(bench, team.upline, bench.laptop.channel.decline)
    end(bench, team.promoter, bench.laptop.channel.confirm)
    again = settled(data, PERIOD, "--again", "--by", "li")
    assert re.search(r"第 2 轮 round 2 .*\n +收款人 payees +1 +\n +合计 sum +¥5\.00", again)
    assert re.search(r"各轮共计 all rounds +¥15\.00  2 人 2 payees", again)
    assert re.search(r"1 +本周期已付或打款中 a payout of this period pays him, or has paid", again)
    proposal = re.search(r"fenrun approve ([A-Z2-7]{26})", again)
    assert proposal
    assert fenrun(data, "approve", proposal[1], "--by", "wang").exit_code == 0
    bench.settle()
    end(bench, team.upline, bench.laptop.channel.confirm)
    paid = settled(data, PERIOD)
    assert re.search(r"1 +¥5\.00  失败后由其他打款单接续 failed, taken up", paid)
    assert f"{PERIOD} 应付已全部到账：2 笔，共 15.00。" in paid
    assert "Everybody whom 2024-12 was to pay has his money: 2 payouts, 15.00." in paid
    assert "--again" not in paid, "nobody is left"


def test_what_was_taken_up_is_not_called_paid_before_it_is(bench: Bench, data: Path) -> None:
    team = bench.with_money(10_000)
    settled(data, "2024-09", "--start", "--by", "li")
    proposal = proposal_id_of(bench.settlement("2024-09"))
    assert fenrun(data, "approve", proposal, "--by", "wang").exit_code == 0
    bench.settle()
    end(bench, team.upline, bench.laptop.channel.confirm, "2024-09")
    end(bench, team.promoter, bench.laptop.channel.decline, "2024-09")
    own = bench.withdraw(team.promoter, 400)
    unpaid = settled(data, "2024-09")
    assert "Not everybody has his money yet: 1 payouts, 4.00." in unpaid
    assert "the rest is in their balances; it goes with another round" in unpaid.replace("\n", " ")
    assert "Everybody" not in unpaid

    bench.laptop.channel.confirm(bench.payout(own).parts[0].bill_no)
    bench.settle()
    in_part = settled(data, "2024-09")
    assert f"own withdrawals: {team.promoter}." in in_part.replace("\n", " ")
    assert "Everybody" not in in_part

    settled(data, "2024-09", "--again", "--by", "li")
    proposal = proposal_id_of(bench.settlement("2024-09"))
    assert fenrun(data, "approve", proposal, "--by", "wang").exit_code == 0
    bench.settle()
    end(bench, team.promoter, bench.laptop.channel.confirm, "2024-09")
    assert bench.balance(team.promoter).paid == 1_000


def test_a_round_that_pays_nobody_is_over(bench: Bench, team: Team, data: Path) -> None:
    again = settled(data, PERIOD, "--again", "--by", "li")
    assert f"{PERIOD}  第 3 轮 round 3  无人可付 nobody to pay" in again
    assert "本轮无人可付，已自动结束，无需批准。" in again
    assert "应付已全部到账" in again
    assert "fenrun approve" not in again
    assert "没有待审批事项" in fenrun(data, "approvals").stdout
    assert "无人可付 nobody to pay" in fenrun(data, "settlements").stdout


def end(bench: Bench, payee: str, how: Callable[[str], object], period: str = PERIOD) -> None:
    """Let a payee do something with the money that the settlement sends him."""
    payout = bench.proposal(period, payee).payout
    assert payout
    for part in bench.payout(payout).parts:
        how(part.bill_no)
    bench.settle()


def test_what_was_never_settled_is_not_started_unasked(bench: Bench, data: Path) -> None:
    words = ["settle", "2024-11", "--by", "li", "--data", str(data)]
    asked = CliRunner().invoke(main, words, input="n\n")
    assert (asked.exit_code, CliRunner().invoke(main, words).exit_code) == (1, 1)
    assert "没有发起 nothing was started" in asked.stdout
    assert "2024-11 从未结算。将由 li 发起" in asked.stdout
    assert f"settled before: {PERIOD}" in asked.stdout
    assert f"\n  fenrun settle 2024-11 --start --by li --data {data}\n" in asked.stdout
    assert bench.laptop.ports.store.get(SettlementRun, "2024-11") is None
    started = CliRunner().invoke(main, words, input="y\n")
    assert (started.exit_code, bench.settlement("2024-11").started_by) == (0, "li")


def test_who_has_no_account_gets_one_and_is_paid_by_another_round(bench: Bench, data: Path) -> None:
    team = bench.with_money(10_000)
    person = bench.laptop.ports.store.get(Distributor, team.promoter)
    assert person
    bench.laptop.ports.store.commit([person.changed(openid=None)])
    left_out = settled(data, "2024-10", "--start", "--by", "li")
    assert f"未绑定收款账户，结转 no account to pay to; carried over: {team.promoter}" in left_out
    assert "\n  fenrun payout-account ID OPENID --reason … --by …" in left_out

    entered = fenrun(data, "payout-account", team.promoter, "openid-new", "--reason", "he told us")
    assert entered.exit_code == 0, entered.output
    assert entered.stdout == f"{team.promoter} 收款账户已登记 where he is paid is entered\n"
    bench.settle()
    events = fenrun(
        data, "call", "GET", "/v1/events", "--as", f"distributor:{team.promoter}"
    ).stdout
    assert f"Where {team.promoter} is paid was entered." in events
    assert "openid-new" not in events
    run = bench.settlement("2024-10")
    assert fenrun(data, "reject", proposal_id_of(run), "--reason", "anew").exit_code == 0
    again = settled(data, "2024-10", "--again", "--by", "li")
    assert "no account to pay to" not in again
    assert bench.proposal("2024-10", team.promoter).outcome == "proposed"


def test_a_month_that_runs_is_refused(bench: Bench, data: Path) -> None:
    refused = fenrun(data, "settle", "2025-12", "--start")
    assert (refused.exit_code, "period_open" in refused.output) == (1, True)


def test_what_is_no_period_is_a_usage_error(data: Path) -> None:
    assert fenrun(data, "settle", "2025-13").exit_code == 2


def test_it_says_how_far_it_is_and_ctrl_c_leaves_it_running(
    bench: Bench, team: Team, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    bench.with_money(10_000)
    monkeypatch.setattr(settle_acts.time, "sleep", interrupted)
    with bench.function_does("fenrun-settlement-tasks", fail):
        result = fenrun(data, "settle", "2024-Q4", "--start")
        assert result.exit_code == 130
        assert "2024-Q4  计算中 being counted  收款人 payees 0  ¥0.00" in result.stdout
        assert "结算会继续自动进行。再次查看：" in result.stderr
        assert f"\n  fenrun settle 2024-Q4 --data {data}\n" in result.stderr
    assert bench.settlement("2024-Q4").awaiting == "proposals"
    bench.advance(minutes=20)
    bench.sweep()
    assert bench.settlement("2024-Q4").awaiting == "approval"


def fail(event: object, context: object) -> None:
    raise RuntimeError("down for a while")
