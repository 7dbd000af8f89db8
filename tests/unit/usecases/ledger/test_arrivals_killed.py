"""Whatever is killed between posting and draining: repeated, it ends as if nothing had happened."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

import pytest

from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.busy import BusyPurses
from shared.domain.records import Record
from shared.usecases.ledger.draining import advance_arrivals
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.payouts.payouts import request_withdrawal
from tests.disturbed import DisturbedStore
from tests.property.books import check_books
from tests.unit.usecases.bench import Bench

R = TypeVar("R", bound=Record)


class Killed(BaseException):
    """The process is gone: nothing handles that."""


class MortalStore(DisturbedStore):
    """A store whose process is killed at its n-th call, before it was done or after."""

    def __init__(self) -> None:
        super().__init__(lambda balance: balance.payee == "A")
        self.left, self.after = -1, False

    def _call(self, work: Callable[[], Any]) -> Any:
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Killed
        done = work()
        if self.left == 0:
            raise Killed
        return done

    def get(self, kind: type[R], key: str) -> R | None:
        found: R | None = self._call(lambda: super(MortalStore, self).get(kind, key))
        return found

    def commit(self, records: Iterable[Record]) -> None:
        records = list(records)
        self._call(lambda: super(MortalStore, self).commit(records))


def lives(bench: Bench, store: MortalStore, act: Callable[[], object], call: int) -> bool:
    """Act once in a process that is killed at a call, then in another; tell whether it was."""
    store.left = call
    try:
        act()
    except Killed:
        check_books(store)
        bench.ports = replace(bench.ports, busy=BusyPurses())
        store.left, store.came_first = -1, False
        act()
        return False
    store.left = -1
    return True


def went_through(call: int, *, after: bool) -> bool:
    """Release to a busy balance, drain and withdraw; tell whether neither step was killed."""
    store = MortalStore()
    bench = Bench(store)
    store.after = after
    order = bench.delivered()
    bench.wait(days=9)
    released = lives(bench, store, lambda: advance_order(bench.ports, order.id), call)
    assert [note.fen for note in store.all(Arriving)] == [1_000]
    drained = lives(bench, store, lambda: advance_arrivals(bench.ports, "A"), call)
    check_books(store)
    assert store.all(Arriving) == []
    balance = store.get(Balance, "A")
    assert balance is not None
    assert balance.available == 1_000
    request_withdrawal(bench.ports, bench.command("all"), "A", 1_000)
    check_books(store)
    return released and drained


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_call_nothing_is_lost_and_nothing_comes_twice(after: bool) -> None:
    calls = next(call for call in count(1) if went_through(call, after=after))
    assert calls > 5
