"""What every Store promises of people's histories and proposals, in memory and over DynamoDB."""

from shared.domain.network.transfers import TransferProposal
from shared.ports import Store
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
    assert [change.number for change in store.profile_changes("A")] == [1, 2, 10]
    assert [change.number for change in store.binding_changes("buyer-1")] == [1, 2, 10]
    assert [change.distributor for change in store.relations("A")] == ["A"]
    assert list(store.profile_changes("Z")) == []
    assert list(store.binding_changes("buyer-")) == []


def test_proposals_are_given_by_time_and_open_ones_of_everybody_together(store: Store) -> None:
    later, first = transfer("T1", proposed_at=at(5)), transfer("T2", proposed_at=at(1))
    other = transfer("T3", "B", proposed_at=at(3))
    store.commit([later, first, other])
    assert ids(store.transfer_proposals("A")) == ["T2", "T1"]
    assert ids(store.transfer_proposals("B")) == ["T3"]
    assert ids(store.open_transfers(9)) == ["T2", "T3", "T1"]
    assert ids(store.open_transfers(2)) == ["T2", "T3"]


def test_a_decided_proposal_is_open_no_more(store: Store) -> None:
    first, other = transfer("T1", proposed_at=at(1)), transfer("T2", proposed_at=at(2))
    store.commit([first, other])
    store.commit([decided(first)])
    assert ids(store.open_transfers(9)) == ["T2"]
    assert [proposal.state for proposal in store.transfer_proposals("A")] == ["approved", "open"]
