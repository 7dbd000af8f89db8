"""What every Store promises of people's histories and proposals, in memory and over DynamoDB."""

import pytest

from shared.domain.approvals.proposals import OPEN_PROPOSALS
from shared.domain.network.bindings import BindingChange
from shared.domain.network.people import ProfileChange, RelationChange
from shared.ports import Store
from shared.usecases.approvals.proposing import page_of_proposals_on
from shared.usecases.lists import all_of
from tests.unit.adapters.samples import at
from tests.unit.adapters.table.approvals import approval
from tests.unit.adapters.table.network import binding_change, profile_change, relation


def ids(proposals: object) -> list[str]:
    return [proposal.id for proposal in proposals]  # type: ignore[attr-defined]


def test_a_history_is_given_oldest_first_and_to_its_owner_alone(store: Store) -> None:
    numbers = [10, 2, 1]
    store.commit([profile_change(n) for n in numbers])
    store.commit([profile_change(1, "AA"), relation(1), relation(1, "AA")])
    store.commit([binding_change(n) for n in numbers])
    store.commit([binding_change(1, "buyer-10")])
    assert [change.number for change in all_of(store, ProfileChange, "A")] == [1, 2, 10]
    assert [change.number for change in all_of(store, BindingChange, "buyer-1")] == [1, 2, 10]
    assert [change.distributor for change in all_of(store, RelationChange, "A")] == ["A"]
    assert list(all_of(store, ProfileChange, "Z")) == []
    assert list(all_of(store, BindingChange, "buyer-")) == []


def test_proposals_are_given_by_time_and_open_ones_of_everybody_together(store: Store) -> None:
    later, first = approval("T1", 5, subject="A"), approval("T2", 1, subject="A")
    other = approval("T3", 3, subject="B")
    store.commit([later, first, other])
    assert ids(page_of_proposals_on(store, "plan", "A").items) == ["T2", "T1"]
    assert ids(page_of_proposals_on(store, "plan", "B").items) == ["T3"]
    assert store.waiting(OPEN_PROPOSALS, limit=9).items == ["T2", "T3", "T1"]
    assert store.waiting(OPEN_PROPOSALS, limit=2).items == ["T2", "T3"]


def test_what_expires_first_comes_first(store: Store) -> None:
    store.commit([approval("T1"), approval("T2", 5, expires_at=at(99))])
    assert store.waiting(OPEN_PROPOSALS, limit=9).items == ["T2", "T1"]


@pytest.mark.parametrize("state", ["approved", "rejected", "withdrawn", "expired", "lapsed"])
def test_a_decided_proposal_is_open_no_more(store: Store, state: str) -> None:
    first, other = approval("T1", 1), approval("T2", 2)
    store.commit([first, other])
    store.commit([first.changed(state=state, version=1)])
    assert store.waiting(OPEN_PROPOSALS, limit=9).items == ["T2"]
    assert [each.state for each in page_of_proposals_on(store, "plan", "plan").items] == [
        state,
        "open",
    ]
