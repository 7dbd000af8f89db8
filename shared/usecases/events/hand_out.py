"""Hand the new moments of records out: into the feeds of all who may be told of them, and as
deliveries to the endpoints that want them.

Both are written first, then how far a subject was handed out: what is cut off in between is handed
out again under the same numbers. What never arrived is handed out from the records as they are now.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from shared.domain.events.events import readers_of
from shared.domain.events.feed import Entry, FeedPage, HandedOut, shard_key, shard_of
from shared.domain.events.readers import Reader
from shared.domain.moments import HeadRecord
from shared.ports import Ports, Store
from shared.usecases.events.fan_out import fan_out
from shared.usecases.events.heads import Head, head_of, load_heads
from shared.usecases.retrying import retried

Shard = tuple[Reader, int]


def hand_out(ports: Ports, changed: Iterable[Head]) -> None:
    """Hand out what is new of records that have changed: one page in each shard concerned.

    Done again, it finds nothing new. Errors: `Busy`.
    """
    records = list(load_heads(ports.store, changed))
    known = _known(ports.store, records)
    new = [record for record in records if len(record.moments) > known[record.about]]
    for shard, entries in _by_shard(new, known).items():
        retried(partial(_append, ports, shard, entries))
    if new:
        fan_out(ports, _moments(new, known))
    for record in new:
        retried(partial(_mark, ports.store, record.about, len(record.moments)))


def hand_out_again(ports: Ports, subjects: Iterable[str]) -> None:
    """Hand out what the feeds lack of subjects: what an outage or a poison record swallowed.

    Errors: `KeyError` for a subject of no known kind; `Busy`.
    """
    hand_out(ports, (head_of(ports.store, subject) for subject in subjects))


def _known(store: Store, records: Iterable[HeadRecord]) -> dict[str, int]:
    subjects = [record.about for record in records]
    marks = store.get_all(HandedOut, subjects, exact=True)
    return dict.fromkeys(subjects, 0) | {mark.subject: mark.count for mark in marks}


def _by_shard(records: Iterable[HeadRecord], known: dict[str, int]) -> dict[Shard, list[Entry]]:
    shards: dict[Shard, list[Entry]] = {}
    for record in records:
        for reader, numbers in _told(record, known[record.about]).items():
            shard = (reader, shard_of(reader, record.about))
            entry = Entry(subject=record.about, numbers=tuple(numbers))
            shards.setdefault(shard, []).append(entry)
    return shards


def _told(record: HeadRecord, known: int) -> dict[Reader, list[int]]:
    """Give the numbers of the new moments of a record that each reader may be told."""
    told: dict[Reader, list[int]] = {}
    for number, reader in _new(record, known):
        told.setdefault(reader, []).append(number)
    return told


def _new(record: HeadRecord, known: int) -> Iterator[tuple[int, Reader]]:
    for number, moment in enumerate(record.moments[known:], start=known + 1):
        for reader in readers_of(record, moment):
            yield number, reader


def _moments(
    records: Iterable[HeadRecord], known: dict[str, int]
) -> Iterator[tuple[HeadRecord, int]]:
    for record in records:
        for number in range(known[record.about] + 1, len(record.moments) + 1):
            yield record, number


def _append(ports: Ports, shard: Shard, entries: Sequence[Entry]) -> None:
    """Put a page behind the last one; of two at once, one finds its place taken and looks again."""
    reader, number = shard
    latest = ports.store.listed(
        FeedPage, shard_key(reader.feed, number), limit=1, latest_first=True
    ).items
    page = FeedPage(
        feed=reader.feed,
        shard=number,
        number=latest[0].number + 1 if latest else 1,
        at=ports.clock.now(),
        entries=tuple(entries),
    )
    ports.store.commit([page])


def _mark(store: Store, subject: str, count: int) -> None:
    mark = store.get(HandedOut, subject) or HandedOut(subject=subject)
    if mark.count < count:
        store.commit([mark.changed(count=count)])
