"""Orders that are all due in the same second, each paying one payee the same sum."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.channel.channel import Payment
from shared.domain.commands import Command, id_of
from shared.domain.ledger.journal import Chain, JournalEntry, append
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion
from shared.ports import GivenPorts
from shared.usecases.lists import all_of
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import enrol
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.place_order import place_order

BEGINNING = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
PAYEE, PRICE_FEN = "A", 100_00


def world(store: MemoryStore) -> GivenPorts:
    """Give ports over a store in which a payee has a buyer."""
    ports = GivenPorts(store, StoryClock(BEGINNING), load_calendar(), MemoryChannel())
    store.commit([RuleVersion(kind="policy", number=1, effective_from=BEGINNING, document={})])
    enrol(ports, _command("enrol"), PAYEE)
    bind_buyer(ports, _command("bind"), "X", PAYEE)
    return ports


def delivered(ports: GivenPorts) -> Order:
    """Place, pay, ship and deliver one order."""
    line = NewLine(line=1, sku="tee", qty=1, price_fen=PRICE_FEN)
    order = place_order(ports, _command("place"), "shop", NewOrder(buyer="X", lines=(line,)))
    paid = Payment(
        order_id=order.id,
        transaction_id="T",
        amount_fen=order.due_fen,
        currency="CNY",
        paid_at=ports.clock.now(),
    )
    confirm_payment(ports, paid)
    ship(ports, _command("ship"), order.id)
    return deliver(ports, _command("deliver"), order.id)


def alike(ports: GivenPorts, order: Order, count: int) -> Iterator[str]:
    """Store so many orders like one, each with a journal of its own; give their ids."""
    entries = all_of(ports.store, JournalEntry, order.books)
    for number in range(count):
        name = id_of("storm", str(number))
        ports.store.commit(_like(order, entries, name))
        yield name


def _like(order: Order, entries: Sequence[JournalEntry], name: str) -> list[Record]:
    chain, records = Chain(), list[Record]()
    other = order.changed(id=name, version=0)
    for each in entries:
        content = each.model_dump(exclude={"version", "sequence", "previous", "digest", "subject"})
        chain, entry = append(chain, subject=other.books, **content)
        records.append(entry)
    return [other.changed(journal=chain), *records]


def _command(name: str) -> Command:
    return Command.of("storm", name, "", b"")
