"""What people did, told to the back office."""

from collections.abc import Mapping
from typing import Final

from shared.edge.callers.access import STAFF
from shared.edge.http.query import (
    AFTER,
    first_instant_asked,
    last_instant_asked,
    place_asked,
)
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.operations.messages import OperationsView
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
