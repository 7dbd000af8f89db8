"""A period's settlement: proposed, approved, and paid once a period to everybody."""

from collections import Counter
from itertools import count

import pytest

from infra.local.functions.registry import FunctionError
from shared.domain.payouts.settlement_parts import PARTS
from shared.usecases.payouts import pay_settlement, propose_settlement
from tests.laptop_bench import Bench, Team

SETTLEMENT_TASKS = "fenrun-settlement-tasks"
PROMOTER_MONEY, UPLINE_MONEY = 1_000, 500
PROPOSED = "LookUp WhereIsIt Propose ProposeMore FinishProposals WhereIsIt AwaitApproval"
PAID = f"{PROPOSED} WhereIsIt Pay PayMore Close IsClosed SendFirst RunFinished"
EMPTY = "LookUp WhereIsIt Propose ProposeMore FinishProposals WhereIsIt RunFinished"
PAGES = {f"{phase}Shard{what}" for phase in ("Propose", "Pay") for what in ("", "More", "Done")}
TRANSITIONS = 14
"""However many payees one call works off."""

years = count(2001)


@pytest.fixture
def team(bench: Bench) -> Team:
    return bench.with_money(10_000)


@pytest.fixture
def period() -> str:
    """One that nobody settled before."""
    return str(next(years))


class Hurried:
    """What a function is told of a call whose time is nearly over."""

    function_name = SETTLEMENT_TASKS
    memory_limit_in_mb = 512
    invoked_function_arn = aws_request_id = "hurried"

    def get_remaining_time_in_millis(self) -> int:
        return 0


def states(bench: Bench, period: str, number: int = 1) -> str:
    """What the run's machine has entered, without the pages of its maps."""
    entered = bench.settlement_states(period, number).split()
    return " ".join(state for state in entered if state not in PAGES)


def payout_of(bench: Bench, period: str, payee: str) -> str:
    payout = bench.proposal(period, payee).payout
    assert payout
    return payout


def confirm(bench: Bench, payout: str) -> None:
    for part in bench.payout(payout).parts:
        bench.laptop.channel.confirm(part.bill_no)
    bench.settle()


def decline(bench: Bench, payout: str) -> None:
    for part in bench.payout(payout).parts:
        bench.laptop.channel.decline(part.bill_no)
    bench.settle()


def settle(bench: Bench, period: str) -> None:
    bench.start_settlement(period)
    bench.approve_settlement(period)


def test_it_proposes_and_waits_for_finance(bench: Bench, team: Team, period: str) -> None:
    bench.start_settlement(period)
    assert states(bench, period) == PROPOSED
    proposed = bench.proposal(period, team.promoter)
    assert (proposed.outcome, proposed.amount_fen) == ("proposed", PROMOTER_MONEY)
    bench.advance(days=30)
    assert bench.settlement(period).awaiting == "approval"
    assert bench.balance(team.promoter).available == PROMOTER_MONEY


def test_it_is_approved_and_every_payee_is_paid(bench: Bench, team: Team, period: str) -> None:
    settle(bench, period)
    assert states(bench, period) == PAID
    assert bench.settlement(period).closed_at == bench.now
    for payee, money in ((team.promoter, PROMOTER_MONEY), (team.upline, UPLINE_MONEY)):
        assert bench.balance(payee).reserved == money
        confirm(bench, payout_of(bench, period, payee))
        balance = bench.balance(payee)
        assert (balance.available, balance.reserved, balance.paid) == (0, 0, money)


def test_a_run_costs_so_many_transitions(bench: Bench, team: Team, period: str) -> None:
    settle(bench, period)
    assert len(bench.settlement_states(period).split()) == TRANSITIONS


def test_what_is_more_than_one_call_works_off_goes_on_shard_by_shard(
    bench: Bench, team: Team, period: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propose_settlement, "PROPOSED_AT_ONCE", 1)
    monkeypatch.setattr(pay_settlement, "PAID_AT_ONCE", 1)
    works = bench.laptop.cloud.functions.get(SETTLEMENT_TASKS).handler
    with bench.function_does(SETTLEMENT_TASKS, lambda event, _: works(event, Hurried())):
        settle(bench, period)
    entered = Counter(bench.settlement_states(period).split())
    assert (entered["ProposeShards"], entered["PayShards"], entered["PayGroup"]) == (1, 1, 8)
    assert entered["ProposeShardDone"] == PARTS["proposals"]
    assert entered["PayShardDone"] == PARTS["payment"]
    assert entered["ProposeShard"] > PARTS["proposals"]
    assert bench.settlement(period).state == "closed"
    assert bench.balance(team.promoter).reserved == PROMOTER_MONEY


@pytest.mark.parametrize("task", ["propose", "pay"])
def test_a_shard_that_is_no_number_is_refused(bench: Bench, period: str, task: str) -> None:
    with pytest.raises(FunctionError, match="no task fits"):
        bench.laptop.cloud.functions.invoke(
            SETTLEMENT_TASKS, {"task": task, "period": period, "shard": "0"}
        )


def test_another_round_pays_nobody_twice(bench: Bench, team: Team, period: str) -> None:
    settle(bench, period)
    before = payout_of(bench, period, team.promoter)
    confirm(bench, before)
    decline(bench, payout_of(bench, period, team.upline))
    settle(bench, period)
    assert states(bench, period, 2) == PAID
    assert bench.proposal(period, team.promoter).outcome == "has_payout"
    assert payout_of(bench, period, team.promoter) == before
    assert bench.balance(team.promoter).paid == PROMOTER_MONEY


def test_a_round_that_pays_nobody_waits_for_nobody(bench: Bench, team: Team, period: str) -> None:
    bench.sweep()
    settle(bench, period)
    bench.start_settlement(period)
    assert states(bench, period, 2) == EMPTY
    assert bench.settlement(period).state == "empty"
    assert bench.proposal(period, team.promoter).outcome == "has_payout"


def test_another_round_pays_who_declined_under_a_new_number(
    bench: Bench, team: Team, period: str
) -> None:
    settle(bench, period)
    failed = payout_of(bench, period, team.promoter)
    decline(bench, failed)
    assert bench.balance(team.promoter).available == PROMOTER_MONEY
    settle(bench, period)
    again = payout_of(bench, period, team.promoter)
    assert again != failed
    confirm(bench, again)
    assert bench.balance(team.promoter).paid == PROMOTER_MONEY


def test_another_round_pays_whose_payout_expired(bench: Bench, team: Team, period: str) -> None:
    settle(bench, period)
    expired = payout_of(bench, period, team.promoter)
    bench.advance(hours=25)
    bench.sweep()
    assert bench.payout(expired).awaiting == "nothing"
    settle(bench, period)
    again = payout_of(bench, period, team.promoter)
    assert again != expired
    assert bench.balance(team.promoter).reserved == PROMOTER_MONEY


def test_a_payee_suspended_after_the_proposal_is_not_paid(
    bench: Bench, team: Team, period: str
) -> None:
    bench.start_settlement(period)
    reason = {"reason": "complaints about his prices"}
    bench.as_person("operator", "clerk", f"/v1/distributors/{team.promoter}/suspension", reason)
    bench.approve_settlement(period)
    assert bench.proposal(period, team.promoter).outcome == "payee_not_active"
    assert bench.balance(team.promoter).reserved == 0
    assert bench.balance(team.upline).reserved == UPLINE_MONEY


def test_what_was_withdrawn_after_the_proposal_is_not_paid_again(
    bench: Bench, team: Team, period: str
) -> None:
    bench.start_settlement(period)
    bench.withdraw(team.promoter, 600)
    bench.approve_settlement(period)
    assert bench.proposal(period, team.promoter).amount_fen == PROMOTER_MONEY - 600
    assert bench.balance(team.promoter).reserved == PROMOTER_MONEY


def test_the_stream_says_everything_twice(bench: Bench, team: Team, period: str) -> None:
    since = bench.last_change
    bench.start_settlement(period)
    bench.replay_stream(since)
    assert states(bench, period) == PROPOSED
    bench.approve_settlement(period)
    bench.replay_stream(since)
    assert states(bench, period) == PAID
    assert bench.balance(team.promoter).reserved == PROMOTER_MONEY


def test_the_signal_of_the_approval_is_lost_and_the_sweeper_pays(
    bench: Bench, team: Team, period: str
) -> None:
    bench.start_settlement(period)
    with bench.signals_lost():
        bench.approve_settlement(period)
    bench.advance(minutes=20)
    bench.sweep()
    assert bench.settlement(period).awaiting == "nothing"
    assert bench.balance(team.promoter).reserved == PROMOTER_MONEY


def test_a_payee_finds_the_payout_that_waits_for_his_confirmation(
    bench: Bench, team: Team, period: str
) -> None:
    settle(bench, period)
    payout = payout_of(bench, period, team.promoter)
    assert bench.payouts_listed(team.promoter) == {payout: "confirmation"}
    confirm(bench, payout)
    assert bench.payouts_listed(team.promoter) == {payout: "nothing"}
