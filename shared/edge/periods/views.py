"""What finance may know of the evaluation of periods."""

from shared.edge.callers.access import AUDITOR, FINANCE
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.periods.messages import EvaluationsView
from shared.usecases.periods import period_statements


@view(
    "GET",
    "/v1/evaluations/{period}",
    roles=FINANCE | AUDITOR,
    zh="查询周期奖励核算",
    query=AFTER,
)
def read_evaluations(request: Request[None], period: str) -> EvaluationsView:
    """Read what the rules of a period came to: evaluations, and the awards, each explained."""
    after = place_asked(request.query)
    return EvaluationsView.of(
        period, *period_statements.evaluations_of(request.ports, period, after)
    )
