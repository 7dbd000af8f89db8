"""What a balance says is pending: of open orders alone, each as it is now, by when it may come."""

import math
from typing import Any

import pytest

from infra.memory.store import MemoryStore, nothing_laid
from shared.adapters.dynamodb.items import item_bytes, pointer_item
from shared.domain.orders.order import Order
from shared.domain.orders.pending_pointers import PendingOf, pending_of
from shared.domain.times import local_day
from shared.usecases.orders import owning
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.lay_pending import follow_pending, lay_pending
from shared.usecases.orders.owning import owned_by
from shared.usecases.orders.refund_order import refund
from tests.unit.usecases.bench import BEGINNING, Bench


class CountingStore(MemoryStore):
    """Counts the records that lists and batches answer."""

    read = 0

    def listed(self, *what: Any, **more: Any) -> Any:
        page = super().listed(*what, **more)
        self.read += len(page.items)
        return page

    def get_all(self, *what: Any, **more: Any) -> Any:
        found = super().get_all(*what, **more)
        self.read += len(found)
        return found

    def reads(self, bench: Bench) -> int:
        self.read = 0
        owned_by(bench.ports, "A")
        return self.read


class Overtaken(MemoryStore):
    """Lets something happen to an order right behind the next time that it is read."""

    def __init__(self) -> None:
        super().__init__(nothing_laid)
        self.meanwhile: list[Any] = []

    def get(self, kind: type[Any], key: str) -> Any:
        found = super().get(kind, key)
        if kind is Order and self.meanwhile:
            self.meanwhile.pop()()
        return found


def _expected(bench: Bench, payee: str = "A") -> list[tuple[str, int]]:
    cash = owned_by(bench.ports, payee)[0]
    return [(str(each.on), each.fen) for each in cash.expected]


def _released(bench: Bench, key: str) -> Order:
    order = bench.delivered(key)
    bench.wait(days=9)
    return advance_order(bench.ports, order.id)


def test_a_balance_says_by_when_each_sum_may_be_expected() -> None:
    bench = Bench()
    order = bench.paid("O1")
    assert _expected(bench) == [("2025-03-23", 10_00)]
    bench.wait(hours=1)
    ship(bench.ports, bench.command("ship"), order.id)
    assert _expected(bench) == [("2025-03-21", 10_00)]
    bench.wait(days=2)
    deliver(bench.ports, bench.command("deliver"), order.id)
    bench.paid("O2", 50_00)
    assert _expected(bench) == [("2025-03-13", 10_00), ("2025-03-25", 5_00)]

    refund(bench.ports, bench.command("part"), order.id, 40_00)
    assert _expected(bench) == [("2025-03-13", 6_00), ("2025-03-25", 5_00)]
    bench.wait(days=8)
    advance_order(bench.ports, order.id)
    assert _expected(bench) == [("2025-03-25", 5_00)]


def test_what_is_pending_releases_by_the_day_that_was_said() -> None:
    """Nobody reports anything after the payment: each clock runs to its end."""
    bench = Bench()
    order = bench.paid("O1")
    bench.wait(hours=47)
    ship(bench.ports, bench.command("ship"), order.id)
    ((said, _),) = _expected(bench)
    for _ in range(30):
        bench.wait(days=1)
        if advance_order(bench.ports, order.id).released_at:
            break
    assert str(local_day(bench.clock.now())) == said
    assert _expected(bench) == []


def test_closed_orders_cost_a_balance_nothing() -> None:
    store = CountingStore()
    bench = Bench(store)
    bench.paid("open")
    before = store.reads(bench)
    for number in range(8):
        _released(bench, f"O{number}")
    # The open one is late by now: it is held against its order.
    assert (before, store.reads(bench)) == (1, 2)


def test_a_thousand_open_orders_cost_no_more_than_twenty_read_units() -> None:
    pointer = PendingOf(
        payee="D7K2M9QX", order="ABCDEFGHIJKLMNOPQRSTUVWXYZ", fen={"cash": 123_45}, by=BEGINNING
    )
    read = 1_000 * item_bytes(pointer_item(pointer))
    assert math.ceil(read / 4096) / 2 <= 20


def test_where_more_is_open_than_is_counted_the_balance_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(owning, "COUNTED", 2)
    bench = Bench()
    for number in range(2):
        bench.paid(f"O{number}")
    assert not owned_by(bench.ports, "A")[0].more_pending
    bench.paid("O2")
    assert owned_by(bench.ports, "A")[0].more_pending


def test_a_repeat_from_before_the_release_revives_nothing() -> None:
    bench = Bench(MemoryStore(nothing_laid))
    paid = bench.paid("O1")
    follow_pending(bench.store, None, paid)
    assert _expected(bench) == [("2025-03-23", 10_00)]
    released = _released_from(bench, paid)
    follow_pending(bench.store, paid, released)
    follow_pending(bench.store, None, released)
    assert bench.store.all(PendingOf) == []


def test_who_is_overtaken_leaves_what_is_true() -> None:
    bench = Bench(store := Overtaken())
    paid = bench.paid("O1")

    def released() -> None:
        _released_from(bench, paid)
        lay_pending(store, paid.id)

    store.meanwhile.append(released)
    lay_pending(store, paid.id)
    assert store.all(PendingOf) == []


def test_a_removal_that_was_missed_is_seen_once_its_day_is_over() -> None:
    bench = Bench(MemoryStore(nothing_laid))
    paid = bench.paid("O1")
    bench.store.point(pending_of(paid))
    _released_from(bench, paid)
    bench.wait(days=30)
    assert bench.store.all(PendingOf)
    assert _expected(bench) == []


def _released_from(bench: Bench, paid: Order) -> Order:
    ship(bench.ports, bench.command("ship"), paid.id)
    deliver(bench.ports, bench.command("deliver"), paid.id)
    bench.wait(days=9)
    return advance_order(bench.ports, paid.id)
