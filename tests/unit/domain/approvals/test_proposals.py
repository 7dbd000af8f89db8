"""A proposal is decided once, by another person, in the version that he saw, while it is open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.approvals.proposals import (
    Proposal,
    Verdict,
    approve,
    expire,
    is_expired,
    propose,
    reject,
    revise,
    withdraw,
)
from shared.domain.errors import Refused

NOW = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
MONTH = timedelta(days=30)
Decide = Callable[[Proposal, Verdict], Proposal]


def _approve(proposal: Proposal, verdict: Verdict) -> Proposal:
    return approve(proposal, verdict, {"number": 7})


def _revise(proposal: Proposal, verdict: Verdict) -> Proposal:
    return revise(proposal, {"to": "D"}, verdict)


BY_ANOTHER: list[Decide] = [_approve, reject]
BY_HIMSELF: list[Decide] = [withdraw, _revise]


def _proposal(**fields: Any) -> Proposal:
    made = propose("P", "transfer", "A", {"to": "C"}, "olga", NOW, reason="moved", open_for=MONTH)
    return made.changed(version=3, **fields)


def _verdict(by: str = "fiona", **fields: Any) -> Verdict:
    return Verdict(**{"by": by, "at": NOW, "seen": 3, "reason": "seen", **fields})


def _refused(decide: Decide, proposal: Proposal, verdict: Verdict) -> str:
    with pytest.raises(Refused) as refused:
        decide(proposal, verdict)
    return refused.value.code


def test_a_decision_says_who_when_and_why_and_what_became_of_it() -> None:
    later = NOW + timedelta(days=1)
    decided = _approve(_proposal(), _verdict(at=later))
    assert (decided.state, decided.decided_by, decided.decided_at) == ("approved", "fiona", later)
    assert (decided.decision_reason, decided.outcome) == ("seen", {"number": 7})
    assert reject(_proposal(), _verdict()).state == "rejected"


@pytest.mark.parametrize("decide", BY_ANOTHER)
def test_whoever_proposed_it_does_not_decide_it(decide: Decide) -> None:
    assert _refused(decide, _proposal(), _verdict("olga")) == "same_person"


@pytest.mark.parametrize("decide", BY_HIMSELF)
def test_nobody_else_takes_it_back_or_changes_it(decide: Decide) -> None:
    assert _refused(decide, _proposal(), _verdict("fiona")) == "not_proposer"


def test_whoever_proposed_it_takes_it_back_or_changes_it() -> None:
    assert withdraw(_proposal(), _verdict("olga")).state == "withdrawn"
    revised = _revise(_proposal(), _verdict("olga", reason=None))
    assert (revised.content, revised.reason, revised.state) == ({"to": "D"}, "moved", "open")


@pytest.mark.parametrize("decide", [*BY_ANOTHER, *BY_HIMSELF])
@pytest.mark.parametrize("seen", [2, 4])
def test_another_version_than_the_one_that_was_seen_is_not_decided(
    decide: Decide, seen: int
) -> None:
    by = "olga" if decide in BY_HIMSELF else "fiona"
    assert _refused(decide, _proposal(), _verdict(by, seen=seen)) == "outdated_version"


@pytest.mark.parametrize("decide", [*BY_ANOTHER, *BY_HIMSELF])
@pytest.mark.parametrize("state", ["approved", "rejected", "withdrawn", "expired", "lapsed"])
def test_what_is_decided_stays_decided(decide: Decide, state: str) -> None:
    by = "olga" if decide in BY_HIMSELF else "fiona"
    assert _refused(decide, _proposal(state=state), _verdict(by)) == "illegal_transition"


@pytest.mark.parametrize("decide", [*BY_ANOTHER, *BY_HIMSELF])
def test_it_is_open_until_its_last_second(decide: Decide) -> None:
    by = "olga" if decide in BY_HIMSELF else "fiona"
    last = NOW + MONTH - timedelta(seconds=1)
    decide(_proposal(), _verdict(by, at=last))
    assert not is_expired(_proposal(), last)
    over = NOW + MONTH
    assert is_expired(_proposal(), over)
    assert _refused(decide, _proposal(), _verdict(by, at=over)) == "illegal_transition"
    late = expire(_proposal(), over + timedelta(hours=1))
    assert (late.state, late.moments[-1].code, late.moments[-1].at) == (
        "expired",
        "proposal_expired",
        over,
    )


def test_without_a_time_it_never_expires() -> None:
    forever = propose("P", "settlement", "2025-03", {}, "olga", NOW)
    assert not is_expired(forever, NOW + timedelta(days=3_000))
