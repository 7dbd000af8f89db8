"""Plans: checked and proposed here, decided in the inbox."""

from shared.edge.approvals.messages import ProposalReceipt
from shared.edge.callers.access import DECIDERS, OPERATOR, STAFF
from shared.edge.http.query import AFTER, AGAINST, number_asked, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.rulebook.plan_messages import (
    NewPlan,
    PlanDiff,
    PlanFindings,
    PlanProposalView,
    PlanVersions,
    PlanView,
)
from shared.usecases.rulebook import plans

_PROPOSAL = "/v1/plans/proposals/{proposal_id}"


@view("POST", "/v1/plans/checks", roles=DECIDERS, zh="检查分润方案")
def check_plan(request: Request[NewPlan]) -> PlanFindings:
    """Check a plan as an approval would; nothing is stored."""
    return PlanFindings.of(plans.check_plan(request.ports, request.body.plan))


@view("POST", "/v1/plans/proposals", roles=OPERATOR, zh="提交分润方案", status=201)
def propose_plan(request: Request[NewPlan]) -> ProposalReceipt:
    """Propose a plan; another person has to approve it."""
    plan, by = request.body.plan, request.principal.id
    return ProposalReceipt.of(plans.propose_plan(request.ports, request.command, plan, by))


@view("GET", _PROPOSAL, roles=STAFF, zh="查询待审方案")
def read_plan_proposal(request: Request[None], proposal_id: str) -> PlanProposalView:
    """Read a proposed plan: what it changes, and what the guard finds in it now."""
    return PlanProposalView.of_review(plans.review(request.ports, proposal_id))


@view("GET", "/v1/plans", roles=STAFF, zh="分润方案列表", query=AFTER)
def list_plans(request: Request[None]) -> PlanVersions:
    """List all versions of the plan and what is open to be decided."""
    return PlanVersions.of(plans.all_plans(request.ports, place_asked(request.query)))


@view("GET", "/v1/plans/{number}", roles=STAFF, zh="查询分润方案")
def read_plan(request: Request[None], number: str) -> PlanView:
    """Read a version of the plan; 0 is the product's default."""
    return PlanView.of(plans.plan_version(request.ports, int(number)))


@view("GET", "/v1/plans/diffs/{number}", roles=STAFF, zh="比较分润方案", query=AGAINST)
def compare_plans(request: Request[None], number: str) -> PlanDiff:
    """Compare a version of the plan with another (`against`), by default the one before it."""
    before = number_asked(request.query, "against", otherwise=max(0, int(number) - 1))
    return PlanDiff.of(*plans.two_versions(request.ports, int(number), before))


compare_plans_formerly = compare_plans.formerly("/v1/plans/{number}/diff")
