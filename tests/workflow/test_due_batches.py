"""Many orders due at one instant, in the mode without an execution an order: each releases once.

`make midnight` plays it with 2,000 orders and the limits of the product; FENRUN_DUE says how many.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest

from shared.domain.ledger.journal import JournalEntry, append
from shared.domain.orders.order import Order
from shared.domain.records import NOTHING
from shared.usecases.clockwork import shares
from shared.usecases.lists import all_of
from tests.laptop_bench import STACK, Bench, Team, running

DUE: Final = int(os.environ.get("FENRUN_DUE", "40"))
SMALL = 40
"""Up to how many orders a sweep takes less than it would, so that there is a crowd at all."""
OWN = 10
AT_ONCE = 40
PRICE = 10_000


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running(parameters={"Timekeeping": "batched"}) as bench:
        yield bench


@pytest.fixture(autouse=True)
def little_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    if DUE <= SMALL:
        monkeypatch.setattr(shares, "OWN", OWN)


def delivered(bench: Bench, team: Team) -> str:
    order = bench.paid_order(PRICE, team=team)
    bench.ship(order)
    bench.deliver(order)
    return order


def copied(bench: Bench, order_id: str, many: int) -> list[str]:
    """Store so many orders as one is, with books of their own; nobody hears of them."""
    order, store = bench.order(order_id), bench.laptop.ports.store
    (promised,) = all_of(store, JournalEntry, order.books)
    ids = [f"{number:05d}{order.id[5:]}" for number in range(many)]
    with bench.signals_lost():
        for first in range(0, many, AT_ONCE):
            store.commit(
                record
                for name in ids[first : first + AT_ONCE]
                for record in _copy(order, promised, name)
            )
        bench.settle()
    return ids


def _copy(order: Order, promised: JournalEntry, name: str) -> tuple[Order, JournalEntry]:
    kept = promised.model_dump(exclude={"sequence", "previous", "digest", "version"})
    new = order.changed(id=name, version=0)
    chain, entry = append(type(order.journal)(), **{**kept, "subject": new.books})
    return new.changed(journal=chain), entry


def test_a_crowd_releases_once_each_side_by_side(bench: Bench) -> None:
    bench.begin_week()
    team = bench.team()
    orders = copied(bench, delivered(bench, team), DUE - 1)
    due_at = bench.order(orders[0]).due_at
    bench.patience += 2 * DUE
    before = bench.balance(team.upline).version
    bench.advance_to(due_at)

    closed = [bench.order(each) for each in orders]

    assert {(each.status, each.awaiting, each.closed_at) for each in closed} == {
        ("closed", NOTHING, due_at)
    }
    causes = Counter(e.cause for each in closed for e in bench.journal(each.books))
    assert causes["released"] == DUE - 1
    # What met a balance that another batch was writing is arriving, until the sweeper comes by.
    bench.advance(minutes=1)
    bench.advance(minutes=1)
    tenth, twentieth = PRICE // 10, PRICE // 20
    assert bench.balance(team.promoter).available == DUE * tenth
    assert bench.balance(team.upline).available == DUE * twentieth
    written = bench.balance(team.upline).version - before
    assert written < DUE / 2, "what a payee gets of a batch is written once"
    rounds = _rounds(bench)
    assert rounds, "what is too much for one sweep is handed over"
    assert all(len(each) <= DUE // shares.OWN + 1 for each in rounds)
    sweeps = ", ".join(str(len(each)) for each in rounds)
    sys.stdout.write(f"{DUE} orders: {sweeps} sweeps side by side, {written} writes of a balance\n")


def _rounds(bench: Bench) -> list[list[list[str]]]:
    """Give the batches of each time that a sweep handed over; each of them was worked off."""
    machines = bench.laptop.cloud.state_machines
    executions = machines.list_executions(machines.arn(f"{STACK}-due-batches"))
    assert {each.status for each in executions} == {"SUCCEEDED"}
    return [json.loads(each.input_text)["batches"] for each in executions]
