"""Ids divide no key: whatever a shop calls somebody, he is found again, and nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from infra.memory.store import MemoryStore
from shared.adapters.layout.registry import item_of, key_at
from shared.domain.keys import in_key, part
from shared.domain.network.bindings import Binding, BindingChange
from shared.domain.operations import DoneTo
from shared.domain.records import Record
from tests.identifiers import IDENTIFIERS
from tests.unit.usecases.bench import BEGINNING

TODAYS = st.from_regex(r"\A[A-Za-z0-9._:-]{1,64}\Z")


def bound(buyer: str) -> list[Record]:
    """All that is kept of a buyer."""
    said = {"buyer": buyer, "promoter": "A", "number": 1}
    return [
        Binding(bound_at=BEGINNING, **said),
        BindingChange(at=BEGINNING, because="first", **said),
        DoneTo(subject=in_key(f"buyer/{buyer}"), done_at="2025", command="C"),
    ]


@given(buyer=IDENTIFIERS)
def test_a_key_leads_to_its_item_and_back(buyer: str) -> None:
    for record in bound(buyer):
        item = item_of(type(record), record.key)
        assert key_at(type(record), item) == record.key
        assert max(len(item.pk.encode()), len(item.sk.encode())) <= 1024


@given(one=IDENTIFIERS, other=IDENTIFIERS)
def test_two_buyers_share_no_item_and_no_list(one: str, other: str) -> None:
    store = MemoryStore()
    buyers = {one, other}
    store.commit([record for buyer in buyers for record in bound(buyer)])

    for buyer in buyers:
        found = store.get(Binding, part(buyer))
        listed = store.listed(BindingChange, part(buyer)).items
        assert found is not None
        assert [found.buyer, *(each.buyer for each in listed)] == [buyer, buyer]


@given(buyer=TODAYS)
def test_what_was_stored_keeps_its_key(buyer: str) -> None:
    assert part(buyer) == buyer
