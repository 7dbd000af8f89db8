"""How often a command goes to the table, where the versions of the rules are known."""

from collections.abc import Iterator

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.domain.calendar import WorkingCalendar
from shared.domain.channel.channel import Payment
from shared.domain.commands import Command
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.rulebook.versions import RuleVersion
from shared.ports import GivenPorts
from shared.usecases.network.links import create_link
from shared.usecases.network.people import enrol
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.place_order import place_order
from tests.unit.adapters.dynamodb_table import Calls, dynamodb_calls, store_over
from tests.unit.adapters.samples import T0

BUYER = "buyer-1"
CHAIN = ("top", "middle", "seller")


class Shop:
    """A shop under a plan that pays three people, whose process has taken an order in before."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        store = store_over(calls)
        self.ports = GivenPorts(store, StoryClock(T0), WorkingCalendar(), MemoryChannel())
        plan = {"preset": "depth-10-5-2"}
        store.commit([RuleVersion(kind="plan", number=1, effective_from=T0, document=plan)])
        for upline, distributor in zip([None, *CHAIN], CHAIN, strict=False):
            enrol(self.ports, self.command(distributor), distributor, upline)
        store.commit([Binding(buyer=BUYER, promoter=CHAIN[-1], bound_at=T0)])
        self.link = create_link(self.ports, self.command("link"), CHAIN[-1]).code
        self.pay(self.place("before"))
        self.went()

    def command(self, key: str) -> Command:
        return Command.of("shop", "route", key, b"{}")

    def place(self, key: str, buyer: str = BUYER, link: str | None = None) -> Order:
        lines = (NewLine(line=1, sku="tea", qty=1, price_fen=100_00),)
        new = NewOrder(buyer=buyer, lines=lines, link=link)
        return place_order(self.ports, self.command(key), "shop", new)

    def pay(self, order: Order) -> Order:
        payment = Payment(
            order_id=order.id,
            transaction_id=f"paid {order.id}",
            amount_fen=order.due_fen,
            currency="CNY",
            paid_at=T0,
        )
        return confirm_payment(self.ports, payment)

    def went(self) -> list[str]:
        """Say what the table was asked since the last time."""
        made = [name for name, _ in self.calls.made]
        self.calls.made.clear()
        return made


@pytest.fixture
def shop() -> Iterator[Shop]:
    with dynamodb_calls() as calls:
        yield Shop(calls)


def test_an_order_is_placed_in_two_round_trips_beside_one_for_its_chain(shop: Shop) -> None:
    shop.place("order")
    assert shop.went() == ["BatchGetItem", "BatchGetItem", "PutItem"]


def test_one_that_comes_by_a_link_in_no_more(shop: Shop) -> None:
    shop.place("order", link=shop.link)
    assert shop.went() == ["BatchGetItem", "BatchGetItem", "PutItem"]


def test_a_chain_that_nobody_has_walked_yet_is_read_one_by_one(shop: Shop) -> None:
    enrol(shop.ports, shop.command("new"), "new", "seller")
    shop.ports.store.commit([Binding(buyer="buyer-2", promoter="new", bound_at=T0)])
    shop.went()
    order = shop.place("order", buyer="buyer-2")
    assert order.chain == ("new", "seller", "middle")
    assert shop.went() == ["BatchGetItem", *["GetItem"] * 3, "PutItem"]


def test_a_chain_is_paid_as_it_stands_now_whatever_was_remembered(shop: Shop) -> None:
    enrol(shop.ports, shop.command("other"), "other", "top")
    seller = shop.ports.store.get(Distributor, "seller")
    middle = shop.ports.store.get(Distributor, "middle")
    assert seller
    assert middle
    shop.ports.store.commit([seller.changed(upline="other"), middle.changed(standing="suspended")])
    shop.went()

    order = shop.place("order")

    assert order.chain == ("seller", "other", "top")
    assert shop.went() == ["BatchGetItem", "BatchGetItem", "GetItem", "PutItem"]
    assert shop.place("again").chain == order.chain
    assert shop.went() == ["BatchGetItem", "BatchGetItem", "PutItem"]


def test_who_is_suspended_is_seen_at_once(shop: Shop) -> None:
    middle = shop.ports.store.get(Distributor, "middle")
    assert middle
    shop.ports.store.commit([middle.changed(standing="suspended")])
    assert shop.place("order").inactive == ("middle",)


def test_a_payment_is_taken_in_in_three(shop: Shop) -> None:
    order = shop.place("order")
    shop.went()
    shop.pay(order)
    assert shop.went() == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]


def test_a_fact_is_taken_in_in_two(shop: Shop) -> None:
    order = shop.pay(shop.place("order"))
    shop.went()
    ship(shop.ports, shop.command("ship"), order.id)
    deliver(shop.ports, shop.command("deliver"), order.id)
    assert shop.went() == ["GetItem", "PutItem"] * 2
