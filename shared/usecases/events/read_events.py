"""Read a feed on from a cursor, each event as its reader may be told it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from typing import NamedTuple

from shared.domain.events.cursors import Places, Shelf, cursor_of, places_in
from shared.domain.events.events import Event, told_to
from shared.domain.events.feed import Entry, FeedPage, page_place, shard_key
from shared.domain.events.readers import Reader
from shared.domain.ledger.journal import JournalEntry, entry_key
from shared.domain.moments import HeadRecord
from shared.ports import PAGE, Ports, Store
from shared.usecases.events.heads import head_of, load_heads

PAGES = 25
"""How many pages of a shard one question reads at most."""

Subjects = Mapping[str, HeadRecord]
Journal = Mapping[str, JournalEntry]


class Told(NamedTuple):
    """Events in the order of their arrival, and the cursor behind the last of them."""

    events: Sequence[Event]
    next: str


def read_events(ports: Ports, reader: Reader, after: str = "") -> Told:
    """Tell a reader what arrived behind a cursor, about a page of it. Errors: invalid, `Busy`."""
    places = places_in(reader, after)
    if reader.kind == "payee":
        from shared.usecases.events.catch_up import catch_up  # noqa: PLC0415 - payees' alone

        catch_up(ports, reader)
    pages = list(_enough(_arrived(ports.store, reader, places)))
    for page in pages:
        places[page.feed, page.shard] = page.number
        if page.along:
            places.setdefault((page.along.feed, page.shard), page.along.after)
    entries = [entry for page in pages for entry in page.entries]
    return Told(list(_events(ports.store, reader, entries)), cursor_of(reader, places))


def _arrived(store: Store, reader: Reader, places: Places) -> Iterator[FeedPage]:
    """Give the pages of a reader's shelves in the order of their arrival, his own first."""
    own = [_pages(store, shelf, places) for shelf in places if shelf[0] == reader.feed]
    along = {
        (page.along.feed, page.shard): page.along.after
        for pages in own
        for page in reversed(pages)
        if page.along
    } | {shelf: place for shelf, place in places.items() if shelf[0] != reader.feed}
    others = (_pages(store, shelf, along) for shelf in along)
    rank = {reader.feed: 0}
    return merge(*own, *others, key=lambda page: (page.at, rank.get(page.feed, 1), page.shard))


def _pages(store: Store, shelf: Shelf, places: Places) -> Sequence[FeedPage]:
    within, place = shard_key(*shelf), page_place(places[shelf])
    return store.listed(FeedPage, within, after=place, limit=PAGES).items


def _enough(pages: Iterable[FeedPage]) -> Iterator[FeedPage]:
    """Give whole pages until there are events for an answer."""
    told = 0
    for page in pages:
        if told >= PAGE:
            return
        told += sum(len(entry.numbers) for entry in page.entries)
        yield page


def _events(store: Store, reader: Reader, entries: Sequence[Entry]) -> Iterator[Event]:
    heads = (head_of(store, entry.subject) for entry in entries)
    records = {record.about: record for record in load_heads(store, heads)}
    journal = _journal(store, reader, entries, records) if reader.kind == "payee" else {}
    for entry in entries:
        record = records[entry.subject]
        for number in entry.numbers:
            moved = journal.get(_journal_key(record, number))
            event = told_to(reader, record, number, moved)
            if event is not None:
                yield event


def _journal(store: Store, reader: Reader, entries: Iterable[Entry], records: Subjects) -> Journal:
    """Load what moved, where somebody wants to know his part of it: of his own, it is all his."""
    shared = [entry for entry in entries if reader.id not in records[entry.subject].owners]
    named = (
        _journal_key(records[entry.subject], number) for entry in shared for number in entry.numbers
    )
    keys = dict.fromkeys(key for key in named if key)
    return {moved.key: moved for moved in store.get_all(JournalEntry, keys, exact=True)}


def _journal_key(record: HeadRecord, number: int) -> str:
    """Give the key of the journal entry that a moment names; nothing where it names none."""
    entry = record.moments[number - 1].entry
    return entry_key(record.books, entry) if entry is not None else ""
