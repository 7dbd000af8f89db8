"""The body of a webhook: what happened, as its reader is told it in the feed."""

from shared.domain.events.events import Event
from shared.domain.times import iso_utc
from shared.domain.webhooks.deliveries import Delivery
from shared.edge.events.event_view import EventView
from shared.edge.http.json_body import canonical


def body_of(delivery: Delivery, event: Event | None) -> str:
    """Write the body of a delivery: the same at every try. A ping says its id, which is its own."""
    ping = {"id": delivery.event, "sequence": delivery.number}
    return canonical(
        {
            "type": delivery.kind,
            "timestamp": iso_utc(delivery.recorded_at),
            "data": EventView.of(event).model_dump(mode="json") if event else ping,
        }
    )
