"""What failed is paid again: by two persons, once, and never while the first may still succeed."""

import pytest

from fenrun.client import Problem
from shared.domain.payouts.payouts import Payout
from tests.laptop_bench import Bench, Team

AMOUNT = 600
REASON = {"reason": "the payee has his phone again"}


@pytest.fixture
def team(bench: Bench) -> Team:
    return bench.with_money(10_000)


@pytest.fixture
def payout(bench: Bench, team: Team) -> str:
    return bench.withdraw(team.promoter, AMOUNT)


def bill(bench: Bench, payout: str) -> str:
    (part,) = bench.payout(payout).parts
    return part.bill_no


def decline(bench: Bench, payout: str) -> None:
    bench.laptop.channel.decline(bill(bench, payout))
    bench.settle()


def confirm(bench: Bench, payout: str) -> None:
    bench.laptop.channel.confirm(bill(bench, payout))
    bench.settle()


def ask(bench: Bench, payout: str, what: str = "retry") -> str:
    path = f"/v1/payouts/{payout}/{what}"
    answer = bench.as_person("finance", "fiona", path, REASON)
    return str(answer.get("proposal_id", ""))


def retry(bench: Bench, payout: str) -> Payout:
    proposal = ask(bench, payout)
    decided = bench.decide(proposal, who="chief")
    return bench.payout(decided["outcome"]["payout_id"])


def let_channel_contradict_itself(bench: Bench, number: str) -> None:
    records = bench.laptop.channel._desk.records
    known = records.get("transfer", number)
    assert known
    records.put("transfer", number, {**known, "state": "SUCCESS"})


def owned(bench: Bench, team: Team) -> tuple[int, int, int]:
    balance = bench.balance(team.promoter)
    return balance.available, balance.reserved, balance.paid


def refused(bench: Bench, payout: str, what: str = "retry") -> str:
    """The words by which it is refused."""
    with pytest.raises(Problem) as problem:
        ask(bench, payout, what)
    assert (problem.value.status, problem.value.code) == (409, "illegal_transition")
    return problem.value.detail()


def test_two_persons_pay_again_what_was_declined(bench: Bench, team: Team, payout: str) -> None:
    decline(bench, payout)
    proposal = ask(bench, payout)
    assert bench.balance(team.promoter).reserved == 0
    with pytest.raises(Problem, match="same_person"):
        bench.decide(proposal, who="fiona")
    bench.decide(proposal, who="chief")

    again = bench.payout(proposal)
    assert (again.retry_of, again.amount_fen, again.approved_by) == (payout, AMOUNT, "chief")
    assert bench.payout(payout).retried_as == again.id
    assert bench.balance(team.promoter).reserved == AMOUNT
    confirm(bench, again.id)
    balance = bench.balance(team.promoter)
    assert (balance.paid, balance.reserved, balance.available) == (AMOUNT, 0, 400)
    assert f"taken up by {again.id}" in refused(bench, payout)
    assert "has reached the payee" in refused(bench, again.id)


@pytest.mark.parametrize("trouble", ["time_out", "not_enough"])
def test_what_may_still_succeed_is_never_paid_again(bench: Bench, team: Team, trouble: str) -> None:
    bench.laptop.channel.behave(trouble, operation="transfer")
    payout = bench.withdraw(team.promoter, AMOUNT)
    assert "may still succeed" in refused(bench, payout)
    bench.advance(minutes=1)
    assert bench.payout(payout).awaiting == "confirmation"
    assert "may still succeed" in refused(bench, payout)
    confirm(bench, payout)
    assert "has reached the payee" in refused(bench, payout)


def test_what_waits_for_a_second_person_is_not_proposed_again(
    bench: Bench, team: Team, payout: str
) -> None:
    decline(bench, payout)
    proposal = ask(bench, payout)
    assert f"fiona has proposed to pay the payout {payout} again as {proposal}" in refused(
        bench, payout
    )
    bench.decide(proposal, "withdrawal")
    bench.decide(ask(bench, payout), who="chief")
    assert bench.balance(team.promoter).reserved == AMOUNT


def test_what_the_payee_has_withdrawn_himself_is_not_there_any_more(
    bench: Bench, team: Team, payout: str
) -> None:
    decline(bench, payout)
    proposal = ask(bench, payout)
    own = bench.withdraw(team.promoter, AMOUNT + 400)
    with pytest.raises(Problem, match=f"taken up by {own}"):
        bench.decide(proposal, who="chief")
    assert bench.payout(payout).retried_as == own


@pytest.mark.parametrize(
    ("choice", "money"), [("count_paid", (400, 0, AMOUNT)), ("make_available", (1_000, 0, 0))]
)
def test_where_the_first_was_paid_after_all_nothing_is_sent_and_finance_decides(
    bench: Bench, team: Team, payout: str, choice: str, money: tuple[int, int, int]
) -> None:
    decline(bench, payout)
    proposal = ask(bench, payout)
    let_channel_contradict_itself(bench, bill(bench, payout))
    bench.decide(proposal, who="chief")
    withheld = bench.payout(proposal)
    (part,) = withheld.parts
    assert (withheld.state, part.fail_reason) == ("withheld", "first_transfer_lives")
    assert part.bill_no not in bench.laptop.channel.state()["transfer"]
    assert owned(bench, team) == (400, AMOUNT, 0)

    path = f"/v1/odd-notices/wechat:retry-{proposal}/resolution"
    receipt = bench.as_person("finance", "fiona", path, {"choice": choice, **REASON})
    assert owned(bench, team) == (400, AMOUNT, 0)
    bench.decide(receipt["proposal_id"], who="chief")
    assert owned(bench, team) == money
    assert bench.payout(proposal).awaiting == "nothing"


def test_without_a_clear_answer_about_the_first_nothing_is_sent(
    bench: Bench, team: Team, payout: str
) -> None:
    decline(bench, payout)
    proposal = ask(bench, payout)
    bench.laptop.channel.behave("system_error", operation="query", number=bill(bench, payout))
    bench.decide(proposal, who="chief")
    assert bench.payout(proposal).awaiting == "submission"
    assert bill(bench, proposal) not in bench.laptop.channel.state()["transfer"]
    bench.advance(minutes=10)
    assert bench.payout(proposal).awaiting == "confirmation"


def test_what_the_channel_has_forgotten_is_not_paid_again(bench: Bench, payout: str) -> None:
    decline(bench, payout)
    bench.advance(days=20)
    proposal = ask(bench, payout)
    bench.advance(days=10)
    assert "cannot say any more that it failed" in refused(bench, payout)
    with pytest.raises(Problem) as problem:
        bench.decide(proposal, who="chief")
    assert "cannot say any more that it failed" in problem.value.detail()


def test_a_settlements_line_leads_to_the_retry_and_another_round_pays_nobody_twice(
    bench: Bench, team: Team
) -> None:
    bench.start_settlement("2011")
    bench.approve_settlement("2011")
    failed = bench.proposal("2011", team.promoter).payout
    assert failed
    decline(bench, failed)
    again = retry(bench, failed)
    assert (again.period, bench.proposal("2011", team.promoter).payout) == ("2011", again.id)
    bench.start_settlement("2011")
    assert bench.settlement("2011").state == "empty"
    assert bench.proposal("2011", team.promoter).outcome == "has_payout"
    confirm(bench, again.id)
    assert bench.balance(team.promoter).paid == 1_000


def test_the_channel_is_asked_now_under_the_same_number(bench: Bench, team: Team) -> None:
    bench.laptop.channel.behave("not_enough", operation="transfer", times=3)
    payout = bench.withdraw(team.promoter, AMOUNT)
    bench.advance_to(bench.payout(payout).due_at)
    bench.advance_to(bench.payout(payout).due_at)
    number = bill(bench, payout)
    due = bench.payout(payout).due_at
    ask(bench, payout, "inquiry")
    bench.advance(seconds=2)
    assert bench.now < due
    assert (bench.payout(payout).awaiting, bill(bench, payout)) == ("confirmation", number)
    assert "waits for no answer" in refused(bench, payout, "inquiry")
