"""What an ordinary order costs to write, counted by AWS's rules: the budget of the item shapes."""

from collections.abc import Iterator
from math import ceil
from typing import Any

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.dynamodb.items import Item, item_bytes, pointer_item, write_item
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.calendar import WorkingCalendar
from shared.domain.channel.channel import Payment
from shared.domain.commands import Command
from shared.domain.machines import TaskToken
from shared.domain.network.bindings import Binding
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of, pointers_of_new
from shared.domain.ownership import ALL
from shared.domain.rulebook.versions import RuleVersion
from shared.ports import GivenPorts
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head
from shared.usecases.network.people import enrol
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.collect_payment import request_payment
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.lay_pending import follow_pending
from shared.usecases.orders.place_order import place_order
from tests.payments import NATIVE
from tests.unit.adapters.dynamodb_table import Calls, dynamodb_calls, store_over
from tests.unit.adapters.samples import T0, at

BUYER = "oXa1b2c3d4e5f6g7h8i9j0k1l2m3"
CHAIN = [f"01JQ8Z5X6Y7W8V9T0S1R2Q3P4{letter}" for letter in "ABC"]
TOKEN = "x" * 668
"""As long as Step Functions makes them."""

BUDGET = {
    "create": (1, 1),
    "found by": (3, 0),
    "paid": (4, 2),
    "pointers": (5, 0),
    "pending": (3, 0),
    "token": (1, 0),
    "shipped": (1, 2),
    "token again": (1, 0),
    "delivered": (1, 2),
    "release": (10, 1),
    "pending no more": (3, 0),
    "told": (6, 0),
}
"""Write units of the table and of its index, for two lines that pay three payees.

It is not the seller's first sale, which he remembers for ever. `told` is what its events cost where
nothing else happens that would share their pages.
"""


class Meter:
    """Write units of table and index by AWS's rules, for the requests made since the last count."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._images: dict[tuple[str, str], Item] = {}

    def count(self) -> tuple[int, int]:
        writes = [write for name, params in self._calls.made for write in _writes(name, params)]
        del self._calls.made[:]
        base = index = 0
        for item, factor in writes:
            key = item["PK"]["S"], item["SK"]["S"]
            old = self._images.get(key, {})
            base += factor * ceil(max(item_bytes(old), item_bytes(item)) / 1024)
            index += _index_units(old, item)
            self._images[key] = item
        return base, index


def token_of(order: str) -> tuple[int, int]:
    """Count what a state machine puts beside an order."""
    token = TaskToken(holder=f"ORDER#{order}", name="ORDER", token=TOKEN, awaiting="shipment")
    return ceil(item_bytes(pointer_item(token)) / 1024), 0


def _writes(operation: str, params: dict[str, Any]) -> list[tuple[Item, int]]:
    if operation == "PutItem":
        return [(params["Item"], 1)]
    if operation == "DeleteItem":
        return [(params["Key"], 1)]
    return [(action["Put"]["Item"], 2) for action in params.get("TransactItems", ())]


def _index_units(old: Item, new: Item) -> int:
    places = [(item.get("gpk"), item.get("gsk")) for item in (old, new)]
    if places[0] == places[1]:
        return 0
    return sum(place != (None, None) for place in places)


@pytest.fixture
def calls() -> Iterator[Calls]:
    with dynamodb_calls() as calls:
        yield calls


def command(name: str) -> Command:
    return Command.of("shop-1", name, "key", b"{}")


def new_order() -> NewOrder:
    lines = [NewLine(line=n, sku=f"TEA-2026-00{n}", qty=2, price_fen=19_900) for n in (1, 2)]
    return NewOrder(buyer=BUYER, lines=tuple(lines))


def payment(order: Order) -> Payment:
    return Payment(
        order_id=order.id,
        transaction_id="4200002345202603081234567890",
        amount_fen=order.due_fen,
        currency="CNY",
        paid_at=T0,
    )


def open_shop(store: DynamoStore, ports: GivenPorts) -> None:
    plan = {"preset": "depth-10-5-2"}
    store.commit([RuleVersion(kind="plan", number=1, effective_from=T0, document=plan)])
    for upline, distributor in zip([None, *CHAIN], CHAIN, strict=False):
        enrol(ports, command(distributor), distributor, upline)
    store.commit([Binding(buyer=BUYER, promoter=CHAIN[-1], bound_at=T0)])


def test_an_ordinary_order_costs_no_more_to_write_than_its_budget(calls: Calls) -> None:
    store, clock = store_over(calls), StoryClock(T0)
    ports = GivenPorts(store, clock, WorkingCalendar(), MemoryChannel())
    open_shop(store, ports)
    confirm_payment(ports, payment(place_order(ports, command("first"), "shop-1", new_order())))
    meter = Meter(calls)
    meter.count()
    spent: dict[str, tuple[int, int]] = {}
    told: list[tuple[int, int]] = []
    known = 0

    def tell() -> None:
        nonlocal known
        now = store.get(Order, order.id)
        assert now is not None
        hand_out(ports, [Head(Order, order.id, known, len(now.moments))])
        known = len(now.moments)
        told.append(meter.count())

    order = place_order(ports, command("place"), "shop-1", new_order())
    spent["create"] = meter.count()
    store.point(pointers_of_new(order))
    spent["found by"] = meter.count()
    tell()
    paid = confirm_payment(ports, payment(order))
    spent["paid"] = meter.count()
    store.point(pointers_of(paid))
    spent["pointers"] = meter.count()
    follow_pending(store, order, paid)
    spent["pending"] = meter.count()
    tell()
    spent["token"] = token_of(order.id)
    shipped = ship(ports, command("ship"), order.id)
    spent["shipped"] = meter.count()
    follow_pending(store, paid, shipped)
    tell()
    spent["token again"] = token_of(order.id)
    delivered = deliver(ports, command("deliver"), order.id)
    spent["delivered"] = meter.count()
    follow_pending(store, shipped, delivered)
    tell()
    clock.set(at(60 * 24 * 30))
    closed = advance_order(ports, order.id)
    spent["release"] = meter.count()
    follow_pending(store, delivered, closed)
    spent["pending no more"] = meter.count()
    tell()
    assert (closed.status, len(closed.commissions)) == ("closed", 3)
    spent["told"] = (sum(base for base, _ in told), sum(index for _, index in told))
    assert spent == BUDGET
    # Within a kilobyte for its whole life.
    assert item_bytes(write_item(closed)) < 1_000


def test_what_is_given_to_pay_with_and_each_look_at_it_cost_one_write(calls: Calls) -> None:
    store, clock = store_over(calls), StoryClock(T0)
    ports = GivenPorts(store, clock, WorkingCalendar(), MemoryChannel())
    open_shop(store, ports)
    order = place_order(ports, command("place"), "shop-1", new_order())
    meter = Meter(calls)
    meter.count()

    request_payment(ports, order.id, NATIVE, ALL)
    asked = meter.count()
    request_payment(ports, order.id, NATIVE, ALL)
    again = meter.count()
    clock.set(at(4))
    advance_order(ports, order.id)

    # The index: its entry leaves one place and takes another.
    assert (asked, again, meter.count()) == ((1, 2), (0, 0), (1, 2))
