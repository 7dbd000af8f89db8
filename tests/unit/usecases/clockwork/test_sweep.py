from typing import Literal

from infra.memory.store import MemoryStore, nothing_laid
from shared.adapters.layout.every_room import places
from shared.domain.channel.channel import ChannelUnavailable
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import PlacedOn
from shared.domain.payouts.payouts import Payout, new_payout
from shared.domain.records import AwaitingRecord
from shared.usecases.clockwork.advancing import ADVANCE
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.orders.order_lists import orders_paying
from shared.usecases.orders.owning import owned_by
from shared.usecases.payouts.settle_period import start_settlement
from shared.usecases.payouts.settlement_progress import require_run
from tests.unit.usecases.bench import Bench


def _statuses(bench: Bench) -> dict[str, str]:
    return {order.id: order.status for order in bench.store.all(Order)}


def test_a_sweep_advances_everything_that_is_due() -> None:
    bench = Bench()
    unpaid, delivered = bench.placed("O1"), bench.delivered("O2")
    bench.wait(days=9)

    done = sweep(bench.ports, bench.clock.now(), lambda: True)

    assert (done.advanced, done.failed) == (2, [])
    assert _statuses(bench) == {unpaid.id: "cancelled", delivered.id: "closed"}
    assert sweep(bench.ports, bench.clock.now(), lambda: True).advanced == 0


def test_whatever_may_fall_due_is_advanced() -> None:
    assert set(ADVANCE) == {kind for kind in places() if issubclass(kind, AwaitingRecord)}
    assert {kind for kind, place in places().items() if place.due} == set(ADVANCE)


def test_one_failure_stops_no_other() -> None:
    bench = Bench()
    unpaid, delivered = bench.placed("O1"), bench.delivered("O2")
    bench.wait(days=9)

    def broken(order_id: str) -> Literal["closed", "already_paid"]:
        raise ChannelUnavailable(order_id)

    bench.channel.close_payment = broken  # type: ignore[method-assign]
    done = sweep(bench.ports, bench.clock.now(), lambda: True)

    assert _statuses(bench) == {unpaid.id: "created", delivered.id: "closed"}
    assert [(due.key, type(error)) for due, error in done.failed] == [
        (unpaid.id, ChannelUnavailable)
    ]


def test_a_sweep_stops_when_its_time_is_up() -> None:
    bench = Bench()
    for key in ("O1", "O2", "O3"):
        bench.placed(key)
    bench.wait(days=1)
    turns = iter((True, True, False))

    done = sweep(bench.ports, bench.clock.now(), lambda: next(turns))

    assert done.advanced == 2
    assert sorted(_statuses(bench).values()) == ["cancelled", "cancelled", "created"]


def test_what_is_not_due_is_not_touched() -> None:
    bench = Bench()
    bench.placed()

    assert sweep(bench.ports, bench.clock.now(), lambda: True).advanced == 0


def test_what_never_reached_whoever_follows_the_table_is_found_once_the_sweeper_came_by() -> None:
    bench = Bench(MemoryStore(nothing_laid))
    order = bench.paid("O1")
    assert owned_by(bench.ports, "A")[0].pending_fen == 0
    assert not orders_paying(bench.store, "A").items

    bench.wait(days=3)
    sweep(bench.ports, bench.clock.now(), lambda: True)

    assert owned_by(bench.ports, "A")[0].pending_fen == 10_00
    assert [each.id for each in orders_paying(bench.store, "A").items] == [order.id]
    assert bench.store.all(PlacedOn)


def test_a_crowd_of_payouts_keeps_neither_an_order_nor_a_settlement_waiting() -> None:
    bench = Bench()
    for number in range(5):
        bench.store.commit([_settled(bench, f"P{number}")])
    bench.wait(minutes=1)
    start_settlement(bench.ports, bench.command("start"), "2025-02", "finance")
    unpaid = bench.placed("O1")
    bench.wait(hours=1)
    turns = iter((True,) * 3)

    done = sweep(bench.ports, bench.clock.now(), lambda: next(turns, False))

    assert done.advanced == 3
    assert _statuses(bench) == {unpaid.id: "cancelled"}
    assert require_run(bench.ports, "2025-02").awaiting == "nothing"
    assert sum(payout.awaiting != "submission" for payout in bench.store.all(Payout)) == 1


def _settled(bench: Bench, payout_id: str) -> Payout:
    now = bench.clock.now()
    payout = new_payout(payout_id, "A", [1_00], now, period="2025-01", approved_at=now)
    return payout.changed(**payout.waits("submission", now))
