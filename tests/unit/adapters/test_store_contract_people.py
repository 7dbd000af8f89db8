"""What every Store promises of people's histories and proposals, in memory and over DynamoDB."""

from shared.domain.network.bindings import BindingChange
from shared.domain.network.people import ProfileChange, RelationChange
from shared.domain.network.transfers import OPEN_TRANSFERS, TransferProposal
from shared.ports import Store
from shared.usecases.lists import all_of, longest_waiting
from shared.usecases.network.transfers import transfers_of
from tests.unit.adapters.store_records import (
    DECISION,
    at,
    binding_change,
    profile_change,
    relation,
    transfer,
)


def decided(proposal: TransferProposal) -> TransferProposal:
    update = {"state": "approved", "decided": DECISION, "decided_at": at(9), "version": 1}
    return proposal.model_copy(update=update)


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
    later, first = transfer("T1", proposed_at=at(5)), transfer("T2", proposed_at=at(1))
    other = transfer("T3", "B", proposed_at=at(3))
    store.commit([later, first, other])
    assert ids(transfers_of(store, "A")) == ["T2", "T1"]
    assert ids(transfers_of(store, "B")) == ["T3"]
    assert ids(longest_waiting(store, OPEN_TRANSFERS, "", 9)) == ["T2", "T3", "T1"]
    assert ids(longest_waiting(store, OPEN_TRANSFERS, "", 2)) == ["T2", "T3"]


def test_a_decided_proposal_is_open_no_more(store: Store) -> None:
    first, other = transfer("T1", proposed_at=at(1)), transfer("T2", proposed_at=at(2))
    store.commit([first, other])
    store.commit([decided(first)])
    assert ids(longest_waiting(store, OPEN_TRANSFERS, "", 9)) == ["T2"]
    assert [proposal.state for proposal in transfers_of(store, "A")] == [
        "approved",
        "open",
    ]
