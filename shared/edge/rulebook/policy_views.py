"""Policies: proposed here, decided in the inbox."""

from shared.edge.approvals.messages import ProposalReceipt
from shared.edge.callers.access import OPERATOR, STAFF
from shared.edge.http.query import AFTER, AGAINST, number_asked, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.rulebook.policy_messages import (
    NewPolicy,
    PolicyDiff,
    PolicyProposalView,
    PolicyVersions,
    PolicyView,
)
from shared.usecases.rulebook import policies

_PROPOSAL = "/v1/policies/proposals/{proposal_id}"


@view("POST", "/v1/policies/proposals", roles=OPERATOR, zh="提交政策", status=201)
def propose_policy(request: Request[NewPolicy]) -> ProposalReceipt:
    """Propose a policy; another person has to approve it."""
    policy, by = request.body.policy, request.principal.id
    return ProposalReceipt.of(policies.propose_policy(request.ports, request.command, policy, by))


@view("GET", _PROPOSAL, roles=STAFF, zh="查询待审政策")
def read_policy_proposal(request: Request[None], proposal_id: str) -> PolicyProposalView:
    """Read a proposed policy and what it changes."""
    return PolicyProposalView.of_review(policies.review_policy(request.ports, proposal_id))


@view("GET", "/v1/policies", roles=STAFF, zh="政策列表", query=AFTER)
def list_policies(request: Request[None]) -> PolicyVersions:
    """List all versions of the policy and what is open to be decided."""
    return PolicyVersions.of(policies.all_policies(request.ports, place_asked(request.query)))


@view("GET", "/v1/policies/{number}", roles=STAFF, zh="查询政策")
def read_policy(request: Request[None], number: str) -> PolicyView:
    """Read a version of the policy; 0 is the product's default."""
    return PolicyView.of(policies.policy_version(request.ports, int(number)))


@view("GET", "/v1/policies/diffs/{number}", roles=STAFF, zh="比较政策", query=AGAINST)
def compare_policies(request: Request[None], number: str) -> PolicyDiff:
    """Compare a version of the policy with another (`against`), by default the one before it."""
    before = number_asked(request.query, "against", otherwise=max(0, int(number) - 1))
    return PolicyDiff.of(*policies.two_policies(request.ports, int(number), before))


compare_policies_formerly = compare_policies.formerly("/v1/policies/{number}/diff")
