"""Let what is due for many orders happen in few transactions: what a payee gets is written once.

Each order is written over the version that was read, beside what it gives. So a batch that comes
late or twice finds orders that went on, and gives nothing again.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from shared.domain.errors import Busy, OutOfStep
from shared.domain.orders.next_step import PAYMENT
from shared.domain.orders.order import Order
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.orders.books import commit_credits
from shared.usecases.orders.lay_missing import lay_missing
from shared.usecases.orders.shared_books import SharedBooks
from shared.usecases.retrying import retried

TOGETHER = 20
"""How many orders a transaction takes at the most: each is one more that may meet another's write.
"""


PATIENCE = 2
"""How often a batch that met another's write comes again before it takes a balance for busy: a note
for each of its orders costs more than one write for all of them.
"""


class _Round(NamedTuple):
    """Orders that went on, or had nothing to do, and those that have to go on by themselves."""

    taken: Mapping[str, Order]
    alone: frozenset[str]


def advance_together(ports: Ports, ids: Sequence[str]) -> frozenset[str]:
    """Let all that is due by now happen, at its own time; give those that have to go on alone.

    These are unpaid orders, of which the channel has to be asked, and what a rule refuses, or
    others keep changing. What leads to the others is laid, where whoever follows the table has
    missed it.
    """
    if not ids:
        return frozenset()
    paid = [each for each in _read(ports, ids) if each.awaiting != PAYMENT]
    taken = _advance_all(ports, sorted(paid, key=_payees))
    lay_missing(ports.store, [*taken.values()])
    return frozenset(ids) - taken.keys()


def _read(ports: Ports, ids: Sequence[str]) -> Sequence[Order]:
    return ports.store.get_all(Order, ids, exact=True)


def _payees(order: Order) -> list[str]:
    """Give whom an order pays, from the top of the tree on: so orders of a team come together."""
    return [each.payee for each in reversed(order.commissions)]


def _advance_all(ports: Ports, orders: Sequence[Order]) -> Mapping[str, Order]:
    """Advance orders, transaction by transaction; give those that went on."""
    taken: dict[str, Order] = {}
    while orders:
        done = _advance(ports, orders[:TOGETHER])
        taken |= done.taken
        orders = [each for each in orders if each.id not in {*done.taken, *done.alone}]
    return taken


def _advance(ports: Ports, orders: Sequence[Order]) -> _Round:
    """Advance as many as fit into a transaction, of orders that were read but now."""
    ids = [each.id for each in orders]
    as_read = [orders]
    patience = iter(range(PATIENCE))

    def attempt() -> _Round:
        books = SharedBooks(ports)
        for order in as_read.pop() if as_read else _read(ports, ids):
            books.take(order)
        _commit(ports, books.records, patience)
        return _Round(books.taken, frozenset(books.alone))

    try:
        return retried(attempt)
    except (Busy, OutOfStep):
        return _Round({}, frozenset(ids))


def _commit(ports: Ports, records: Sequence[Record], patience: Iterator[int]) -> None:
    if next(patience, None) is None:
        commit_credits(ports, records)
    else:
        ports.store.commit(records)
