"""Endpoints and deliveries as they stand in the table."""

from shared.domain.moments import Occasion
from shared.domain.times import iso_utc
from shared.domain.webhooks.deliveries import Delivery, pending
from shared.domain.webhooks.health import Health
from shared.domain.webhooks.replays import NEXT_STEP, Replay
from shared.domain.webhooks.webhooks import Subscriptions, Webhook, WebhookOf, subscribed
from tests.unit.adapters.samples import at

URL = "https://shop.example/hooks"


def webhook(name: str = "HOOK", storefront: str | None = "shop") -> Webhook:
    new = Webhook(id=name, url=URL, storefront=storefront, kinds=("order.*",), created_at=at(0))
    return subscribed(new, Occasion(at(0), "COMMAND", "shop"))


def delivery(number: int = 1, hook: str = "HOOK", subject: str = "order/ORDERA") -> Delivery:
    new = Delivery(
        webhook=hook,
        recorded_at=at(number),
        begun_at=at(number),
        subject=subject,
        number=number,
        kind="order.paid",
    )
    return pending(new, at(number + 1))


def replay(hook: str = "HOOK") -> Replay:
    new = Replay(webhook=hook, command="COMMAND", since=at(0), until=at(9))
    return new.changed(awaiting=NEXT_STEP, due_at=at(10))


EXAMPLES = (
    webhook(),
    WebhookOf(owner="storefront:shop", created_at=iso_utc(at(0)), webhook="HOOK"),
    Subscriptions(owner="storefront:shop"),
    delivery(),
    Health(webhook="HOOK", failing_since=at(0), failures=2),
    replay(),
)
