"""What distributors did against the rules."""

from shared.domain.network.conduct import Violation
from shared.edge.callers.access import OPERATOR, STAFF
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.conduct_messages import (
    ReportViolation,
    ViolationReceipt,
    Violations,
    ViolationView,
)
from shared.usecases.network.record_violation import record_violation
from shared.usecases.reading import require_distributor

_VIOLATIONS = "/v1/distributors/{distributor_id}/violations"


@view("POST", _VIOLATIONS, roles=OPERATOR, zh="登记违规", status=201)
def report_violation(request: Request[ReportViolation], distributor_id: str) -> ViolationReceipt:
    """Record what a distributor did against the rules; rules that ask for conduct look at it."""
    told, by = request.body, request.principal.id
    record_violation(request.ports, request.command, distributor_id, told, by=by)
    return ViolationReceipt(distributor=distributor_id, code=told.code)


@view("GET", _VIOLATIONS, roles=STAFF, zh="查询违规记录", query=AFTER)
def list_violations(request: Request[None], distributor_id: str) -> Violations:
    """List what a distributor did against the rules, oldest first."""
    require_distributor(request.ports, distributor_id)
    after = place_asked(request.query)
    found = request.ports.store.listed(Violation, distributor_id, after=after)
    return Violations.shown(found, ViolationView.of)
