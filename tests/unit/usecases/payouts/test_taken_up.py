"""What failed is paid out once more at most, whoever pays it out: a retry, a round, its payee."""

import pytest

from shared.domain.errors import Refused
from shared.domain.payouts.payouts import Payout
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.inbox import inbox
from shared.usecases.payouts.payouts import advance_payout, request_withdrawal, require_payout
from shared.usecases.payouts.retry_payout import propose_retry
from tests.at_once import together
from tests.deciding import approve, reject
from tests.refusals import told
from tests.unit.usecases.bench import FINANCE, REFUSED, Bench
from tests.unit.usecases.payouts.rounds import approve_round, earn, propose_round


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    earn(bench, 10_00)
    return bench


def _withdrawn(bench: Bench, key: str, fen: int) -> str:
    return request_withdrawal(bench.ports, bench.command(key), "A", fen).id


def _failed(bench: Bench, fen: int = 10_00) -> str:
    payout = _withdrawn(bench, "first", fen)
    bench.channel.tell(REFUSED)
    assert advance_payout(bench.ports, payout).state == "failed"
    return payout


def _round(bench: Bench, key: str) -> str:
    """Another round of the settlement, approved; the payout that it opens."""
    propose_round(bench, key)
    payout = approve_round(bench, key).payout
    assert payout
    return payout


def _retry(bench: Bench, payout: str, key: str = "retry") -> str:
    return propose_retry(bench.ports, bench.command(key), payout, FINANCE).id


@pytest.mark.parametrize("earned_since", [0, 50_00])
def test_what_another_round_has_paid_is_not_paid_again(bench: Bench, earned_since: int) -> None:
    first = _round(bench, "one")
    bench.channel.tell(REFUSED)
    advance_payout(bench.ports, first)
    second = _round(bench, "two")
    earn(bench, earned_since)

    with told(f"taken up by {second}"):
        _retry(bench, first)
    assert require_payout(bench.ports, first).retried_as == second
    assert require_payout(bench.ports, second).retry_of is None


def test_what_the_payee_has_withdrawn_himself_is_not_paid_again(bench: Bench) -> None:
    first = _failed(bench)
    own = _withdrawn(bench, "own", 4_00)
    earn(bench, 50_00)

    with told(f"taken up by {own}"):
        _retry(bench, first)


def test_what_leaves_enough_takes_nothing_of_it(bench: Bench) -> None:
    first = _failed(bench, 6_00)
    _withdrawn(bench, "own", 4_00)

    assert _retry(bench, first)


def test_of_two_that_failed_the_later_one_keeps_what_is_left(bench: Bench) -> None:
    first = _failed(bench, 6_00)
    bench.wait(hours=1)
    later = _withdrawn(bench, "later", 3_00)
    bench.channel.tell(REFUSED)
    advance_payout(bench.ports, later)
    own = _withdrawn(bench, "own", 5_00)

    assert require_payout(bench.ports, first).retried_as == own
    assert require_payout(bench.ports, later).retried_as is None


def test_a_retry_is_not_opened_once_its_money_was_taken_up(bench: Bench) -> None:
    first = _failed(bench)
    retry = _retry(bench, first)
    own = _withdrawn(bench, "own", 10_00)
    earn(bench, 50_00)

    with told(f"taken up by {own}"):
        approve(bench.ports, bench.command("approve"), retry, "chief")
    assert bench.store.get(Payout, retry) is None
    assert inbox.waiting(bench.ports).items == []


def test_a_proposed_retry_lapses_with_the_round_that_takes_up_its_money(bench: Bench) -> None:
    first = _round(bench, "one")
    bench.channel.tell(REFUSED)
    advance_payout(bench.ports, first)
    retry = _retry(bench, first)
    second = _round(bench, "two")

    lapsed = require_proposal(bench.ports, retry)
    assert (lapsed.state, lapsed.outcome) == ("lapsed", {"paid_as": second})
    assert (lapsed.decided_by, lapsed.decided_at) == (None, bench.clock.now())
    assert lapsed.moments[-1].code == "proposal_lapsed"
    assert inbox.waiting(bench.ports).items == []


def test_a_retry_that_was_rejected_before_stays_so(bench: Bench) -> None:
    first = _failed(bench)
    retry = _retry(bench, first)
    reject(bench.ports, bench.command("reject"), retry, "chief")
    _withdrawn(bench, "own", 10_00)

    assert require_proposal(bench.ports, retry).state == "rejected"


def test_what_was_taken_back_is_not_proposed(bench: Bench) -> None:
    first = _failed(bench)
    earn(bench, -4_00)

    with told(r"Of the 10\.00 that failed .* only 6\.00"):
        _retry(bench, first)


def test_who_was_suspended_is_not_proposed(bench: Bench) -> None:
    first = _failed(bench)
    bench.suspend("A")

    with told("only an active payee"):
        _retry(bench, first)


def test_it_is_proposed_once(bench: Bench) -> None:
    first = _failed(bench)
    proposal = _retry(bench, first)

    assert _retry(bench, first) == proposal, "the same request again"
    with told(f"as {proposal} already"):
        _retry(bench, first, "another request")
    reject(bench.ports, bench.command("reject"), proposal, "chief")
    anew = _retry(bench, first, "a third request")
    bench.wait(days=29)
    with told(f"as {anew} already"):
        _retry(bench, first, "a fourth request")


def test_of_two_who_propose_at_once_one_does(bench: Bench) -> None:
    first = _failed(bench)

    def propose(key: str) -> str:
        try:
            return _retry(bench, first, key)
        except Refused as refused:
            return refused.reason

    answers = together([lambda: propose("li"), lambda: propose("wang")])
    assert answers.count("retry_was_proposed") == 1
