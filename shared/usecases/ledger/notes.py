"""Notes of what is arriving: left by orders whose payees are busy, read by whoever asks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shared.domain.ledger.arrivals import (
    NOTE_SHARDS,
    Arrivals,
    Arriving,
    HeldArrival,
    announced,
    note_part,
    sums,
)
from shared.domain.ledger.balances import Balance
from shared.ports import Conflict, Ports, Store
from shared.usecases.retrying import retried


class Notes(dict[str, Arriving]):
    """Notes by their keys, each loaded when a rule first asks for it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._loaded: dict[str, Arriving] = {}

    def __missing__(self, key: str) -> Arriving:
        note = self._store.get(Arriving, key) or _as_it_went(key, self._store.get(HeldArrival, key))
        self._loaded[key] = self[key] = note
        return note

    def load(self, keys: Iterable[str]) -> None:
        """Load many at once, as they are now."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self]
        found = {each.key: each for each in self._store.get_all(Arriving, wanted, exact=True)}
        gone = [key for key in wanted if key not in found]
        held = {each.key: each for each in self._store.get_all(HeldArrival, gone, exact=True)}
        found |= {key: _as_it_went(key, held.get(key)) for key in gone}
        self._loaded |= found
        self.update(found)

    @property
    def changed(self) -> list[Arriving]:
        """The notes to store: one that was left and taken back at once never was."""
        moved = [new for key, new in self.items() if new != self._loaded.get(key)]
        return [note for note in moved if note.version or note.fen]


def _as_it_went(key: str, held: HeldArrival | None) -> Arriving:
    """Give a note that is there no more: all that is known of it is where its credit went."""
    payee, _, form, order, number = key.split("/")
    hold = held.hold if held else 0
    return Arriving.model_validate(
        {"payee": payee, "form": form, "order": order, "number": int(number), "hold": hold}
    )


def note_busy(ports: Ports, conflict: Conflict) -> None:
    """Remember which purses somebody else was writing: the next credit leaves a note there.

    That notes may come is announced first: so none is ever there of which nobody knows.
    """
    met = [record for record in conflict.met if isinstance(record, Balance)]
    for balance in met:
        announce(ports, balance.payee)
        ports.busy.met(balance.key, ports.clock.now())


def announce(ports: Ports, payee: str) -> None:
    """Let notes come for a payee, and somebody look after them."""

    def attempt() -> None:
        known = ports.store.get(Arrivals, payee)
        new = announced(known, payee, ports.clock.now())
        if new is not None:
            ports.store.commit([new])

    retried(attempt)


class SumArriving(NamedTuple):
    """What is arriving for a payee, by purse, in fen; `more`: there are more notes than counted."""

    fen: dict[str, int]
    more: bool = False


def sum_arriving(store: Store, payee: str, limit: int) -> SumArriving:
    """Sum up to `limit` of a payee's notes in each shard."""
    known = store.get(Arrivals, payee)
    if known is None or known.are_over:
        return SumArriving({})
    pages = [
        store.listed(Arriving, note_part(payee, shard), limit=limit) for shard in range(NOTE_SHARDS)
    ]
    notes = (note for page in pages for note in page.items)
    return SumArriving({**sums(notes)}, any(page.next is not None for page in pages))


def first_notes(store: Store, payee: str, limit: int) -> Iterator[Arriving]:
    """Give the first of a payee's notes, shard by shard."""
    left = limit
    for shard in range(NOTE_SHARDS):
        if left > 0:
            page = store.listed(Arriving, note_part(payee, shard), limit=left)
            yield from page.items
            left -= len(page.items)
