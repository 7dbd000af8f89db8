"""What a plan would have cost."""

from shared.domain.guard.guard import findings
from shared.edge.callers.access import DECIDERS
from shared.edge.comparing.messages import ComparePlans, ComparisonPage
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.comparing.compare_period import compare_period


@view("POST", "/v1/plans/comparisons", roles=DECIDERS, zh="用历史订单试算分润方案")
def compare_on_orders(request: Request[ComparePlans]) -> ComparisonPage:
    """Compare what a period's paid orders cost under a plan, page by page; nothing is stored."""
    asked = request.body
    page = compare_period(request.ports, asked.old, asked.plan, asked.period, asked.place)
    return ComparisonPage.of(page, () if asked.place else findings(asked.plan))
