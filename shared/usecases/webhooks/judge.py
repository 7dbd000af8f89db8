"""How an endpoint fares, by what its tries come to: left in peace, given up, or well again."""

from datetime import datetime
from functools import partial

from shared.domain.commands import BY_TIME
from shared.domain.moments import Occasion
from shared.domain.records import Record
from shared.domain.webhooks.deliveries import Answered
from shared.domain.webhooks.health import GONE, Health, recovered, slowed, worsened
from shared.domain.webhooks.webhooks import Webhook, disabled
from shared.ports import Ports
from shared.usecases.retrying import retried


def judge(ports: Ports, webhook: str, answered: Answered) -> None:
    """Note how an endpoint fares; disable one that wants nothing more, or takes nothing.

    Errors: `Busy`.
    """
    retried(partial(_judged, ports, webhook, answered))


def health_of(ports: Ports, webhook: str) -> Health:
    """Load how an endpoint fares."""
    return ports.store.get(Health, webhook) or Health(webhook=webhook)


def _judged(ports: Ports, webhook: str, answered: Answered) -> None:
    health, now = health_of(ports, webhook), ports.clock.now()
    if answered.fault is None and answered.slow:
        ports.store.commit([slowed(health, now)])
        return
    if answered.fault is None:
        if health.failures:
            ports.store.commit([recovered(health)])
        return
    worse = worsened(health, now)
    given_up = _given_up(ports, worse, answered, now)
    ports.store.commit([worse, *given_up])


def _given_up(ports: Ports, health: Health, answered: Answered, now: datetime) -> list[Record]:
    gone = answered.status == GONE
    if not (gone or health.is_given_up(now)):
        return []
    known = ports.store.get(Webhook, health.webhook)
    if known is None:
        raise LookupError(health.webhook)
    new = disabled(known, Occasion(now, BY_TIME), "gone" if gone else "failing")
    return [new] if new is not known else []
