"""Orders that are due together share what they write, and each of them gives once."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry, totals
from shared.domain.orders.milestones import Restocks
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Conflict
from shared.usecases.lists import all_of
from shared.usecases.orders import advance_together as together
from shared.usecases.orders import shared_books
from shared.usecases.orders.advance_together import advance_together
from tests.unit.usecases.bench import Bench

NO_ORDERS: frozenset[str] = frozenset()


class Watched(MemoryStore):
    """A store that keeps each commit, and lets others write before one."""

    def __init__(self) -> None:
        super().__init__()
        self.commits: list[list[Record]] = []
        self.meanwhile: list[Any] = []

    def commit(self, records: Iterable[Record]) -> None:
        records = list(records)
        if self.meanwhile:
            self.meanwhile.pop()()
        keys = [(type(each), each.key) for each in records]
        assert len(keys) == len({*keys}), "a transaction takes each item once"
        super().commit(records)
        self.commits.append(records)


def due_orders(many: int) -> tuple[Bench, Watched, list[str]]:
    store = Watched()
    bench = Bench(store)
    ids = [bench.delivered(f"O{number}").id for number in range(many)]
    bench.wait(days=9)
    store.commits.clear()
    return bench, store, ids


def available(bench: Bench, payee: str) -> int:
    balance = bench.store.get(Balance, payee)
    return balance.available if balance else 0


def statuses(bench: Bench) -> set[str]:
    return {each.status for each in bench.store.all(Order)}


def entries(bench: Bench, ids: Iterable[str]) -> list[JournalEntry]:
    return [e for name in ids for e in all_of(bench.store, JournalEntry, f"ORDER#{name}")]


def test_six_orders_of_the_same_payees_write_each_balance_once() -> None:
    bench, store, ids = due_orders(6)

    assert advance_together(bench.ports, ids) == NO_ORDERS

    (written,) = store.commits
    assert sorted(each.payee for each in written if isinstance(each, Balance)) == ["A", "B"]
    assert len(written) == 6 * 2 + 2
    assert statuses(bench) == {"closed"}
    assert (available(bench, "A"), available(bench, "B")) == (6 * 10_00, 6 * 5_00)
    sums = totals(entries(bench, ids))
    assert (sums["A:available"], sums["A:pending"], sum(sums.values())) == (60_00, 0, 0)


def test_a_batch_that_comes_twice_gives_nothing_again() -> None:
    bench, store, ids = due_orders(3)
    advance_together(bench.ports, ids)
    store.commits.clear()

    assert advance_together(bench.ports, ids) == NO_ORDERS

    assert not any(store.commits)
    assert available(bench, "A") == 30_00


def test_two_batches_at_once_release_every_order_once() -> None:
    bench, store, ids = due_orders(4)
    store.meanwhile.append(lambda: advance_together(bench.ports, ids[1:]))

    assert advance_together(bench.ports, ids) == NO_ORDERS

    assert available(bench, "A") == 40_00
    released = [e.subject for e in entries(bench, ids) if e.cause == "released"]
    assert sorted(released) == sorted(f"ORDER#{each}" for each in ids)


def test_a_debt_is_repaid_from_the_first_of_them() -> None:
    bench, store, ids = due_orders(2)
    (debtor,) = (each for each in store.all(Balance) if each.payee == "A")
    bench.store.commit([debtor.move(debt=12_00)])

    advance_together(bench.ports, ids)

    balance = bench.store.get(Balance, "A")
    assert balance
    assert (balance.available, balance.debt) == (8_00, 0)
    # What was a debt before has no entry here.
    assert totals(entries(bench, ids))["A:available"] == 8_00


def test_more_than_a_transaction_takes_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    bench, store, ids = due_orders(5)
    monkeypatch.setattr(shared_books, "MOST_WRITTEN", 7)

    assert advance_together(bench.ports, ids) == NO_ORDERS

    assert [len(each) for each in store.commits] == [6, 6, 4]
    assert statuses(bench) == {"closed"}
    assert available(bench, "A") == 50_00


def test_one_that_fits_into_no_transaction_with_others_goes_on_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench, _, ids = due_orders(2)
    monkeypatch.setattr(shared_books, "MOST_WRITTEN", 3)

    assert advance_together(bench.ports, ids) == {*ids}

    assert statuses(bench) == {"delivered"}


def test_what_two_orders_change_they_do_not_change_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench, store, ids = due_orders(3)
    own_records = shared_books.own_records

    def counting(*book: Any) -> list[Record]:
        known = store.get(Restocks, "X") or Restocks(agent="X")
        return [*own_records(*book), known.changed(standing=known.standing + 1)]

    monkeypatch.setattr(shared_books, "own_records", counting)

    assert advance_together(bench.ports, ids) == NO_ORDERS

    assert [sum(isinstance(r, Order) for r in each) for each in store.commits] == [1, 1, 1]
    counted = store.get(Restocks, "X")
    assert counted
    assert counted.standing == 3


def test_an_order_that_others_keep_changing_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    bench, store, ids = due_orders(2)
    monkeypatch.setattr("shared.usecases.retrying.FIRST_PAUSE", 0)
    monkeypatch.setattr(together, "TOGETHER", 1)

    def refuse_first(records: Iterable[Record]) -> None:
        records = list(records)
        if any(isinstance(each, Order) and each.id == ids[0] for each in records):
            raise Conflict(ids[0])
        MemoryStore.commit(store, records)

    monkeypatch.setattr(store, "commit", refuse_first)

    assert advance_together(bench.ports, ids) == {ids[0]}
    assert available(bench, "A") == 10_00


def test_an_unpaid_order_is_left_to_whoever_asks_the_channel() -> None:
    bench, _, ids = due_orders(1)
    unpaid = bench.placed("unpaid")
    bench.wait(days=1)

    assert advance_together(bench.ports, [*ids, unpaid.id]) == {unpaid.id}


def test_each_happens_at_its_own_time() -> None:
    store = Watched()
    bench = Bench(store)
    first = bench.delivered("O1")
    bench.wait(hours=5)
    second = bench.delivered("O2")
    bench.wait(days=9)
    advance_together(bench.ports, [first.id, second.id])
    closed = {each.id: each.closed_at for each in store.all(Order)}
    assert closed == {each.id: each.due_at for each in (first, second)}
    assert second.due_at - first.due_at in (timedelta(0), timedelta(days=1))


def test_a_batch_tries_again_before_it_takes_a_balance_for_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.usecases.retrying.FIRST_PAUSE", 0)
    bench, store, ids = due_orders(3)
    commit = store.commit

    def met(times: int) -> None:
        def refuse(records: Iterable[Record]) -> None:
            nonlocal times
            records = list(records)
            times -= any(isinstance(each, Order) for each in records)
            if times >= 0 and any(isinstance(each, Order) for each in records):
                raise Conflict("A", [each for each in records if isinstance(each, Balance)])
            commit(records)

        monkeypatch.setattr(store, "commit", refuse)

    met(together.PATIENCE)
    assert advance_together(bench.ports, ids[:2]) == NO_ORDERS
    assert available(bench, "A") == 20_00

    met(together.PATIENCE + 1)
    assert advance_together(bench.ports, ids[2:]) == NO_ORDERS
    assert available(bench, "A") == 20_00, "the third is arriving"
