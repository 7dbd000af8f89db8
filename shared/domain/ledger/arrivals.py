"""Notes of credits on their way to a balance that was busy: `arriving` until they are drained.

A note is an item of its own, which no other order writes: however many credits come at once, none
waits for another. Whoever drains posts what has arrived to debt, held or available.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from pydantic import AwareDatetime, Field

from shared.domain.forms import Form
from shared.domain.ledger.balances import Balance, receive
from shared.domain.ledger.journal import Arrived, JournalEntry, account, append, purse
from shared.domain.records import NOTHING, AwaitingRecord, Record
from shared.domain.times import FAR, whole_second

NOTE_SHARDS: Final = 16
"""Over how many partitions a payee's notes are spread."""

DRAINED_AT_ONCE: Final = 90
"""How many notes one commit drains: with balances and entries they fit into one transaction."""

DRAINING: Final = "draining"

ARRIVED: Final = "arrived"
"""The cause of an entry by which notes are drained."""

LOOKED_AFTER, WATCHED_FOR = timedelta(minutes=1), timedelta(minutes=5)
"""How often somebody comes by behind an announcement, and for how long.

By then whoever found it has left his notes; one of a transaction that hung is drained at the end.
"""

OPEN_FOR, OPEN_AT_LEAST = timedelta(minutes=30), timedelta(minutes=27)
"""For how long notes are announced, and how much of that whoever leaves one finds or renews.

He relies on it for a minute, and no transaction of his takes longer than a function may run (15).
"""


class Arriving(Record):
    """A note: what is still arriving of what an order's entry `number` has credited to a purse.

    One that is `gone` is removed. Of one that is there no more, `hold` says where its credit went:
    under a hold, or with 0 to what was available.
    """

    payee: str
    form: Form = "cash"
    order: str
    number: int
    fen: int = Field(default=0, ge=0)
    hold: int = 0
    gone: bool = False

    @property
    def key(self) -> str:
        """The note's place among its payee's, by shard."""
        return note_key(self.payee, self.form, self.order, self.number)

    @property
    def purse(self) -> str:
        """The key of the balance that it arrives at."""
        return purse(self.payee, self.form)

    @property
    def is_over(self) -> bool:
        """Whether it is to be removed."""
        return self.gone


class HeldArrival(Record):
    """Under which hold a note's credit went that is there no more."""

    payee: str
    form: Form = "cash"
    order: str
    number: int
    hold: int

    @property
    def key(self) -> str:
        """Where the note was."""
        return note_key(self.payee, self.form, self.order, self.number)


class Arrivals(AwaitingRecord):
    """That notes may come for a payee until `open_until`: it is there before any of them is."""

    payee: str
    open_until: AwareDatetime

    @property
    def key(self) -> str:
        """The payee's id."""
        return self.payee

    @property
    def are_over(self) -> bool:
        """Whether none is there, and nobody may leave one without announcing it anew."""
        return self.awaiting == NOTHING


def note_key(payee: str, form: Form, order: str, number: int) -> str:
    """Give the place of a note among its payee's."""
    shard = zlib.crc32(order.encode()) % NOTE_SHARDS
    return f"{note_part(payee, shard)}/{form}/{order}/{number:04d}"


def note_part(payee: str, shard: int) -> str:
    """Give the key that all notes of a payee in a shard begin with."""
    return f"{payee}/{shard:02d}"


def announced(known: Arrivals | None, payee: str, now: datetime) -> Arrivals | None:
    """Let notes come from now on; None where they may already, and for long enough."""
    if known is not None and not known.are_over and known.open_until >= now + OPEN_AT_LEAST:
        return None
    arrivals = known or Arrivals(payee=payee, open_until=now)
    due = whole_second(now)
    return arrivals.changed(open_until=due + OPEN_FOR, awaiting=DRAINING, due_at=due)


def looked_after(arrivals: Arrivals, now: datetime) -> Arrivals:
    """Say when to come by again, now that nothing is arriving; never, where no note may come."""
    if arrivals.open_until <= now:
        return arrivals.changed(**arrivals.waits(NOTHING, FAR))
    again = whole_second(now) + LOOKED_AFTER
    if again > arrivals.open_until - OPEN_FOR + WATCHED_FOR:
        again = arrivals.open_until
    return arrivals.changed(**arrivals.waits(DRAINING, again))


def sums(notes: Iterable[Arriving]) -> Mapping[str, int]:
    """Give what is arriving, by purse, in fen."""
    found: dict[str, int] = {}
    for note in notes:
        found[note.purse] = found.get(note.purse, 0) + note.fen
    return found


class Drained(NamedTuple):
    """A balance that has received what was arriving, the entry that says so, the notes removed."""

    balance: Balance
    entry: JournalEntry
    removed: list[Record]


def receive_notes(
    balance: Balance, notes: Sequence[Arriving], at: datetime, command: str
) -> Drained:
    """Post what has arrived where the payee's standing puts it: debt first, held while stopped."""
    fen = sum(note.fen for note in notes)
    received = receive(balance, account(balance.key, "arriving"), fen)
    chain, entry = append(
        balance.journal,
        subject=balance.books,
        at=at,
        recorded_at=at,
        cause=ARRIVED,
        command=command,
        postings=tuple(received.postings),
        arrived=tuple(Arrived(note.order, note.number, note.fen) for note in notes),
    )
    removed = [each for note in notes for each in _removed(note, received.hold)]
    return Drained(received.balance.changed(journal=chain), entry, removed)


def _removed(note: Arriving, hold: int) -> Iterator[Record]:
    """Give a note as it is removed; what was held leaves behind under which hold."""
    yield note.changed(gone=True)
    if hold:
        yield HeldArrival(
            payee=note.payee, form=note.form, order=note.order, number=note.number, hold=hold
        )


def by_purse(notes: Sequence[Arriving]) -> Iterator[tuple[str, Sequence[Arriving]]]:
    """Give notes together that arrive at the same purse."""
    for key, together in groupby(sorted(notes, key=lambda note: note.purse), lambda n: n.purse):
        yield key, list(together)
