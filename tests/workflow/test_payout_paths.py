"""Each path of a payout through its machine: money reaches the payee once, or comes back once."""

import pytest

from shared.domain.channel.channel import Notice, TransferReport
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.payouts.payouts import Part
from shared.usecases.channel.take_notice import take_notice
from tests.laptop_bench import Bench

AMOUNT, REST = 600, 400
TO_CONFIRMATION = "Advance WhereIsIt Await"
END = "WhereIsIt PayoutFinished"


@pytest.fixture
def payee(bench: Bench) -> str:
    """Somebody with 10.00 to withdraw."""
    return bench.with_money(10_000).promoter


@pytest.fixture
def payout(bench: Bench, payee: str) -> str:
    return bench.withdraw(payee, AMOUNT)


def part(bench: Bench, payout: str) -> Part:
    (only,) = bench.payout(payout).parts
    return only


def bill(bench: Bench, payout: str) -> str:
    return part(bench, payout).bill_no


def confirm(bench: Bench, payout: str) -> None:
    bench.laptop.channel.confirm(bill(bench, payout))
    bench.settle()


def require_paid(bench: Bench, payout: str) -> None:
    require_money(bench, payout, "success", available=REST, paid=AMOUNT)


def require_given_back(bench: Bench, payout: str, state: str) -> None:
    require_money(bench, payout, state, available=AMOUNT + REST, paid=0)


def require_money(bench: Bench, payout: str, state: str, *, available: int, paid: int) -> None:
    end = bench.payout(payout)
    balance = bench.balance(end.payee)
    assert (part(bench, payout).state, end.awaiting) == (state, "nothing")
    assert (balance.available, balance.reserved, balance.paid) == (available, 0, paid)
    causes = [entry.cause for entry in bench.journal(f"PAYOUT#{payout}")]
    assert causes == ["withdraw_requested", "payout_result"]


def transfers(bench: Bench) -> set[str]:
    return set(bench.laptop.channel.state()["transfer"])


def test_the_payee_confirms(bench: Bench, payout: str) -> None:
    assert bench.payout_states(payout) == TO_CONFIRMATION
    assert part(bench, payout).state == "confirming"
    confirm(bench, payout)
    assert bench.payout_states(payout) == f"{TO_CONFIRMATION} {END}"
    require_paid(bench, payout)


def test_the_payee_declines(bench: Bench, payout: str) -> None:
    bench.laptop.channel.decline(bill(bench, payout))
    bench.settle()
    assert bench.payout_states(payout) == f"{TO_CONFIRMATION} {END}"
    require_given_back(bench, payout, "failed")


def test_the_channel_fails_the_transfer_at_once(bench: Bench, payee: str) -> None:
    bench.laptop.channel.behave("failure", operation="transfer")
    payout = bench.withdraw(payee, AMOUNT)
    require_given_back(bench, payout, "failed")


def test_the_channel_refuses_the_transfer(bench: Bench, payee: str) -> None:
    before = transfers(bench)
    bench.laptop.channel.behave("refuse", operation="transfer")
    payout = bench.withdraw(payee, AMOUNT)
    assert bench.payout_states(payout) == "Advance WhereIsIt PayoutFinished"
    require_given_back(bench, payout, "failed")
    assert transfers(bench) == before


def test_nobody_confirms_until_the_channel_closes_the_transfer(bench: Bench, payout: str) -> None:
    expires_at = bench.payout(payout).due_at
    bench.advance_to(expires_at)
    bench.advance(minutes=5)
    require_given_back(bench, payout, "failed")
    told = [(notice.code, notice.at) for notice in bench.payout(payout).notices]
    assert told == [("PAYOUT_EXPIRED", expires_at)]


def test_the_payee_confirmed_unheard_before_the_payout_expired(bench: Bench, payout: str) -> None:
    bench.laptop.channel.behave("no_notice", number=bill(bench, payout))
    confirm(bench, payout)
    bench.advance(hours=25)
    require_paid(bench, payout)
    assert bench.payout(payout).notices == ()


def test_an_accepted_transfer_whose_answer_is_lost_is_asked_about(bench: Bench, payee: str) -> None:
    bench.laptop.channel.behave("time_out", operation="transfer")
    payout = bench.withdraw(payee, AMOUNT)
    assert part(bench, payout).state == "unknown"
    assert bench.balance(payee).reserved == AMOUNT
    bench.advance(minutes=1)
    assert bench.payout_states(payout) == f"{TO_CONFIRMATION} Advance WhereIsIt Await"
    confirm(bench, payout)
    require_paid(bench, payout)


def test_a_transfer_the_channel_never_saw_is_sent_again_under_its_number(
    bench: Bench, payee: str
) -> None:
    before = transfers(bench)
    bench.laptop.channel.behave("system_error", operation="transfer")
    payout = bench.withdraw(payee, AMOUNT)
    assert (part(bench, payout).state, transfers(bench)) == ("unknown", before)
    bench.advance(minutes=1)
    assert part(bench, payout).state == "confirming"
    assert transfers(bench) == {*before, bill(bench, payout)}
    confirm(bench, payout)
    require_paid(bench, payout)


def test_an_empty_account_is_tried_again_and_is_never_the_payees_failure(
    bench: Bench, payee: str
) -> None:
    bench.laptop.channel.behave("not_enough", operation="transfer", times=4)
    payout = bench.withdraw(payee, AMOUNT)
    for _ in range(3):
        assert part(bench, payout).state == "unknown"
        bench.advance_to(bench.payout(payout).due_at)
    assert bench.balance(payee).reserved == AMOUNT
    bench.advance_to(bench.payout(payout).due_at)
    assert part(bench, payout).state == "confirming"
    confirm(bench, payout)
    require_paid(bench, payout)


def test_a_channel_out_of_order_is_asked_again_until_it_answers(bench: Bench, payee: str) -> None:
    bench.laptop.channel.behave("time_out", operation="transfer")
    bench.laptop.channel.behave("system_error", operation="query", times=2)
    payout = bench.withdraw(payee, AMOUNT)
    for _ in range(3):
        assert part(bench, payout).state == "unknown"
        bench.advance_to(bench.payout(payout).due_at)
    confirm(bench, payout)
    require_paid(bench, payout)


def test_a_notice_that_comes_twice_pays_once(bench: Bench, payout: str) -> None:
    bench.laptop.channel.behave("duplicate_notice", number=bill(bench, payout))
    confirm(bench, payout)
    require_paid(bench, payout)


def test_the_opposite_of_a_final_result_is_kept_for_an_operator(bench: Bench, payout: str) -> None:
    bench.laptop.channel.decline(bill(bench, payout))
    bench.settle()
    said = TransferReport(bill_no=bill(bench, payout), state="success", amount_fen=AMOUNT)
    take_notice(bench.laptop.ports, Notice(notice_id=f"late-{payout}", transfer=said))
    require_given_back(bench, payout, "failed")
    odd = bench.laptop.ports.store.get(OddNotice, f"wechat/late-{payout}")
    assert odd
    assert odd.reason == "payout_final"


def test_the_stream_says_everything_twice(bench: Bench, payee: str) -> None:
    since = bench.last_change
    payout = bench.withdraw(payee, AMOUNT)
    bench.replay_stream(since)
    assert bench.payout_states(payout) == TO_CONFIRMATION
    confirm(bench, payout)
    changes = bench.last_change
    bench.replay_stream(since)
    assert bench.payout_states(payout) == f"{TO_CONFIRMATION} {END}"
    assert bench.last_change == changes
    require_paid(bench, payout)


def test_the_result_whose_signal_is_lost_is_found_at_the_deadline(
    bench: Bench, payout: str
) -> None:
    with bench.signals_lost():
        confirm(bench, payout)
    assert bench.payout_states(payout) == TO_CONFIRMATION
    bench.advance(hours=24)
    assert bench.payout_states(payout) == f"{TO_CONFIRMATION} Advance {END}"
    require_paid(bench, payout)
