"""Load an order with all that its commands need, and store what they decided in one transaction."""

from collections.abc import Callable, Sequence
from functools import partial

from shared.domain.commands import Command, is_repeat
from shared.domain.errors import Refused
from shared.domain.orders.book import OrderBook
from shared.domain.orders.next_step import lapse_until, settle_wait
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_to_new_returns
from shared.domain.ownership import ALL, Scope
from shared.domain.records import Record
from shared.ports import Conflict, Lookup, Ports
from shared.usecases.budgets import give_back
from shared.usecases.ledger.notes import Notes, note_busy
from shared.usecases.ledger.purses import Balances
from shared.usecases.orders.milestones import counted_restocks
from shared.usecases.periods.period_records import period_records
from shared.usecases.reading import policy_now
from shared.usecases.remembering import done_by_person
from shared.usecases.retrying import retried

MAX_COMMANDS = 250
"""How many commands an order remembers; a storefront that needs more misuses its keys."""


def change_order(
    ports: Ports,
    order_id: str,
    command: Command,
    decide: Callable[[OrderBook], None],
    *,
    remembered: bool = True,
    reason: str | None = None,
    current: Callable[[], Order] | None = None,
) -> Order:
    """Let due things happen, then let a command decide, and store both together.

    The same command again answers the order as it is now and changes nothing. A command that
    changes nothing is not remembered, nor is one that tells its own repeats (`remembered` False);
    a person's that changes something is in the operation log, with his reason. `current` gives
    each attempt the order, where it is not just read by its id.
    Errors: unknown_order, idempotency_conflict, whatever `decide` refuses; `Busy`.
    """
    load = current or partial(require_order, ports.store, order_id, command.scope)

    def attempt() -> Order:
        order = load()
        if is_repeat(order.commands, command):
            return order
        book = open_book(ports, order, command.id, command.by)
        lapse_until(book, book.recorded_at)
        lapsed = book.order
        decide(book)
        if book.order != lapsed:
            book.kept += done_by_person(ports, command, order.about, reason)
            if remembered:
                remember(book, command)
        return store_book(ports, order, book)

    return retried(attempt)


def require_order(store: Lookup, order_id: str, scope: Scope = ALL) -> Order:
    """Load an order. Errors: unknown_order, for one outside the scope as well."""
    order = store.get(Order, order_id)
    if order is None or not scope.reaches(order.storefront):
        raise Refused("unknown_order", "no_such_order", order_id=order_id)
    return order


def open_book(ports: Ports, order: Order, command: str, by: str | None = None) -> OrderBook:
    """Open the books of a command that happens now."""
    now = ports.clock.now()
    return OrderBook(
        order=order,
        policy=policy_now(ports),
        calendar=ports.calendar,
        recorded_at=now,
        command=command,
        by=by,
        balances=Balances(ports.store),
        notes=Notes(ports.store),
        busy=ports.busy.at(now),
    )


def store_book(ports: Ports, before: Order, book: OrderBook) -> Order:
    """Store all that a book has changed, in one transaction; nothing changed, nothing written.

    Errors: `Conflict`; what it would have credited leaves a note the next time.
    """
    records = changed_records(ports, before, book)
    if records:
        commit_credits(ports, records)
    return book.order


def commit_credits(ports: Ports, records: Sequence[Record]) -> None:
    """Store what may credit payees. Errors: `Conflict`; the next credit of a busy one is noted."""
    try:
        ports.store.commit(records)
    except Conflict as conflict:
        note_busy(ports, conflict)
        raise


def changed_records(ports: Ports, before: Order, book: OrderBook) -> list[Record]:
    """Give all that a book has changed, which belongs into one transaction.

    A book may change what is kept of odd money, and nothing of its order.
    """
    own = own_records(ports, before, book)
    if book.order == before or not isinstance(book.balances, Balances):
        return own
    return [*own, *book.balances.changed]


def own_records(ports: Ports, before: Order, book: OrderBook) -> list[Record]:
    """Give all that a book has changed beside its balances."""
    settle_wait(book)
    slices = give_back(ports.store, book)
    if book.order == before:
        return [*book.kept]
    notes = book.notes.changed if isinstance(book.notes, Notes) else []
    records: list[Record] = [book.order, *book.entries, *book.refunds, *notes, *slices]
    records += [*book.kept, *pointers_to_new_returns(before, book.order)]
    records += [*book.milestones, *counted_restocks(ports.store, before, book.order)]
    records += period_records(ports.store, before, book.order, book.recorded_at)
    return records


def remember(book: OrderBook, command: Command) -> None:
    """Let the order know a command again. Errors: invalid for one too many."""
    commands = book.order.commands
    if len(commands) >= MAX_COMMANDS:
        raise Refused("invalid", "too_many_commands", max_commands=MAX_COMMANDS)
    book.order = book.order.changed(commands={**commands, command.id: command.body_hash})
