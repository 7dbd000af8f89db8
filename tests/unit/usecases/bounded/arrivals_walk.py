"""What is arriving: left in notes, shown, and drained."""

from collections.abc import Callable
from unittest import mock

from shared.domain.errors import Busy
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.ports import Conflict
from shared.usecases import retrying
from shared.usecases.ledger import draining, notes
from tests.unit.usecases.bounded.walker import Walk


def go_through(walk: Walk) -> None:
    """Let a note be left, and drained by all who may."""
    walk.ask(notes.note_busy, Conflict("A", [Balance(payee="A")]))
    walk.store.commit([Arriving(payee="A", order="O", number=1, fen=5)])
    walk.ask(notes.sum_arriving, "A", 100)
    walk.ask(notes.first_notes, "A", 90)
    for drain in (draining.drain, draining.drain_all, draining.advance_arrivals):
        _drained(walk, drain)


def _drained(walk: Walk, drain: Callable[..., object]) -> None:
    # Notes that never end are none that are there: whoever drains finds that others did.
    with mock.patch.object(retrying, "LONGEST_PAUSE", 0):
        try:
            walk.ask(drain, "A")
        except Busy:
            return
        raise AssertionError(f"{drain} found an end")
