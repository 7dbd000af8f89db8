"""A plan's budget under orders that come at once, in memory and over DynamoDB alike."""

from collections import Counter
from datetime import datetime

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.commands import Command
from shared.domain.errors import OutOfStep
from shared.domain.orders.budgets import SLICES, BudgetSlice, slice_key
from shared.domain.orders.kept_order import Reservation
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of
from shared.domain.rulebook.rule_proposals import NOTICE
from shared.ports import GivenPorts, Ports, Store
from shared.usecases.budgets import give_back
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import enrol
from shared.usecases.orders.books import open_book
from shared.usecases.orders.fulfil_order import cancel
from shared.usecases.orders.place_order import place_order
from shared.usecases.orders.statements import commissions_of
from tests.at_once import at_once
from tests.rules_in_force import put_in_force

NOW = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
THREADS = 20
BUDGET = 100_00
COMMISSION = 15_00
PLAN = {"preset": "depth-10-5", "budget": {"amount": "100.00", "period": "month"}}


@pytest.fixture
def clock() -> StoryClock:
    return StoryClock(NOW)


@pytest.fixture
def ports(store: Store, clock: StoryClock) -> Ports:
    ports = GivenPorts(store, clock, load_calendar(), MemoryChannel())
    put_in_force(store, PLAN, NOW)
    for name, upline in (("B", None), ("A", "B")):
        enrol(ports, _command(f"enrol {name}"), name, upline)
    bind_buyer(ports, _command("bind"), "X", "A")
    return ports


def _command(key: str) -> Command:
    return Command.of("test", "route", key, b"")


def _place(ports: Ports, number: int) -> Order:
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    return place_order(ports, _command(f"order {number}"), "shop", NewOrder(buyer="X", lines=lines))


def _slices(store: Store) -> list[BudgetSlice]:
    keys = (slice_key("depth-10-5", "2025-03", number) for number in range(SLICES))
    return [found for key in keys if (found := store.get(BudgetSlice, key))]


def _check(store: Store, orders: list[Order]) -> None:
    held: Counter[str] = Counter()
    for order in orders:
        held.update({each.slice: each.fen for each in order.budget})
    slices = _slices(store)
    assert held == Counter({each.key: each.reserved for each in slices})
    assert all(each.room(BUDGET) >= 0 for each in slices)
    assert sum(each.reserved for each in slices) <= BUDGET


def test_orders_that_come_at_once_never_pass_the_budget(ports: Ports, store: Store) -> None:
    orders = at_once(lambda number: _place(ports, number), THREADS)

    funded = [order for order in orders if order.budget]
    assert len(funded) == BUDGET // COMMISSION
    assert all(sum(each.fen for each in order.budget) == COMMISSION for order in funded)
    told = [[notice.code for notice in order.notices] for order in orders if not order.budget]
    assert told == [["BUDGET_EXHAUSTED"]] * (THREADS - len(funded))
    _check(store, orders)


def test_what_is_cancelled_beside_new_orders_is_given_back_once(ports: Ports, store: Store) -> None:
    first = [_place(ports, number) for number in range(BUDGET // COMMISSION)]

    def cancel_or_place(number: int) -> Order:
        if number < len(first):
            return cancel(ports, _command(f"cancel {number}"), first[number].id)
        return _place(ports, number)

    orders = at_once(cancel_or_place, THREADS)
    _check(store, orders)
    assert not any(order.budget for order in orders[: len(first)])

    for number, order in enumerate(first):
        cancel(ports, _command(f"cancel {number}"), order.id)
        cancel(ports, _command(f"cancel {number} anew"), order.id)
    _check(store, orders)


def test_a_repeated_order_takes_nothing_twice(ports: Ports, store: Store) -> None:
    order = _place(ports, 1)

    assert _place(ports, 1) == store.get(Order, order.id)
    assert sum(each.reserved for each in _slices(store)) == COMMISSION


def test_who_is_promised_nothing_reads_what_it_would_have_been_and_why(
    ports: Ports, store: Store
) -> None:
    orders = [_place(ports, number) for number in range(BUDGET // COMMISSION + 1)]
    last = orders[-1].changed(paid_at=NOW, version=1)
    store.commit([last])
    store.point(pointers_of(last))

    (line,) = commissions_of(ports, "A").items

    assert (line.order_id, line.pending_fen) == (last.id, 0)
    assert (line.why.withheld, line.why.raw) == ("BUDGET_EXHAUSTED", "10.000000")


def test_another_plan_another_period_and_none_have_slices_of_their_own(
    ports: Ports, clock: StoryClock
) -> None:
    orders = [_place(ports, number) for number in range(BUDGET // COMMISSION)]
    other = {**PLAN, "name": "other"}
    put_in_force(ports.store, other, NOW + NOTICE, number=2)
    clock.set(NOW + NOTICE)

    orders.append(_place(ports, 99))

    assert {each.slice.rsplit("/", 1)[0] for each in orders[-1].budget} == {"other/2025-03"}


def test_a_slice_that_is_not_there_is_no_silence(ports: Ports) -> None:
    order = _place(ports, 1)
    lost = (Reservation(slice="plan/2025-03/00", fen=COMMISSION + 1),)
    book = open_book(ports, order.changed(budget=lost), "test")

    with pytest.raises(OutOfStep):
        give_back(ports.store, book)
