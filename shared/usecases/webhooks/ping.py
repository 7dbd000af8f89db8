"""Try an endpoint out: one signed message that says nothing, sent once."""

from datetime import datetime

from shared.domain.commands import Command
from shared.domain.operations import DoneCommand
from shared.domain.webhooks.deliveries import LEASE, PING, Delivery, pending
from shared.domain.webhooks.jobs import Job
from shared.domain.webhooks.webhooks import Webhook, require_going_on
from shared.ports import Ports, Store
from shared.usecases.remembering import first_time, once
from shared.usecases.webhooks.subscriptions import require_webhook, subject_of


def ping(ports: Ports, command: Command, webhook: str) -> Delivery:
    """Send an endpoint one delivery, whatever its status, unless it has ended.

    Errors: unknown_webhook, illegal_transition, idempotency_conflict.
    """

    def attempt() -> Delivery:
        request = first_time(ports, command, subject_of(webhook))
        known = require_webhook(ports.store, webhook, command.scope)
        if not request:
            return _ping(known, command, _done_at(ports.store, command))
        require_going_on(known)
        new = _ping(known, command, request[0].at)
        ports.store.commit([pending(new, new.begun_at + LEASE), *request])
        ports.jobs.put([Job("delivery", new.key, 1)])
        return new

    return once(ports.store, command, attempt)


def _ping(webhook: Webhook, command: Command, at: datetime) -> Delivery:
    return Delivery(
        webhook=webhook.id,
        recorded_at=at,
        begun_at=at,
        subject=f"{PING}/{command.id}",
        number=1,
        kind=f"{Webhook.called}.{PING}",
    )


def _done_at(store: Store, command: Command) -> datetime:
    done = store.get(DoneCommand, command.id)
    if done is None:
        raise LookupError(command.id)
    return done.at
