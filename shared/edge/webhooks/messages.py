"""What is sent and told about webhooks."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from shared.domain.identifiers import PlainId
from shared.domain.records import NOTHING, Value
from shared.domain.times import Instant
from shared.domain.webhooks.deliveries import Delivery, DeliveryState, Fault
from shared.domain.webhooks.kinds import EventKind
from shared.domain.webhooks.replays import Replay, ReplayState
from shared.domain.webhooks.urls import LONGEST
from shared.domain.webhooks.webhooks import Webhook, WebhookStatus
from shared.edge.http.pages import Listed, ListedInTime
from shared.usecases.webhooks.statements import Faring


class Subscribe(Value):
    """An endpoint, and the kinds of events that it wants: all where none is named.

    `storefront` is the operator's to say: the endpoint is told what that storefront may know.
    """

    url: Annotated[str, Field(strict=True, min_length=1, max_length=LONGEST)]
    kinds: Annotated[tuple[EventKind, ...], Field(max_length=50)] = ()
    storefront: PlainId | None = None


class Secret(Value):
    """The secret that signs from now on, told this once; an old one signs up to `old_until`."""

    webhook_id: str
    secret: str
    old_until: AwareDatetime | None

    @classmethod
    def of(cls, webhook: Webhook, secret: str, old_until: AwareDatetime | None) -> Self:
        """Tell a secret."""
        return cls(webhook_id=webhook.id, secret=secret, old_until=old_until)


class WebhookReceipt(Value):
    """The endpoint that a command was about."""

    webhook_id: str


class PingReceipt(Value):
    """The id that the ping bears; its delivery is listed with the others."""

    webhook_id: str
    event_id: str


class StartReplay(Value):
    """From when on events are sent again: those not delivered, or `every` one of them."""

    since: Instant
    every: Annotated[bool, Field(strict=True)] = False


class WebhookView(Value):
    """An endpoint; it is told what its storefront may know, or all, where that is null."""

    webhook_id: str
    url: str
    storefront: str | None
    kinds: tuple[str, ...]
    status: WebhookStatus
    created_at: AwareDatetime

    @classmethod
    def of(cls, webhook: Webhook) -> Self:
        """Show an endpoint."""
        same = ("url", "storefront", "kinds", "status", "created_at")
        return cls(webhook_id=webhook.id, **{name: getattr(webhook, name) for name in same})


class ReplayView(Value):
    """How far a replay has come: up to the events of `reached`; null: it has not begun to send."""

    since: AwareDatetime
    until: AwareDatetime
    every: bool
    state: ReplayState
    sent: int
    reached: AwareDatetime | None

    @classmethod
    def of(cls, replay: Replay) -> Self:
        """Show a replay."""
        return cls(**{name: getattr(replay, name) for name in cls.model_fields})


class FaringView(WebhookView):
    """An endpoint, since when it takes nothing, and its latest replay."""

    failing_since: AwareDatetime | None
    quiet_until: AwareDatetime | None
    replay: ReplayView | None

    @classmethod
    def of_faring(cls, faring: Faring) -> Self:
        """Show how an endpoint fares."""
        shown = WebhookView.of(faring.webhook)
        return cls(
            **dict(shown),
            failing_since=faring.health.failing_since,
            quiet_until=faring.health.quiet_until,
            replay=ReplayView.of(faring.replay) if faring.replay else None,
        )


class Webhooks(Listed[WebhookView]):
    """Endpoints, oldest first; where `next` is not null, more follow behind it."""


class DeliveryView(Value):
    """An event on its way: how often it was tried, and what the last try came to.

    `fault` says why that failed; `next_try_at` is null where none follows by itself.
    """

    event_id: str
    type: str
    recorded_at: AwareDatetime
    state: DeliveryState
    tries: int
    status: int | None
    fault: Fault | None
    tried_at: AwareDatetime | None
    next_try_at: AwareDatetime | None

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """Show a delivery."""
        same = ("recorded_at", "state", "tries", "status", "fault", "tried_at")
        return cls(
            event_id=delivery.event,
            type=delivery.kind,
            next_try_at=None if delivery.awaiting == NOTHING else delivery.due_at,
            **{name: getattr(delivery, name) for name in same},
        )


class Deliveries(ListedInTime[DeliveryView]):
    """Deliveries, the latest event first; where `next` is not null, more may follow behind it."""
