"""Credits, withdrawals, refunds, a suspension and whoever drains, all at one payee at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from infra.scenarios.stage import StoryClock
from infra.storm.contended import ContendedStore
from infra.storm.prepared import PAYEE, alike, delivered, world
from shared.domain.commands import Command
from shared.domain.errors import Busy, Refused
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.busy import BusyPurses
from shared.domain.ledger.journal import JournalEntry, totals
from shared.ports import GivenPorts
from shared.usecases.ledger.draining import drain
from shared.usecases.network.people import change_standing, enter_payout_account, reinstate
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.refund_order import refund
from shared.usecases.payouts.payouts import request_withdrawal
from tests.at_once import together
from tests.property.books import check_books
from tests.unit.usecases.bench import OPERATOR

ORDERS, RELEASING = 24, 4


def command(name: str) -> Command:
    return Command.of("at once", name, "", b"")


def process(ports: GivenPorts) -> GivenPorts:
    """One of several, which remembers for itself what it has met."""
    return replace(ports, busy=BusyPurses())


def until_done(act: Callable[[], object]) -> None:
    """Do it as its caller does: again while it is busy; what is refused is not done."""
    while True:
        try:
            act()
        except Busy:
            continue
        except Refused:
            pass
        return


def each_of(ports: GivenPorts, acts: list[Callable[[GivenPorts], object]]) -> None:
    mine = process(ports)
    for act in acts:
        until_done(partial(act, mine))


def release(name: str, ports: GivenPorts) -> object:
    return advance_order(ports, name)


def take_back(name: str, ports: GivenPorts) -> object:
    return refund(ports, command(f"refund {name}"), name, 50_00)


def withdraw(number: int, ports: GivenPorts) -> object:
    return request_withdrawal(ports, command(f"withdraw {number}"), PAYEE, 15_00)


def suspend(ports: GivenPorts) -> object:
    return change_standing(ports, command("suspend"), PAYEE, "suspended", OPERATOR)


def free(ports: GivenPorts) -> object:
    return reinstate(ports, command("reinstate"), PAYEE, OPERATOR)


def drain_some(ports: GivenPorts) -> object:
    return drain(ports, PAYEE)


def test_nothing_is_lost_and_the_books_hold() -> None:
    store = ContendedStore(flight_seconds=0.003, read_seconds=0.0003)
    ports = world(store)
    order = delivered(ports)
    enter_payout_account(ports, command("account"), PAYEE, "openid-A", OPERATOR)
    ports = replace(ports, clock=StoryClock(order.due_at))
    names = [*alike(ports, order, ORDERS - 1), order.id]
    acts: list[list[Callable[[GivenPorts], object]]] = [
        [partial(release, name) for name in names[number::RELEASING]] for number in range(RELEASING)
    ]
    acts += [[partial(take_back, name) for name in names[:8]]]
    acts += [[partial(withdraw, number) for number in range(6)]]
    acts += [[suspend, drain_some, free, drain_some, drain_some]]
    with store.slow():
        together([partial(each_of, ports, mine) for mine in acts])
    check_books(store)
    until_done(partial(drain, process(ports), PAYEE))

    check_books(store)
    assert [note for note in store.all(Arriving) if note.fen] == []
    balance = store.get(Balance, PAYEE)
    assert balance is not None
    owned = balance.available + balance.reserved - balance.debt + balance.held
    accounts = totals(store.all(JournalEntry))
    assert owned == -accounts["brand:commission"] - accounts.get("A:pending", 0)
    assert owned == 10_00 * ORDERS - 5_00 * 8
