"""What the channel reported and the rules cannot take in: read by staff, decided by finance."""

from shared.domain.odd_notices.odd_notices import STATES, State
from shared.edge.callers.access import FINANCE, STAFF
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.odd_notices.messages import (
    OddNotices,
    OddNoticeView,
    ResolutionReceipt,
    ResolveOddNotice,
)
from shared.usecases.odd_notices import reading, resolving

_ODD_NOTICES = "/v1/odd-notices"
_QUERY = {**AFTER, "state": State}


@view("GET", _ODD_NOTICES, roles=STAFF, zh="异常通知列表", query=_QUERY)
def list_odd_notices(request: Request[None]) -> OddNotices:
    """List what the channel reported that does not fit, the longest kept first."""
    state = request.query.get("state", STATES[0])
    found = reading.odd_notices(request.ports, state, place_asked(request.query))
    return OddNotices.shown(found, OddNoticeView.of)


@view("GET", f"{_ODD_NOTICES}/{{odd_notice}}", roles=STAFF, zh="查询异常通知")
def read_odd_notice(request: Request[None], odd_notice: str) -> OddNoticeView:
    """Read an odd notice: its facts, what to do next, what became of it."""
    return OddNoticeView.of(reading.require_odd_notice(request.ports.store, odd_notice))


@view(
    "POST",
    f"{_ODD_NOTICES}/{{odd_notice}}/resolution",
    roles=FINANCE,
    zh="处理异常通知",
    status=201,
)
def resolve_odd_notice(request: Request[ResolveOddNotice], odd_notice: str) -> ResolutionReceipt:
    """Decide about an odd notice; where money moves, another person has to approve it."""
    asked, decision = request.body, request.decision(request.body.reason)
    found = resolving.resolve(request.ports, request.command, odd_notice, asked.choice, decision)
    return ResolutionReceipt.of(found, asked.choice)
