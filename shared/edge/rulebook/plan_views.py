"""Plans: proposed by one person and decided by another."""

from shared.edge.callers.access import DECIDERS, FINANCE, OPERATOR, STAFF
from shared.edge.http.query import AGAINST, number_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.rulebook.messages import RuleProposalReceipt, RuleRejected, RuleRejection
from shared.edge.rulebook.plan_messages import (
    NewPlan,
    PlanApproval,
    PlanDiff,
    PlanFindings,
    PlanProposalView,
    PlanReceipt,
    PlanVersions,
    PlanView,
)
from shared.usecases.rulebook import plans
from shared.usecases.rulebook import rule_proposals as proposals

_PROPOSAL = "/v1/plans/proposals/{proposal_id}"


@view("POST", "/v1/plans/checks", roles=DECIDERS, zh="检查分润方案")
def check_plan(request: Request[NewPlan]) -> PlanFindings:
    """Check a plan as an approval would; nothing is stored."""
    return PlanFindings.of(plans.check_plan(request.ports, request.body.plan))


@view("POST", "/v1/plans/proposals", roles=OPERATOR, zh="提交分润方案", status=201)
def propose_plan(request: Request[NewPlan]) -> RuleProposalReceipt:
    """Propose a plan; another person has to approve it."""
    plan, by = request.body.plan, request.principal.id
    return RuleProposalReceipt.of(plans.propose_plan(request.ports, request.command, plan, by))


@view("GET", _PROPOSAL, roles=STAFF, zh="查询待审方案")
def read_plan_proposal(request: Request[None], proposal_id: str) -> PlanProposalView:
    """Read a proposed plan: what it changes, and what the guard finds in it now."""
    return PlanProposalView.of(plans.review(request.ports, proposal_id))


@view("POST", f"{_PROPOSAL}/approval", roles=FINANCE, zh="批准分润方案")
def approve_plan(request: Request[PlanApproval], proposal_id: str) -> PlanReceipt:
    """Approve a plan that another person has proposed: it is the next version."""
    seen, by = request.body.acknowledged, request.principal.id
    proposal = plans.approve_plan(request.ports, request.command, proposal_id, by, seen)
    return PlanReceipt.of(proposals.version_of(request.ports, proposal))


@view("POST", f"{_PROPOSAL}/rejection", roles=DECIDERS, zh="驳回分润方案")
def reject_plan(request: Request[RuleRejection], proposal_id: str) -> RuleRejected:
    """Reject a proposed plan, or take one's own back."""
    reason, by = request.body.reason, request.principal.id
    plans.reject_plan(request.ports, request.command, proposal_id, by, reason)
    return RuleRejected(proposal_id=proposal_id)


@view("GET", "/v1/plans", roles=STAFF, zh="分润方案列表")
def list_plans(request: Request[None]) -> PlanVersions:
    """List all versions of the plan and the oldest open proposals."""
    return PlanVersions.of(plans.all_plans(request.ports))


@view("GET", "/v1/plans/{number}", roles=STAFF, zh="查询分润方案")
def read_plan(request: Request[None], number: str) -> PlanView:
    """Read a version of the plan; 0 is the product's default."""
    return PlanView.of(plans.plan_version(request.ports, int(number)))


@view("GET", "/v1/plans/{number}/diff", roles=STAFF, zh="比较分润方案", query=AGAINST)
def compare_plans(request: Request[None], number: str) -> PlanDiff:
    """Compare a version of the plan with another (`against`), by default the one before it."""
    before = number_asked(request.query, "against", otherwise=max(0, int(number) - 1))
    return PlanDiff.of(*plans.two_versions(request.ports, int(number), before))
