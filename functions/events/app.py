"""What happened, told to whoever may know it, and what people did: a function that only reads."""

import os

from shared.bootstrap import WiredPorts
from shared.edge.app import new_app
from shared.edge.event_messages import Events, OperationsView
from shared.edge.event_readers import reader_of
from shared.edge.http import view
from shared.edge.query import AFTER, OPERATIONS, first_instant_asked, last_instant_asked
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.events.read_events import read_events as read_feed
from shared.usecases.operations import Asked, operations

ports = WiredPorts(Settings(dict(os.environ)))
app = new_app("events")


@view(app, "GET", "/v1/events", zh="事件流", query=AFTER)
def read_events(request: Request[None]) -> Events:
    """Read what happened since: to a storefront's orders, to a payee, or to everything."""
    return Events.of(read_feed(ports, reader_of(request.principal), request.query.get("after", "")))


@view(app, "GET", "/v1/operations", zh="操作日志", query=OPERATIONS)
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
    return OperationsView.of(operations(ports, asked, query.get("after", "")))
