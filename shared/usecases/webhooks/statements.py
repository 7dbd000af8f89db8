"""What one may see of endpoints: which there are, how each fares, and what became of deliveries."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from shared.domain.events.readers import Reader
from shared.domain.ownership import Scope
from shared.domain.times import iso_utc
from shared.domain.webhooks.deliveries import Delivery
from shared.domain.webhooks.health import Health
from shared.domain.webhooks.replays import Replay
from shared.domain.webhooks.webhooks import EVERYBODY, Webhook, WebhookOf
from shared.ports import PAGE, Page, Ports, Store
from shared.usecases.lists import fitting
from shared.usecases.webhooks.judge import health_of
from shared.usecases.webhooks.subscriptions import require_webhook

LOOKED_AT = 200
"""How many deliveries one question looks at; an answer may be short and go on."""


class Faring(NamedTuple):
    """An endpoint, how it fares, and its latest replay."""

    webhook: Webhook
    health: Health
    replay: Replay | None


class Wanted(NamedTuple):
    """Which deliveries are asked for; what is None does not matter."""

    state: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    event: str | None = None

    def has(self, delivery: Delivery) -> bool:
        """Tell whether a delivery is one of them, whenever its event was."""
        return self.state in (None, delivery.state) and self.event in (None, delivery.event)


def webhooks_of(
    ports: Ports, storefront: str | None, status: str | None = None, after: str = ""
) -> Page[Webhook]:
    """Give a page of a storefront's endpoints, of everybody's where none is named.

    Those that have ended are of interest to whoever asks for them alone.
    """

    def wanted(webhook: Webhook) -> bool:
        return webhook.status == status if status else webhook.status != "ended"

    owner = Reader("storefront", storefront).feed if storefront else EVERYBODY
    pointers = ports.store.listed(WebhookOf, owner, after=after)
    return fitting(ports.store, Webhook, pointers, wanted)


def how_it_fares(ports: Ports, webhook: str, scope: Scope) -> Faring:
    """Show an endpoint. Errors: unknown_webhook."""
    known = require_webhook(ports.store, webhook, scope)
    return Faring(known, health_of(ports, webhook), ports.store.get(Replay, webhook))


def deliveries_of(
    ports: Ports, webhook: str, scope: Scope, wanted: Wanted, after: str = ""
) -> Page[Delivery]:
    """Give a page of an endpoint's deliveries, the latest event first. Errors: unknown_webhook."""
    require_webhook(ports.store, webhook, scope)
    looked = list(islice(_latest(ports.store, webhook, wanted, after), LOOKED_AT))
    found = [each for each in looked if wanted.has(each)]
    if len(found) > PAGE:
        return Page(found[:PAGE], _place(found[PAGE - 1]))
    return Page(found, _place(looked[-1]) if len(looked) == LOOKED_AT else None)


def _latest(store: Store, webhook: str, wanted: Wanted, after: str) -> Iterator[Delivery]:
    since = iso_utc(wanted.since) if wanted.since else ""
    until = iso_utc(wanted.until) if wanted.until else None
    place: str | None = after
    while place is not None:
        page = store.listed(
            Delivery, webhook, after=place, since=since, until=until, latest_first=True
        )
        yield from page.items
        place = page.next


def _place(delivery: Delivery) -> str:
    return delivery.key.removeprefix(f"{delivery.webhook}/")
