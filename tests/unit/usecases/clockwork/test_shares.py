"""What one sweep takes of a crowd, and what it hands over to others."""

from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.orders.order import Order
from shared.domain.payouts.payouts import Payout, new_payout
from shared.usecases.clockwork import shares
from shared.usecases.clockwork.shares import Batches
from shared.usecases.clockwork.sweep import sweep, sweep_parts
from tests.unit.usecases.bench import Bench


@pytest.fixture(autouse=True)
def _little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "OWN", 3)


class Others:
    """Whom a sweep hands over to; they may not be there."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.given: list[Batches] = []

    def hand_over(self, batches: Batches) -> bool:
        if self.there:
            self.given.append(batches)
        return self.there


def crowd(orders: int, payouts: int = 0) -> Bench:
    bench = Bench()
    for number in range(orders):
        bench.delivered(f"O{number}")
    bench.store.commit(_settled(bench, f"P{number}") for number in range(payouts))
    bench.wait(days=9)
    return bench


def _settled(bench: Bench, payout_id: str) -> Payout:
    now = bench.clock.now()
    payout = new_payout(payout_id, "A", [1_00], now, period="2025-01", approved_at=now)
    return payout.changed(**payout.waits("submission", now))


def swept(bench: Bench, others: Others, how: Any = "batched") -> int:
    now = bench.clock.now()
    return sweep(bench.ports, now, lambda: True, others.hand_over, how).advanced


def closed(bench: Bench) -> int:
    return sum(each.status == "closed" for each in bench.store.all(Order))


def test_what_one_sweep_takes_is_not_handed_over() -> None:
    bench, others = crowd(3), Others()
    assert swept(bench, others) == 3
    assert (closed(bench), others.given) == (3, [])


def test_of_a_crowd_each_part_is_worked_on_by_one_of_the_others() -> None:
    bench, others = crowd(10), Others()
    assert swept(bench, others) == 0

    (batches,) = others.given

    parts = [part for batch in batches for part in batch]
    assert sorted(parts) == sorted(bench.store.due_parts())
    assert 2 <= len(batches) <= 10
    now = bench.clock.now()
    done = [sweep_parts(bench.ports, now, lambda: True, batch).advanced for batch in batches]
    assert (sum(done), closed(bench)) == (10, 10)
    assert max(done) <= 10
    assert swept(bench, others) == 0


def test_where_nobody_else_is_there_one_sweep_takes_all() -> None:
    bench = crowd(10)
    assert swept(bench, Others(there=False)) == 10


def test_where_machines_keep_the_time_of_orders_they_are_left_to_them() -> None:
    bench, others = crowd(10), Others()
    assert swept(bench, others, "visible") == 10
    assert others.given == []


@pytest.mark.parametrize("how", ["visible", "batched"])
def test_a_crowd_of_transfers_is_handed_over_by_itself(how: str) -> None:
    bench, others = crowd(1, payouts=8), Others()

    assert swept(bench, others, how) == 1

    ((*batches,),) = others.given
    parts = [part for batch in batches for part in batch]
    assert parts == list(bench.store.due_parts(Payout))
    for batch in batches:
        sweep_parts(bench.ports, bench.clock.now(), lambda: True, batch)
    assert {each.awaiting for each in bench.store.all(Payout)} == {"confirmation"}


def test_nobody_reads_past_transfers_for_what_is_due_beside_them() -> None:
    bench = crowd(1, payouts=5)
    dues = bench.store.due(bench.clock.now(), bench.store.due_parts())
    assert [due.kind for due in dues] == [Order]


def test_a_transfer_stored_before_it_had_a_part_of_its_own_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = Bench(MemoryStore())
    with monkeypatch.context() as before:
        before.setattr("shared.adapters.layout.index.due_parts", _all_together)
        bench.store.commit([_settled(bench, "P1")])
    bench.wait(minutes=1)
    now = bench.clock.now()
    assert [due.key for due in bench.store.due(now, bench.store.due_parts())] == ["P1"]
    assert swept(bench, Others()) == 1


def _all_together(kind: Any = None) -> list[str]:
    return [] if kind else [str(shard) for shard in range(64)]
