"""What happened, told to whoever may know it."""

from shared.edge.callers.access import DISTRIBUTOR, OPERATOR, STAFF, STOREFRONT
from shared.edge.events.messages import Events, Redelivered, Redelivery
from shared.edge.events.readers import reader_of
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.events.read_events import read_events as read_feed
from shared.usecases.events.redeliver import redeliver


@view("GET", "/v1/events", roles=STOREFRONT | DISTRIBUTOR | STAFF, zh="事件流", query=AFTER)
def read_events(request: Request[None]) -> Events:
    """Read what happened since: to a storefront's orders, to a payee, or to everything."""
    reader, after = reader_of(request.principal), place_asked(request.query)
    return Events.of(read_feed(request.ports, reader, after))


@view("POST", "/v1/events/redelivery", roles=OPERATOR, zh="重新投递事件")
def redeliver_events(request: Request[Redelivery]) -> Redelivered:
    """Let the feeds have the events about a subject that an outage has kept from them."""
    redeliver(request.ports, request.command, request.body.subject)
    return Redelivered(subject=request.body.subject)
