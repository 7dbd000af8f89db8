"""An endpoint that is told what happened: whose it is, what it wants, which secret signs.

Source: capabilities C7, Webhooks out.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from shared.domain.errors import Refused
from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.moments import HeadRecord, Occasion, codes_of
from shared.domain.records import Pointer, Queue, Record, Value
from shared.domain.times import iso_utc

WebhookStatus = Literal["active", "paused", "disabled", "ended"]
WebhookCode = Literal[
    "webhook_subscribed",
    "webhook_paused",
    "webhook_resumed",
    "webhook_secret_rotated",
    "webhook_disabled",
    "webhook_ended",
]
"""What happens to an endpoint, as its moments bear it."""

GivenUp = Literal["failing", "gone"]
"""Why an endpoint is disabled: it took nothing for days, or says that it wants nothing more."""

OVERLAP = timedelta(hours=24)
"""How long the old secret signs beside a new one."""

EVERYBODY = "everybody"
"""Under which all endpoints are listed, whoever's they are."""


class WebhookOf(Pointer):
    """By which an owner's endpoints are found, oldest first."""

    owner: str
    created_at: str
    webhook: str


class Subscriptions(Record):
    """An owner's turn to subscribe: written with each endpoint, of two at once one looks again.

    `endpoints` are those that went on then, None where nobody has noted them yet.
    """

    owner: str
    endpoints: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """Whose endpoints they are."""
        return self.owner


class OldSecret(Value):
    """A secret, by its number, that signs beside newer ones up to an instant."""

    number: int
    until: AwareDatetime


class Webhook(HeadRecord):
    """An endpoint of a storefront, or of the back office where none is named.

    `secret` is the number of the secret that signs; the one before signs too up to `old_until`, and
    `older` ones that were promised as much. No secret stands here.
    """

    called: ClassVar[str] = "webhook"
    codes: ClassVar[frozenset[str]] = codes_of(WebhookCode)

    id: str
    url: str
    storefront: str | None = None
    kinds: tuple[str, ...] = ()
    status: WebhookStatus = "active"
    created_at: AwareDatetime
    secret: int = 1
    old_until: AwareDatetime | None = None
    older: tuple[OldSecret, ...] = ()

    @property
    def key(self) -> str:
        """The endpoint's id."""
        return self.id

    @property
    def storefronts(self) -> tuple[str, ...]:
        """Whose it is, if a storefront's."""
        return (self.storefront,) if self.storefront else ()

    @property
    def reader(self) -> Reader:
        """As whom it reads events."""
        return Reader("storefront", self.storefront) if self.storefront else BACK_OFFICE

    @property
    def pointers(self) -> Iterator[Pointer]:
        """Among its owner's and among everybody's it is found."""
        for owner in (self.reader.feed, EVERYBODY):
            yield WebhookOf(owner=owner, created_at=iso_utc(self.created_at), webhook=self.id)

    def secrets(self, now: datetime) -> tuple[int, ...]:
        """Give the numbers of the secrets that sign now, the newest first."""
        return (self.secret, *(old.number for old in self.old_secrets(now)))

    def old_secrets(self, now: datetime) -> tuple[OldSecret, ...]:
        """Give the old secrets that sign yet, the newest first."""
        before = self.old_until and OldSecret(number=self.secret - 1, until=self.old_until)
        return tuple(old for old in (before, *self.older) if old and now < old.until)


def _listens(webhook: Webhook) -> tuple[str, str] | None:
    return None if webhook.status == "ended" else ("", webhook.id)


LISTENING = Queue("WEBHOOKS", Webhook, _listens)
"""All endpoints that have not ended: those that events are kept for."""


def subscribed(new: Webhook, occasion: Occasion) -> Webhook:
    """Tell that an endpoint was subscribed."""
    return new.telling(occasion.moment("webhook_subscribed"))


def rotated(webhook: Webhook, occasion: Occasion) -> Webhook:
    """Let another secret sign, and each old one beside it for as long as was promised.

    Errors: illegal_transition for one that has ended.
    """
    require_going_on(webhook)
    number = webhook.secret + 1
    told = occasion.moment("webhook_secret_rotated", facts={"number": str(number)})
    until, older = occasion.now + OVERLAP, webhook.old_secrets(occasion.now)
    return webhook.changed(secret=number, old_until=until, older=older).telling(told)


def paused(webhook: Webhook, occasion: Occasion) -> Webhook:
    """Send it nothing for now; what happens is kept for it. Errors: illegal_transition."""
    require_going_on(webhook)
    if webhook.status == "paused":
        return webhook
    return webhook.changed(status="paused").telling(occasion.moment("webhook_paused"))


def resumed(webhook: Webhook, occasion: Occasion) -> Webhook:
    """Send it again what happens from now on. Errors: illegal_transition."""
    require_going_on(webhook)
    if webhook.status == "active":
        return webhook
    return webhook.changed(status="active").telling(occasion.moment("webhook_resumed"))


def ended(webhook: Webhook, occasion: Occasion) -> Webhook:
    """Send and keep nothing more for it, for ever."""
    if webhook.status == "ended":
        return webhook
    return webhook.changed(status="ended").telling(occasion.moment("webhook_ended"))


def disabled(webhook: Webhook, occasion: Occasion, why: GivenUp) -> Webhook:
    """Send it nothing more until somebody resumes it, since it takes nothing."""
    if webhook.status != "active":
        return webhook
    told = occasion.moment("webhook_disabled", facts={"why": why})
    return webhook.changed(status="disabled").telling(told)


def secret_of(webhook: Webhook, cause: str) -> int:
    """Give the number of the secret that a command brought about; 1 came with the endpoint."""
    made = (moment for moment in webhook.moments if moment.cause == cause)
    return next((int(moment.facts["number"]) for moment in made if "number" in moment.facts), 1)


def require_active(webhook: Webhook) -> None:
    """Refuse what needs an endpoint that takes deliveries. Errors: illegal_transition."""
    require_going_on(webhook)
    if webhook.status != "active":
        raise Refused("illegal_transition", "webhook_not_active", is_now=webhook.status)


def require_going_on(webhook: Webhook) -> None:
    """Refuse what an endpoint that has ended does not take. Errors: illegal_transition."""
    if webhook.status == "ended":
        raise Refused("illegal_transition", "webhook_has_ended")
