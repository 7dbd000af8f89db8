"""Payouts in parts and under review: finance looks first, each part has its own number and end."""

from collections.abc import Iterator

import pytest

from tests.laptop_bench import Bench, running

APPROVED = "WhereIsIt Advance WhereIsIt Await"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running() as bench:
        bench.set_policy(payout={"max_part": "3.00", "review": True, "confirm_hours": 12})
        yield bench


@pytest.fixture
def payee(bench: Bench) -> str:
    return bench.with_money(10_000).promoter


@pytest.fixture
def payout(bench: Bench, payee: str) -> str:
    """7.00 in three parts, waiting for finance."""
    return bench.withdraw(payee, 700)


def approve(bench: Bench, payout: str) -> None:
    bench.decide(payout)


def bills(bench: Bench, payout: str) -> list[str]:
    return [part.bill_no for part in bench.payout(payout).parts]


def states(bench: Bench, payout: str) -> list[str]:
    return [part.state for part in bench.payout(payout).parts]


def test_nothing_is_sent_before_finance_has_looked(bench: Bench, payout: str) -> None:
    bench.advance(days=3)
    assert bench.payout_states(payout) == "Advance WhereIsIt Await"
    assert states(bench, payout) == ["created"] * 3
    assert bench.laptop.channel.state()["transfer"].keys().isdisjoint(bills(bench, payout))
    assert bench.balance(bench.payout(payout).payee).reserved == 700


def test_each_part_reaches_the_payee_under_its_own_number(bench: Bench, payout: str) -> None:
    approve(bench, payout)
    parts = bench.payout(payout).parts
    assert [part.amount_fen for part in parts] == [300, 300, 100]
    assert len(set(bills(bench, payout))) == 3
    for part in parts:
        assert bench.payout(payout).awaiting == "confirmation"
        bench.laptop.channel.confirm(part.bill_no)
        bench.settle()
    balance = bench.balance(bench.payout(payout).payee)
    assert (balance.available, balance.reserved, balance.paid) == (300, 0, 700)
    assert (
        bench.payout_states(payout)
        == f"Advance WhereIsIt Await {APPROVED} WhereIsIt PayoutFinished"
    )


def test_parts_end_one_by_one_each_in_its_own_way(bench: Bench, payout: str) -> None:
    approve(bench, payout)
    first, second, _ = bills(bench, payout)
    bench.laptop.channel.confirm(first)
    bench.settle()
    bench.laptop.channel.decline(second)
    bench.settle()
    expires_at = bench.payout(payout).due_at
    bench.advance_to(expires_at)
    bench.advance(minutes=2)
    end = bench.payout(payout)
    assert states(bench, payout) == ["success", "failed", "cancelled"]
    assert [(notice.code, notice.at) for notice in end.notices] == [("PAYOUT_EXPIRED", expires_at)]
    balance = bench.balance(end.payee)
    assert (balance.available, balance.reserved, balance.paid) == (700, 0, 300)
    causes = [entry.cause for entry in bench.journal(f"PAYOUT#{payout}")]
    assert causes == ["withdraw_requested", *["payout_result"] * 3]


def test_a_cancellation_is_only_done_when_the_channel_says_so(bench: Bench, payout: str) -> None:
    approve(bench, payout)
    for bill in bills(bench, payout):
        bench.laptop.channel.behave("wait", operation="cancel", number=bill)
    bench.advance(hours=12)
    assert states(bench, payout) == ["cancelling"] * 3
    assert bench.balance(bench.payout(payout).payee).reserved == 700
    bench.advance(hours=1)
    for bill in bills(bench, payout):
        bench.laptop.channel.finish_transfer(bill, "CANCELLED")
    bench.settle()
    balance = bench.balance(bench.payout(payout).payee)
    assert (balance.available, balance.reserved) == (1_000, 0)
    assert len(bench.payout(payout).notices) == 1


def test_a_part_the_payee_took_before_its_cancellation_is_paid(bench: Bench, payout: str) -> None:
    approve(bench, payout)
    taken, *others = bills(bench, payout)
    bench.laptop.channel.behave("no_notice", number=taken)
    bench.laptop.channel.confirm(taken)
    bench.advance(hours=13)
    assert states(bench, payout) == ["success", *["cancelled"] * len(others)]
    balance = bench.balance(bench.payout(payout).payee)
    assert (balance.available, balance.reserved, balance.paid) == (700, 0, 300)


def test_an_unknown_part_holds_its_own_money_only(bench: Bench, payout: str) -> None:
    unknown, *others = bills(bench, payout)
    bench.laptop.channel.behave("time_out", operation="transfer", number=unknown)
    approve(bench, payout)
    assert states(bench, payout) == ["unknown", "confirming", "confirming"]
    for bill in others:
        bench.laptop.channel.confirm(bill)
    bench.settle()
    balance = bench.balance(bench.payout(payout).payee)
    assert (balance.reserved, balance.paid) == (300, 400)
    bench.advance(minutes=1)
    bench.laptop.channel.confirm(unknown)
    bench.settle()
    assert bench.balance(bench.payout(payout).payee).paid == 700
