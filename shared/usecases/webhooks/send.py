"""Try a delivery: once for each number, whoever else was told to; what became of it is kept.

Between the answer and its note the process may end: the try is then made again, under the same id.
"""

from collections.abc import Callable, Mapping
from functools import partial

from shared.domain.events.events import Event, told_to
from shared.domain.webhooks.deliveries import (
    LEASE,
    Answered,
    Delivery,
    dead,
    held,
    is_overdue,
    pending,
    put_off,
    tried,
)
from shared.domain.webhooks.jobs import Job
from shared.domain.webhooks.webhooks import Webhook
from shared.ports import Ports
from shared.usecases.events.heads import head_of, load_heads
from shared.usecases.retrying import retried
from shared.usecases.webhooks.judge import health_of, judge

LONGEST_PAUSE = 900
"""For how many seconds the queue keeps a job back at most; longer pauses are the sweeper's."""

NOT_MADE = Answered(None, "not_made")

Headers = Mapping[str, str]

Rendered = Callable[[Delivery, Event | None], str]
"""Writes the body of a delivery; a ping has no event."""

Unmade = Callable[[Exception], None]
"""Is told why a message could not be made."""


def to_be_tried(ports: Ports, key: str, number: int, died: Callable[[], None]) -> bool:
    """Tell whether a delivery waits for its `number`-th try; if not now, put it off.

    `died` is told if that makes it a dead letter. Errors: `Busy`.
    """
    return retried(partial(_to_be_tried, ports, key, number, died))


def _to_be_tried(ports: Ports, key: str, number: int, died: Callable[[], None]) -> bool:
    delivery = _delivery(ports, key)
    if delivery.state != "pending" or delivery.tries + 1 != number:
        return False
    if not _may_be_sent(_webhook(ports, delivery.webhook), delivery):
        ports.store.commit([held(delivery)])
        return False
    later = _left_in_peace(ports, delivery)
    if later is not None and later.state == "dead":
        died()
    return later is None


def _left_in_peace(ports: Ports, delivery: Delivery) -> Delivery | None:
    """Put a delivery off while its endpoint is left in peace; None: it may be tried."""
    if delivery.is_ping:
        return None
    health = health_of(ports, delivery.webhook)
    if health.quiet_until is None or not health.is_quiet(ports.clock.now()):
        return None
    ports.store.commit([later := put_off(delivery, health.quiet_until)])
    return later


def _may_be_sent(webhook: Webhook, delivery: Delivery) -> bool:
    return webhook.status == "active" or (delivery.is_ping and webhook.status != "ended")


def try_once(ports: Ports, key: str, rendered: Rendered, unmade: Unmade) -> Delivery:
    """Send a delivery and note what became of it; a failed one is queued for its next try.

    A message that cannot be made is a failed try too, of which the endpoint knows nothing.

    Errors: `Busy`.
    """
    delivery = _delivery(ports, key)
    answered = _send(ports, delivery, rendered, unmade)
    noted = retried(partial(_note, ports, key, delivery.tries, answered))
    if not (delivery.is_ping or answered == NOT_MADE):
        judge(ports, delivery.webhook, answered)
    _queue_next(ports, noted)
    return noted


def enqueue(ports: Ports, key: str) -> Delivery:
    """Queue a delivery that is due; before that, it is noted as due once more.

    While its endpoint is left in peace it is put off instead: that spares the queue and a sender.
    One that is long overdue is dead: whatever keeps it from being tried, it is not queued for ever.
    Errors: `Busy`.
    """
    return retried(partial(_enqueue, ports, key))


def _enqueue(ports: Ports, key: str) -> Delivery:
    delivery = _delivery(ports, key)
    if not delivery.is_due(ports.clock.now()):
        return delivery
    if is_overdue(delivery, ports.clock.now()):
        ports.store.commit([over := dead(delivery)])
        return over
    later = _left_in_peace(ports, delivery)
    return _queued(ports, delivery) if later is None else later


def _queued(ports: Ports, delivery: Delivery) -> Delivery:
    leased = pending(delivery, ports.clock.now() + LEASE)
    ports.store.commit([leased])
    ports.jobs.put([Job("delivery", delivery.key, delivery.tries + 1)])
    return leased


def _delivery(ports: Ports, key: str) -> Delivery:
    """Load a delivery: none is ever deleted. Errors: LookupError."""
    found = ports.store.get(Delivery, key)
    if found is None:
        raise LookupError(key)
    return found


def _webhook(ports: Ports, webhook: str) -> Webhook:
    found = ports.store.get(Webhook, webhook)
    if found is None:
        raise LookupError(webhook)
    return found


def _send(ports: Ports, delivery: Delivery, rendered: Rendered, unmade: Unmade) -> Answered:
    try:
        message = _message(ports, delivery, rendered)
    except Exception as error:  # noqa: BLE001 - whatever it is, the try is over and has to count
        unmade(error)
        return NOT_MADE
    return ports.outside.post(*message)


def _message(ports: Ports, delivery: Delivery, rendered: Rendered) -> tuple[str, Headers, str]:
    webhook = _webhook(ports, delivery.webhook)
    body = rendered(delivery, None if delivery.is_ping else event_of(ports, webhook, delivery))
    numbers = webhook.secrets(ports.clock.now())
    headers = ports.webhook_secrets.signed(webhook.id, numbers, delivery.event, body)
    return webhook.url, headers, body


def event_of(ports: Ports, webhook: Webhook, delivery: Delivery) -> Event:
    """Tell the endpoint's reader the event of a delivery, from its record as it is now."""
    head = head_of(ports.store, delivery.subject)
    (record,) = load_heads(ports.store, [head])
    event = told_to(webhook.reader, record, delivery.number)
    if event is None:
        raise LookupError(delivery.key)
    return event


def _note(ports: Ports, key: str, tries: int, answered: Answered) -> Delivery:
    delivery = _delivery(ports, key)
    if delivery.tries != tries:
        return delivery
    noted = tried(delivery, answered, ports.clock.now())
    ports.store.commit([noted])
    return noted


def _queue_next(ports: Ports, delivery: Delivery) -> None:
    pause = delivery.due_at - ports.clock.now()
    if delivery.state == "pending" and pause.total_seconds() <= LONGEST_PAUSE:
        seconds = max(0, int(pause.total_seconds()))
        ports.jobs.put([Job("delivery", delivery.key, delivery.tries + 1, seconds)])
