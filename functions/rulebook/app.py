"""The rulebook's API: plans and policies, proposed by one person and decided by another."""

import os

from shared.bootstrap import WiredPorts
from shared.domain.guard.guard import findings
from shared.edge.app import new_app
from shared.edge.approval_messages import ProposalReceipt
from shared.edge.comparison_messages import ComparePlans, ComparisonPage
from shared.edge.http import view
from shared.edge.plan_messages import (
    NewPlan,
    PlanDiff,
    PlanFindings,
    PlanProposalView,
    PlanVersions,
    PlanView,
)
from shared.edge.policy_messages import (
    NewPolicy,
    PolicyDiff,
    PolicyProposalView,
    PolicyVersions,
    PolicyView,
)
from shared.edge.query import number_asked
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.comparing import compare_period
from shared.usecases.rulebook import plans, policies

AGAINST = {"against": "The number of the other version; the one before where it is left out."}

_PLAN_PROPOSAL = "/v1/plans/proposals/{proposal_id}"
_POLICY_PROPOSAL = "/v1/policies/proposals/{proposal_id}"

ports = WiredPorts(Settings(dict(os.environ)))
app = new_app("rulebook")


@view(app, "POST", "/v1/plans/checks", zh="检查分润方案")
def check_plan(request: Request[NewPlan]) -> PlanFindings:
    """Check a plan as an approval would; nothing is stored."""
    return PlanFindings.of(plans.check_plan(ports, request.body.plan))


@view(app, "POST", "/v1/plans/comparisons", zh="用历史订单试算分润方案")
def compare_on_orders(request: Request[ComparePlans]) -> ComparisonPage:
    """Compare what a period's paid orders cost under a plan, page by page; nothing is stored."""
    asked = request.body
    page = compare_period.compare_period(ports, asked.old, asked.plan, asked.period, asked.place)
    return ComparisonPage.of(page, () if asked.place else findings(asked.plan))


@view(app, "POST", "/v1/plans/proposals", zh="提交分润方案", status=201)
def propose_plan(request: Request[NewPlan]) -> ProposalReceipt:
    """Propose a plan; another person has to approve it."""
    plan, by = request.body.plan, request.principal.id
    return ProposalReceipt.of(plans.propose_plan(ports, request.command, plan, by))


@view(app, "GET", _PLAN_PROPOSAL, zh="查询待审方案")
def read_plan_proposal(_: Request[None], proposal_id: str) -> PlanProposalView:
    """Read a proposed plan: what it changes, and what the guard finds in it now."""
    return PlanProposalView.of_review(plans.review(ports, proposal_id))


@view(app, "GET", "/v1/plans", zh="分润方案列表")
def list_plans(_: Request[None]) -> PlanVersions:
    """List all versions of the plan and the oldest open proposals."""
    return PlanVersions.of(plans.all_plans(ports))


@view(app, "GET", "/v1/plans/{number}", zh="查询分润方案")
def read_plan(_: Request[None], number: str) -> PlanView:
    """Read a version of the plan; 0 is the product's default."""
    return PlanView.of(plans.plan_version(ports, int(number)))


@view(app, "GET", "/v1/plans/{number}/diff", zh="比较分润方案", query=AGAINST)
def compare_plans(request: Request[None], number: str) -> PlanDiff:
    """Compare a version of the plan with another (`against`), by default the one before it."""
    before = number_asked(request.query, "against", otherwise=max(0, int(number) - 1))
    return PlanDiff.of(*plans.two_versions(ports, int(number), before))


@view(app, "POST", "/v1/policies/proposals", zh="提交政策", status=201)
def propose_policy(request: Request[NewPolicy]) -> ProposalReceipt:
    """Propose a policy; another person has to approve it."""
    policy, by = request.body.policy, request.principal.id
    return ProposalReceipt.of(policies.propose_policy(ports, request.command, policy, by))


@view(app, "GET", _POLICY_PROPOSAL, zh="查询待审政策")
def read_policy_proposal(_: Request[None], proposal_id: str) -> PolicyProposalView:
    """Read a proposed policy and what it changes."""
    return PolicyProposalView.of_review(policies.review_policy(ports, proposal_id))


@view(app, "GET", "/v1/policies", zh="政策列表")
def list_policies(_: Request[None]) -> PolicyVersions:
    """List all versions of the policy and the oldest open proposals."""
    return PolicyVersions.of(policies.all_policies(ports))


@view(app, "GET", "/v1/policies/{number}", zh="查询政策")
def read_policy(_: Request[None], number: str) -> PolicyView:
    """Read a version of the policy; 0 is the product's default."""
    return PolicyView.of(policies.policy_version(ports, int(number)))


@view(app, "GET", "/v1/policies/{number}/diff", zh="比较政策", query=AGAINST)
def compare_policies(request: Request[None], number: str) -> PolicyDiff:
    """Compare a version of the policy with another (`against`), by default the one before it."""
    before = number_asked(request.query, "against", otherwise=max(0, int(number) - 1))
    return PolicyDiff.of(*policies.two_policies(ports, int(number), before))
