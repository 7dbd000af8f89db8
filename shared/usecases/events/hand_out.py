"""Hand the new moments of records out: as deliveries to the endpoints that want them, and into the
feeds of all who may be told of them.

The stream says which moments are new. What it brings again, or what somebody asks for, is handed
out under the same numbers: a mark says how far a subject came, and its feed what it has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from shared.domain.events.cursors import Shelf
from shared.domain.events.events import feeds_of
from shared.domain.events.feed import Entry, Followed, HandedOut, shard_of
from shared.domain.events.readers import Reader
from shared.domain.moments import HeadRecord
from shared.ports import Ports, Store
from shared.usecases.events.fan_out import fan_out
from shared.usecases.events.heads import Head, head_of, load_heads
from shared.usecases.events.missing import lacking
from shared.usecases.events.pages import append
from shared.usecases.retrying import retried


class News(NamedTuple):
    """A record, and the numbers of those of its moments that are new."""

    record: HeadRecord
    numbers: Sequence[int]


class ForFeed(NamedTuple):
    """What is to arrive in a feed; some of it only where somebody follows the feed."""

    entry: Entry
    asked_for: bool


def hand_out(
    ports: Ports,
    changed: Iterable[Head],
    read: Iterable[HeadRecord] | None = None,
    *,
    comes_again: bool = False,
) -> None:
    """Hand out what is new of records that have changed: one page in each shard concerned.

    They may have been `read` already. What `comes_again` is marked, and so is what nobody but the
    feeds knows to be new: done again, it finds nothing new. Errors: `Busy`.
    """
    heads = list(changed)
    records = load_heads(ports.store, heads) if read is None else read
    news = list(_news(ports.store, records, heads))
    if news:
        fan_out(ports, ((new.record, number) for new in news for number in new.numbers))
    for (feed, shard), entries in _followed(ports.store, _by_shelf(news)).items():
        retried(partial(append, ports, feed, shard, entries))
    unsure = {f"{head.kind.called}/{head.key}" for head in heads if head.since is None}
    for record, numbers in news:
        if comes_again or record.about in unsure:
            retried(partial(_mark, ports.store, record.about, numbers[-1]))


def hand_out_again(ports: Ports, subjects: Iterable[str]) -> None:
    """Hand out what the feeds lack of subjects: what an outage or a poison record swallowed.

    Errors: `KeyError` for a subject of no known kind; `Busy`.
    """
    hand_out(ports, (head_of(ports.store, subject) for subject in subjects))


def _news(store: Store, records: Iterable[HeadRecord], heads: Iterable[Head]) -> Iterator[News]:
    spans = _spans(heads)
    by_subject = {record.about: record for record in records}
    marks = {mark.subject: mark.count for mark in store.get_all(HandedOut, by_subject)}
    for subject, record in by_subject.items():
        span, mark = spans[subject], marks.get(subject, 0)
        numbers = lacking(store, record, mark) if span is None else _behind(mark, span)
        if numbers:
            yield News(record, numbers)


def _behind(mark: int, span: range) -> range:
    return range(max(mark, span.start) + 1, span.stop)


def _spans(heads: Iterable[Head]) -> Mapping[str, range | None]:
    """Give which moments of each subject are new as the stream says, if it says so of all."""
    spans: dict[str, range | None] = {}
    for kind, key, since, until in heads:
        subject = f"{kind.called}/{key}"
        span = None if since is None or until is None else range(since, until + 1)
        spans[subject] = _joined(spans[subject], span) if subject in spans else span
    return spans


def _joined(one: range | None, other: range | None) -> range | None:
    if one is None or other is None:
        return None
    return range(min(one.start, other.start), max(one.stop, other.stop))


def _by_shelf(news: Iterable[News]) -> Mapping[Shelf, list[ForFeed]]:
    shelves: dict[Shelf, list[ForFeed]] = {}
    for new in news:
        for reader, numbers in _told(new).items():
            shelf = (reader.feed, shard_of(reader, new.record.about))
            entry = Entry(subject=new.record.about, numbers=tuple(numbers))
            asked_for = reader.kind == "payee" and reader.id not in new.record.owners
            shelves.setdefault(shelf, []).append(ForFeed(entry, asked_for=asked_for))
    return shelves


def _followed(store: Store, shelves: Mapping[Shelf, list[ForFeed]]) -> Mapping[Shelf, list[Entry]]:
    """Leave out of payees' feeds what orders moved, where nobody reads them.

    It is read from the orders once somebody does, who sees all that was stored before.
    """
    asked = {feed for (feed, _), entries in shelves.items() if any(each[1] for each in entries)}
    known = {each.feed for each in store.get_all(Followed, asked, exact=True)}
    arriving = {
        shelf: [entry for entry, asked_for in entries if not asked_for or shelf[0] in known]
        for shelf, entries in shelves.items()
    }
    return {shelf: entries for shelf, entries in arriving.items() if entries}


def _told(new: News) -> dict[Reader, list[int]]:
    """Give the numbers of the new moments that arrive in each reader's feed."""
    told: dict[Reader, list[int]] = {}
    for number in new.numbers:
        for reader in feeds_of(new.record, new.record.moments[number - 1]):
            told.setdefault(reader, []).append(number)
    return told


def _mark(store: Store, subject: str, count: int) -> None:
    mark = store.get(HandedOut, subject) or HandedOut(subject=subject)
    if mark.count < count:
        store.commit([mark.changed(count=count)])
