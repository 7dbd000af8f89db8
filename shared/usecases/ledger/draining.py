"""Drain notes: what is arriving goes to its payee's balance, once, by his standing then.

Whoever debits, suspends or decides about a hold drains first, as far as one request may; the
sweeper drains all that there is.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from shared.domain.commands import BY_TIME
from shared.domain.errors import Busy
from shared.domain.ledger.arrivals import (
    DRAINED_AT_ONCE,
    Arrivals,
    Arriving,
    by_purse,
    looked_after,
    receive_notes,
)
from shared.domain.ledger.balances import Balance
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.ledger.notes import first_notes
from shared.usecases.ledger.purses import Balances
from shared.usecases.retrying import retried

COMMITS: Final = 20
"""How many commits one request, or one turn of the sweeper, drains by; the next goes on."""


def drain(ports: Ports, payee: str) -> bool:
    """Drain a payee's notes as far as one request may; tell whether all are. Errors: `Busy`."""
    known = ports.store.get(Arrivals, payee)
    return known is None or known.are_over or _drain(ports, payee)


def drain_all(ports: Ports, payee: str) -> None:
    """Drain a payee's notes, all of them. Errors: `Busy` where that takes more than one request."""
    if not drain(ports, payee):
        raise Busy("much is arriving for this payee; ask again in a moment")


def advance_arrivals(ports: Ports, payee: str) -> Arrivals:
    """Drain a payee's notes; where none is left, say when to come by again. Errors: `Busy`."""
    if _drain(ports, payee):
        return retried(partial(_looked_after, ports, payee))
    return _announced(ports, payee)


def _drain(ports: Ports, payee: str) -> bool:
    return any(retried(partial(_drain_some, ports, payee)) for _ in range(COMMITS))


def _drain_some(ports: Ports, payee: str) -> bool:
    """Drain the next notes in one transaction; tell whether there was none."""
    balances = Balances(ports.store)
    notes = list(first_notes(ports.store, payee, _at_once(balances[payee])))
    ports.store.commit([*_arrived(ports, balances, notes), *balances.changed])
    return not notes


def _at_once(balance: Balance) -> int:
    """Say how many notes a transaction has room for: what is held leaves a record behind."""
    return DRAINED_AT_ONCE if balance.standing == "active" else DRAINED_AT_ONCE // 2


def _arrived(ports: Ports, balances: Balances, notes: Sequence[Arriving]) -> list[Record]:
    """Let each purse receive what arrives at it; give what else that changes."""
    records: list[Record] = [each.changed(gone=True) for each in notes if not each.fen]
    for key, together in by_purse([note for note in notes if note.fen]):
        received = receive_notes(balances[key], together, ports.clock.now(), BY_TIME)
        balances[key] = received.balance
        records += [received.entry, *received.removed]
    return records


def _looked_after(ports: Ports, payee: str) -> Arrivals:
    known = _announced(ports, payee)
    ports.store.commit([looked_after(known, ports.clock.now())])
    return _announced(ports, payee)


def _announced(ports: Ports, payee: str) -> Arrivals:
    found = ports.store.get(Arrivals, payee)
    if found is None:
        raise LookupError(f"nothing was ever arriving for {payee}")
    return found
