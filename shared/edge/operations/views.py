"""What people did, told to the back office."""

from typing import Final

from shared.edge.callers.access import STAFF
from shared.edge.http.pages import Bounds
from shared.edge.http.query import (
    AFTER,
    Moment,
    Query,
    first_instant_asked,
    last_instant_asked,
    place_asked,
)
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.operations.messages import OperationsView, OperationView
from shared.usecases.operations import Asked, begins_at, operations

OPERATIONS: Final[Query] = {
    "who": str,
    "what": str,
    "subject": str,
    "from": Moment,
    "to": Moment,
    **AFTER,
}
"""What the operation log is asked with."""


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
    found = operations(request.ports, asked, place_asked(query))
    bounds = Bounds(begins_at(request.ports, asked), asked.until)
    return OperationsView.within(bounds, found, OperationView.of)
