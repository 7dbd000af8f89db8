"""The life of whatever is proposed for the rulebook: decided once, by another, without a race."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from infra.memory.store import MemoryStore
from shared.domain.approvals.proposals import Proposal
from shared.domain.errors import Refused
from shared.domain.rulebook.rule_proposals import NOTICE
from shared.ports import Store
from shared.usecases.rulebook.rule_proposals import require_version
from tests.at_once import together
from tests.refusals import told
from tests.unit.usecases.rulebook.desk import NOW, SOON, Desk, PlanDesk, PolicyDesk

AT_ONCE = 6


@pytest.fixture(params=[PlanDesk, PolicyDesk], ids=["plan", "policy"])
def desk(request: pytest.FixtureRequest) -> Desk:
    desk: Desk = request.param(MemoryStore())
    return desk


@pytest.fixture(params=[PlanDesk, PolicyDesk], ids=["plan", "policy"])
def either(request: pytest.FixtureRequest, store: Store) -> Desk:
    desk: Desk = request.param(store)
    return desk


def number_of(approved: Proposal) -> int:
    return int(approved.outcome["number"])


def test_a_proposal_is_nothing_in_force_before_another_person_approves_it(desk: Desk) -> None:
    proposal = desk.propose()
    assert (proposal.state, desk.in_force()) == ("open", 0)
    with told("another person") as refused:
        desk.approve(proposal.id, by="ops")
    assert refused.value.code == "same_person"
    assert desk.in_force() == 0
    approved = desk.approve(proposal.id)
    assert (approved.state, number_of(approved), approved.outcome["follows"]) == ("approved", 1, 0)
    assert (approved.decided_by, approved.decided_at) == ("fin", NOW)
    assert desk.in_force() == 1


def test_what_is_approved_begins_a_minute_later_once_every_process_knows_of_it(desk: Desk) -> None:
    desk.approve(desk.propose().id)
    begins = NOW + timedelta(seconds=60)
    assert require_version(desk.ports, desk.kind, 1).effective_from == begins
    assert (desk.in_force(begins - timedelta(seconds=1)), desk.in_force(begins)) == (0, 1)


def test_a_version_knows_its_proposal_and_never_changes(desk: Desk) -> None:
    approved = desk.approve(desk.propose("one").id)
    first = require_version(desk.ports, desk.kind, 1)
    assert (first.proposal, first.effective_from) == (approved.id, SOON)
    assert first.document == approved.content
    desk.approve(desk.propose("two").id)
    assert require_version(desk.ports, desk.kind, 1) == first


def test_versions_are_numbered_one_after_the_other(desk: Desk) -> None:
    first, second = desk.propose("one"), desk.propose("two")
    assert number_of(desk.approve(second.id)) == 1
    approved = desk.approve(first.id)
    assert (number_of(approved), approved.outcome["follows"]) == (2, 1)
    assert desk.in_force() == 2


def test_approvals_at_once_get_a_number_each(either: Desk) -> None:
    proposals = [either.propose(f"wish-{number}").id for number in range(AT_ONCE)]

    approved = together([partial(either.approve, proposal) for proposal in proposals])

    numbers = list(range(1, AT_ONCE + 1))
    assert sorted(map(number_of, approved)) == numbers
    assert [version.number for version in either.versions()] == numbers


def test_of_an_approval_and_a_rejection_at_once_one_wins(either: Desk) -> None:
    proposal = either.propose()

    def outcome_of(decide: Callable[[str], Proposal]) -> str:
        try:
            return decide(proposal.id).state
        except Refused as refused:
            return refused.code

    ways = (either.approve, either.reject)
    outcomes = sorted(together([partial(outcome_of, way) for way in ways]))

    assert outcomes in (["approved", "illegal_transition"], ["illegal_transition", "rejected"])
    assert len(either.versions()) == outcomes.count("approved")


def test_a_repeat_has_no_second_effect(either: Desk) -> None:
    first, again = either.propose(), either.propose()
    assert either.waiting() == [first.id] == [again.id]
    assert [number_of(either.approve(first.id)) for _ in range(2)] == [1, 1]
    assert len(either.versions()) == 1
    other = either.propose("two")
    assert [either.reject(other.id).state for _ in range(2)] == ["rejected", "rejected"]
    assert either.waiting() == []


def test_a_key_for_another_body_is_refused(desk: Desk) -> None:
    desk.propose("key", body=b"one")
    with pytest.raises(Refused) as refused:
        desk.propose("key", body=b"two")
    assert refused.value.code == "idempotency_conflict"


@pytest.mark.parametrize("first", ["approve", "reject"])
@pytest.mark.parametrize("then", ["approve", "reject"])
def test_what_is_decided_stays_decided(desk: Desk, first: str, then: str) -> None:
    proposal = desk.propose()
    getattr(desk, first)(proposal.id)
    with pytest.raises(Refused) as refused:
        getattr(desk, then)(proposal.id, by="chief", key="once more")
    assert refused.value.code == "illegal_transition"
    assert len(desk.versions()) == (first == "approve")


@pytest.mark.parametrize("unknown", ["", "A" * 26, "policy/one", "plan/one"])
def test_what_nobody_proposed_is_unknown(desk: Desk, unknown: str) -> None:
    with told("There is no proposal") as refused:
        desk.approve(unknown)
    assert refused.value.code == "unknown_proposal"


def test_nothing_may_have_begun_before_it_was_proposed(desk: Desk) -> None:
    expected = f"leave it out: the {desk.kind} begins a minute after its approval"
    with told(expected) as refused:
        desk.propose(effective_from="2025-03-03T01:59:59+00:00")
    assert refused.value.code == "invalid"
    assert desk.propose(effective_from="2025-03-03T02:00:00+00:00").state == "open"


def test_what_is_approved_late_is_in_force_a_minute_after_its_approval(desk: Desk) -> None:
    proposal = desk.propose(effective_from="2025-03-04T00:00:00+00:00")
    later = NOW + timedelta(days=3)
    desk.clock.set(later)
    desk.approve(proposal.id)
    begins = later + NOTICE
    assert require_version(desk.ports, desk.kind, 1).effective_from == begins
    assert (desk.in_force(begins - timedelta(seconds=1)), desk.in_force(begins)) == (0, 1)


def test_what_is_for_later_follows_the_one_that_is_in_force_then(desk: Desk) -> None:
    later = (NOW + timedelta(days=10)).isoformat()
    desk.approve(desk.propose("later", effective_from=later).id)
    assert desk.followed(desk.propose("now").id) == 0
    last = desk.propose("last", effective_from=(NOW + timedelta(days=11)).isoformat())
    assert desk.followed(last.id) == 1
    assert desk.approve(last.id).outcome["follows"] == 1


def test_a_review_keeps_what_a_decided_proposal_followed(desk: Desk) -> None:
    approved = desk.approve(desk.propose("one").id)
    rejected = desk.reject(desk.propose("no").id)
    desk.clock.set(NOW + timedelta(days=1))
    desk.approve(desk.propose("two").id)
    assert [desk.followed(each.id) for each in (approved, rejected)] == [0, 1]


def test_what_is_open_is_found_however_many_were_decided_since(desk: Desk) -> None:
    first = desk.propose("first").id
    for number in range(250):
        desk.clock.set(NOW + timedelta(minutes=number + 1))
        desk.reject(desk.propose(f"wish-{number}").id)
    last = desk.propose("last").id

    assert desk.waiting() == [first, last]


def test_nothing_is_open_for_longer_than_its_kind_says(desk: Desk) -> None:
    open_for = desk.approval.open_for
    assert open_for is not None
    proposal = desk.propose().id
    desk.clock.set(NOW + open_for - timedelta(seconds=1))
    assert desk.waiting() == [proposal]
    desk.clock.set(NOW + open_for)
    assert desk.waiting() == []
