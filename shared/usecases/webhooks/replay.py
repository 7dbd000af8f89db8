"""Send what an endpoint missed, one delivery after the other in the order of the events."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from shared.domain.commands import Command
from shared.domain.times import iso_utc
from shared.domain.webhooks.deliveries import LEASE, Delivery
from shared.domain.webhooks.jobs import Job
from shared.domain.webhooks.replays import Replay, begun, gone_on, over, put_off
from shared.domain.webhooks.webhooks import Webhook, require_active
from shared.ports import Ports
from shared.usecases.remembering import first_time, once
from shared.usecases.retrying import retried
from shared.usecases.webhooks.subscriptions import require_webhook, subject_of

Took = Callable[[Delivery], bool]
"""Tries a delivery once, and tells whether its endpoint took it."""


def start_replay(
    ports: Ports, command: Command, webhook: str, since: datetime, *, every: bool
) -> None:
    """Begin to send what was recorded since, and not delivered; `every`: all of it.

    Errors: unknown_webhook, illegal_transition, idempotency_conflict.
    """

    def attempt() -> None:
        request = first_time(ports, command, subject_of(webhook))
        known = require_webhook(ports.store, webhook, command.scope)
        if not request:
            return
        require_active(known)
        now = ports.clock.now()
        new = Replay(webhook=webhook, command=command.id, since=since, until=now, every=every)
        replay = begun(ports.store.get(Replay, webhook), new, now)
        ports.store.commit([replay, *request])
        ports.jobs.put([Job("replay", webhook, 1)])

    once(ports.store, command, attempt)


def go_on(ports: Ports, webhook: str, took: Took, may_go_on: Callable[[], bool]) -> None:
    """Go on with a replay while there is time, then queue the rest of it. Errors: `Busy`."""
    while may_go_on():
        replay = ports.store.get(Replay, webhook)
        if replay is None or replay.state != "running":
            return
        if not _step(ports, replay, took):
            return
    ports.jobs.put([Job("replay", webhook, 1)])


def enqueue_replay(ports: Ports, webhook: str) -> Replay:
    """Queue a replay that is due; before that, it is noted as due once more. Errors: `Busy`."""
    return retried(partial(_enqueue, ports, webhook))


def _enqueue(ports: Ports, webhook: str) -> Replay:
    replay = ports.store.get(Replay, webhook)
    if replay is None:
        raise LookupError(webhook)
    if not replay.is_due(ports.clock.now()):
        return replay
    leased = replay.changed(due_at=ports.clock.now() + LEASE)
    ports.store.commit([leased])
    ports.jobs.put([Job("replay", webhook, 1)])
    return leased


def _step(ports: Ports, replay: Replay, took: Took) -> bool:
    """Take one delivery; tell whether the next may follow at once."""
    found = ports.store.get(Webhook, replay.webhook)
    delivery = _next(ports, replay)
    if found is None or found.status != "active":
        _keep(ports, replay, lambda known: over(known, "stopped"))
    elif delivery is None:
        _keep(ports, replay, lambda known: over(known, "done"))
    elif not replay.takes(delivery):
        _keep(ports, replay, lambda known: _behind(ports, known, delivery, sent=False))
    elif took(delivery):
        _keep(ports, replay, lambda known: _behind(ports, known, delivery, sent=True))
    else:
        _keep(ports, replay, lambda known: put_off(known, ports.clock.now()))
        return False
    return True


def _behind(ports: Ports, replay: Replay, delivery: Delivery, *, sent: bool) -> Replay:
    place = delivery.key.removeprefix(f"{replay.webhook}/")
    return gone_on(replay, place, ports.clock.now(), sent=sent)


def _next(ports: Ports, replay: Replay) -> Delivery | None:
    page = ports.store.listed(
        Delivery,
        replay.webhook,
        after=replay.after,
        since=iso_utc(replay.since),
        until=iso_utc(replay.until),
        limit=1,
    )
    return next(iter(page.items), None)


def _keep(ports: Ports, replay: Replay, change: Callable[[Replay], Replay]) -> None:
    """Store how far a replay has come, unless another has come as far."""

    def attempt() -> None:
        known = ports.store.get(Replay, replay.webhook)
        if known is not None and (known.command, known.after) == (replay.command, replay.after):
            ports.store.commit([change(known)])

    retried(attempt)
