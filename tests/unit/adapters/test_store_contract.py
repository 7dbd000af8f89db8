"""What every Store promises: records, transactions and races, in memory and over DynamoDB alike."""

import pytest

from shared.domain.ledger.balances import Balance
from shared.domain.network.people import ReferralCode, Tree
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Conflict, Store
from tests.at_once import at_once
from tests.unit.adapters.store_records import one_of_every_kind
from tests.unit.adapters.table.network import referral_code
from tests.unit.adapters.table.orders import order

THREADS = 4
EVERY_KIND = [pytest.param(record, id=type(record).__name__) for record in one_of_every_kind()]


def stored(record: Record) -> Record:
    return record.changed(version=record.version + 1)


@pytest.mark.parametrize("record", EVERY_KIND)
def test_a_record_comes_back_as_it_was_written(store: Store, record: Record) -> None:
    assert store.get(type(record), record.key) is None
    store.commit([record])
    first = store.get(type(record), record.key)
    assert first == stored(record)
    store.commit([first])
    assert store.get(type(record), record.key) == stored(first)


@pytest.mark.parametrize("record", EVERY_KIND)
def test_a_record_is_written_only_over_the_version_that_was_read(
    store: Store, record: Record
) -> None:
    with pytest.raises(Conflict):
        store.commit([stored(record)])
    store.commit([record])
    with pytest.raises(Conflict):
        store.commit([record])
    assert store.get(type(record), record.key) == stored(record)


def test_every_kind_has_keys_of_its_own(store: Store) -> None:
    records = one_of_every_kind()
    store.commit(records)
    assert [store.get(type(r), r.key) for r in records] == [stored(r) for r in records]


def test_a_commit_of_nothing_is_nothing(store: Store) -> None:
    store.commit([])
    assert list(store.due(order().due_at)) == []


def test_one_stale_record_keeps_all_others_from_being_written(store: Store) -> None:
    store.commit([Balance(payee="B")])
    fresh, stale = Balance(payee="A"), Balance(payee="B", available=5)
    with pytest.raises(Conflict):
        store.commit([fresh, stale, order()])
    assert store.get(Balance, "A") is None
    assert store.get(Order, "ORDERA") is None
    assert store.get(Balance, "B") == Balance(payee="B", version=1)


@pytest.mark.parametrize("others", [0, 1])
def test_of_many_writers_of_one_version_exactly_one_wins(store: Store, others: int) -> None:
    def write(number: int) -> bool:
        try:
            store.commit([referral_code(str(number)), *[Balance(payee=str(number))] * others])
        except Conflict:
            return False
        return True

    won = at_once(write, THREADS)
    winner = won.index(True)
    assert won.count(True) == 1
    code = store.get(ReferralCode, "ABCD2345")
    assert code is not None
    assert code.distributor == str(winner)
    loser = str((winner + 1) % THREADS)
    assert store.get(Balance, loser) is None


def test_no_change_is_lost_and_none_is_done_twice(store: Store) -> None:
    store.commit([Balance(payee="A", available=100), Balance(payee="B")])

    def move_one_fen() -> None:
        a, b = store.get(Balance, "A"), store.get(Balance, "B")
        assert a is not None
        assert b is not None
        store.commit([a.move(available=-1), b.move(available=1)])

    def move(_: int) -> int:
        conflicts = moved = 0
        while moved < 5:
            try:
                move_one_fen()
                moved += 1
            except Conflict:
                conflicts += 1
        return conflicts

    at_once(move, THREADS)
    a, b = store.get(Balance, "A"), store.get(Balance, "B")
    assert a is not None
    assert b is not None
    assert (a.available, b.available) == (80, 20)
    assert (a.version, b.version) == (21, 21)


def test_there_is_one_tree(store: Store) -> None:
    store.commit([Tree()])
    assert store.get(Tree, "tree") == Tree(version=1)
