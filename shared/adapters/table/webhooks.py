"""Where endpoints stand, with all their deliveries in the order of the events."""

from shared.adapters.place import Place
from shared.domain.webhooks.deliveries import Delivery
from shared.domain.webhooks.health import Health
from shared.domain.webhooks.replays import Replay
from shared.domain.webhooks.webhooks import LISTENING, Subscriptions, Webhook, WebhookOf

PLACES = (
    Place(Webhook, "WEBHOOK#{0}", "WEBHOOK"),
    Place(WebhookOf, "WEBHOOKS#{0}", "AT#{1}#{2}"),
    Place(Subscriptions, "WEBHOOKS#{0}", "TURN"),
    Place(Health, "WEBHOOK#{0}", "HEALTH"),
    Place(Delivery, "WEBHOOK#{0}", "DELIVERY#{1}#{2}", due="DELIVERY"),
    Place(Replay, "WEBHOOK#{0}", "REPLAY", due="REPLAY"),
)
QUEUES = (LISTENING,)
