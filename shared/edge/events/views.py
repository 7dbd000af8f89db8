"""What happened, told to whoever may know it, and what people did."""

from collections.abc import Mapping
from typing import Final

from shared.edge.callers.access import DISTRIBUTOR, OPERATOR, STAFF, STOREFRONT
from shared.edge.events.messages import Events, OperationsView, Redelivery
from shared.edge.events.readers import reader_of
from shared.edge.http.query import (
    AFTER,
    first_instant_asked,
    last_instant_asked,
    place_asked,
)
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.events.read_events import read_events as read_feed
from shared.usecases.events.redeliver import redeliver
from shared.usecases.operations import Asked, operations

OPERATIONS: Final[Mapping[str, str]] = {
    "who": "Who did it, by his id.",
    "what": "What was asked for, by the operation's id in this document.",
    "subject": "What it was done to, like distributor/A, order/ID or settlement/2025-03.",
    "from": "A day (as it begins in Shanghai) or an instant; what was done before is left out.",
    "to": "A day (as it ends in Shanghai) or an instant; what was done later is left out.",
    **AFTER,
}
"""What the operation log is asked with."""


@view("GET", "/v1/events", roles=STOREFRONT | DISTRIBUTOR | STAFF, zh="事件流", query=AFTER)
def read_events(request: Request[None]) -> Events:
    """Read what happened since: to a storefront's orders, to a payee, or to everything."""
    reader, after = reader_of(request.principal), place_asked(request.query)
    return Events.of(read_feed(request.ports, reader, after))


@view("POST", "/v1/events/redelivery", roles=OPERATOR, zh="重新投递事件")
def redeliver_events(request: Request[Redelivery]) -> Redelivery:
    """Let the feeds have the events about a subject that an outage has kept from them."""
    redeliver(request.ports, request.command, request.body.subject)
    return request.body


@view("GET", "/v1/operations", roles=STAFF, zh="操作日志", query=OPERATIONS)
def read_operations(request: Request[None]) -> OperationsView:
    """Read who did what, to what and why: of the last month, or as asked for."""
    query = request.query
    asked = Asked(
        by=query.get("who"),
        what=query.get("what"),
        subject=query.get("subject"),
        since=first_instant_asked(query, "from"),
        until=last_instant_asked(query, "to"),
    )
    return OperationsView.of(operations(request.ports, asked, place_asked(query)))
