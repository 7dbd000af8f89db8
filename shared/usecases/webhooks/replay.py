"""Send what an endpoint missed, one delivery after the other in the order of the events."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import takewhile

from shared.domain.commands import Command
from shared.domain.times import iso_utc
from shared.domain.webhooks.deliveries import LEASE, Delivery
from shared.domain.webhooks.jobs import Job
from shared.domain.webhooks.replays import Replay, begun, gone_on, over, put_off
from shared.domain.webhooks.webhooks import Webhook, require_active
from shared.ports import PAGE, Ports
from shared.usecases.remembering import first_time, once
from shared.usecases.retrying import retried
from shared.usecases.webhooks.subscriptions import require_webhook, subject_of

JOB = 100
"""How many deliveries one job looks at; the rest queues behind what others wait for."""

Took = Callable[[Delivery], bool]
"""Tries a delivery once, and tells whether its endpoint took it."""


def start_replay(
    ports: Ports, command: Command, webhook: str, since: datetime, *, every: bool
) -> None:
    """Begin to send what was recorded since, and not delivered; `every`: all of it.

    Errors: unknown_webhook, illegal_transition, invalid, idempotency_conflict.
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
    """Go on with a replay for a page while there is time, then queue the rest. Errors: `Busy`."""
    for _ in takewhile(lambda _: may_go_on(), range(JOB)):
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
    """Take one delivery, or pass over a page; tell whether the next may follow at once."""
    found = ports.store.get(Webhook, replay.webhook)
    looked = _looked_at(ports, replay)
    if found is None or found.status != "active":
        _keep(ports, replay, lambda known: over(known, "stopped"))
    elif looked and replay.is_full:
        _keep(ports, replay, lambda known: over(known, "full"))
    elif not looked:
        _keep(ports, replay, lambda known: over(known, "done"))
    elif not replay.takes(delivery := looked[-1]):
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


def _looked_at(ports: Ports, replay: Replay) -> list[Delivery]:
    """Give what follows up to the first that is to be sent; a page, if none of that is."""
    following = _following(ports, replay, 1)
    if following and not replay.takes(following[0]):
        following = _following(ports, replay, PAGE)
    places = (place for place, each in enumerate(following, start=1) if replay.takes(each))
    return [*following[: next(places, None)]]


def _following(ports: Ports, replay: Replay, most: int) -> Sequence[Delivery]:
    return ports.store.listed(
        Delivery,
        replay.webhook,
        after=replay.after,
        since=iso_utc(replay.since),
        until=iso_utc(replay.until),
        limit=most,
    ).items


def _keep(ports: Ports, replay: Replay, change: Callable[[Replay], Replay]) -> None:
    """Store how far a replay has come, unless another has come as far."""

    def attempt() -> None:
        known = ports.store.get(Replay, replay.webhook)
        if known is not None and (known.command, known.after) == (replay.command, replay.after):
            ports.store.commit([change(known)])

    retried(attempt)
