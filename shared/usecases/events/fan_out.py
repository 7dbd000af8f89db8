"""What happened becomes a delivery for each endpoint that may be told of it and wants it.

A delivery is stored before its first try is queued: what a queue loses is due again. Done again, it
finds the deliveries there, however often the stream repeats itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice

from shared.domain.events.events import readers_of
from shared.domain.moments import HeadRecord
from shared.domain.webhooks.deliveries import LEASE, Delivery, begun, held, pending
from shared.domain.webhooks.jobs import Job
from shared.domain.webhooks.kinds import is_wanted
from shared.domain.webhooks.webhooks import LISTENING, Webhook
from shared.ports import Ports, Store
from shared.usecases.retrying import retried

Wanted = tuple[Webhook, Delivery]

BATCH = 50
"""How many deliveries one transaction stores."""


def fan_out(ports: Ports, news: Iterable[tuple[HeadRecord, int]]) -> None:
    """Store what is to be delivered of new moments, each by its number, and queue it.

    Errors: `Busy`.
    """
    listening, now = listening_webhooks(ports.store), ports.clock.now()
    wanted = (each for record, number in news for each in _for(listening, record, number, now))
    while batch := list(islice(wanted, BATCH)):
        stored = retried(partial(_store, ports, batch))
        first = [Job("delivery", each.key, 1) for webhook, each in stored if _takes(webhook)]
        if first:
            ports.jobs.put(first)


def listening_webhooks(store: Store) -> list[Webhook]:
    """Load all endpoints that have not ended."""
    return [webhook for webhook in _every(store) if webhook.status != "ended"]


def _every(store: Store) -> Iterator[Webhook]:
    place: str | None = ""
    while place is not None:
        page = store.waiting(LISTENING, after=place)
        yield from store.get_all(Webhook, page.items, exact=True)
        place = page.next


def _for(
    listening: Iterable[Webhook], record: HeadRecord, number: int, now: datetime
) -> Iterator[Wanted]:
    readers = set(readers_of(record, record.moments[number - 1]))
    for webhook in listening:
        delivery = begun(webhook.id, record, number, now)
        # Not of itself: its secret is on its way yet when it is subscribed.
        told = webhook.reader in readers and webhook.about != record.about
        if told and is_wanted(webhook.kinds, delivery.kind):
            yield webhook, delivery


def _store(ports: Ports, batch: Sequence[Wanted]) -> list[Wanted]:
    """Store each delivery of a batch once; give those that are new."""
    keys = [delivery.key for _, delivery in batch]
    known = {each.key for each in ports.store.get_all(Delivery, keys, exact=True)}
    new = [(webhook, each) for webhook, each in batch if each.key not in known]
    ports.store.commit([_first(webhook, each) for webhook, each in new])
    return new


def _first(webhook: Webhook, delivery: Delivery) -> Delivery:
    return pending(delivery, delivery.begun_at + LEASE) if _takes(webhook) else held(delivery)


def _takes(webhook: Webhook) -> bool:
    return webhook.status == "active"
