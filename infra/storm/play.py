"""Release them all at once, by many workers, while somebody drains; then close the books."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from infra.local.ledger_control import Books, close_books
from infra.storm.contended import ContendedStore, Used
from infra.storm.played import Played, Storm
from infra.storm.prepared import PAYEE, alike, delivered, world
from shared.domain.errors import Busy
from shared.domain.ledger.arrivals import Arrivals, Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.busy import BusyPurses
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.order import Order
from shared.ports import GivenPorts
from shared.usecases.ledger.draining import advance_arrivals
from shared.usecases.orders.advance_order import advance_order

FAULTS = ("broken_chains", "lost_entries", "wrong_balances")


class NeverBusy(BusyPurses):
    """What a worker without notes remembers: nothing."""

    def met(self, purse: str, now: datetime) -> None:
        """Forget it."""


class _GoingOn:
    """A business clock that goes on with every release."""

    def __init__(self, begin: datetime, storm: Storm) -> None:
        self._begin, self._step = begin, storm.apart
        self.done = 0

    def now(self) -> datetime:
        return self._begin + self.done * self._step


def play(storm: Storm) -> Played:
    """Play a storm. Whatever fails but by conflict is raised."""
    store = ContendedStore(storm.flight_seconds, storm.read_seconds)
    ports = world(store)
    order = delivered(ports)
    names = [*alike(ports, order, storm.releases - 1), order.id]
    clock = _GoingOn(order.due_at, storm)
    store.taken, begun = Used(), time.monotonic()
    with store.slow():
        given_up = _released(replace(ports, clock=clock), clock, storm, names)
    seconds, arriving = time.monotonic() - begun, len(store.all(Arriving))
    while _drained(replace(ports, clock=clock)):
        continue
    return _closed(store, storm, seconds, given_up, arriving)


def _released(ports: GivenPorts, clock: _GoingOn, storm: Storm, names: Sequence[str]) -> int:
    """Release all orders while somebody drains; tell how often a worker gave one up for a while."""
    over, left = threading.Event(), _Left(names)
    with ThreadPoolExecutor(storm.workers + 1) as threads:
        draining = threads.submit(_drain_until, ports, over)
        works = [threads.submit(_work, ports, clock, storm, left) for _ in range(storm.workers)]
        given_up = sum(work.result() for work in works)
        over.set()
        draining.result()
    return given_up


class _Left:
    """The orders that nobody has taken yet."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names, self._lock = iter(names), threading.Lock()

    def take(self) -> str | None:
        """Give the next one, if there is any."""
        with self._lock:
            return next(self._names, None)


def _work(ports: GivenPorts, clock: _GoingOn, storm: Storm, left: _Left) -> int:
    """Release one order after the other, as one process with a memory of its own."""
    mine = replace(ports, busy=BusyPurses() if storm.notes else NeverBusy())
    given_up = 0
    while (name := left.take()) is not None:
        while not _went_through(mine, name):
            given_up += 1
        clock.done += 1
    return given_up


def _went_through(ports: GivenPorts, name: str) -> bool:
    try:
        advance_order(ports, name)
    except Busy:
        return False
    return True


def _drain_until(ports: GivenPorts, over: threading.Event) -> None:
    """Come by again and again, as the sweeper does every minute."""
    while not over.wait(0.05):
        _drained(ports)


def _drained(ports: GivenPorts) -> bool:
    """Drain so far as one turn goes; tell whether there may be more."""
    if ports.store.get(Arrivals, PAYEE) is None:
        return False
    try:
        return advance_arrivals(ports, PAYEE).is_due(ports.clock.now())
    except Busy:
        return True


def _closed(
    store: ContendedStore, storm: Storm, seconds: float, given_up: int, arriving: int
) -> Played:
    books = Books(
        store.all(JournalEntry), store.all(Order), store.all(Balance), [], store.all(Arriving)
    )
    ledger = close_books(books)
    balance = store.get(Balance, PAYEE)
    return Played(
        releases=storm.releases,
        seconds=seconds,
        given_up=given_up,
        arriving=arriving,
        in_the_end=len(store.all(Arriving)),
        promised_fen=sum(each.recognised for order in books.orders for each in order.commissions),
        available_fen=balance.available if balance else 0,
        released=sum(order.status == "closed" for order in books.orders),
        sum_fen=ledger["sum_fen"],
        faults=[each for fault in FAULTS for each in ledger[fault]],
        taken=store.taken,
        refused=store.refused,
    )
