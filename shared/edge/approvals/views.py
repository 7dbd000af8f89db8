"""Whatever waits for a second person, and its decision."""

from typing import Any

from shared.domain.approvals.proposals import Verdict
from shared.edge.approvals.messages import (
    Approval,
    DecisionReceipt,
    ProposalLine,
    ProposalReceipt,
    Proposals,
    ProposalView,
    Rejection,
    Revision,
    Withdrawal,
)
from shared.edge.callers.access import DECIDERS, DISTRIBUTOR, STAFF, listed
from shared.edge.http.json_body import unacceptable
from shared.edge.http.problems import Unacceptable
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.approvals.kinds import UnreadableContent
from shared.usecases.inbox import inbox

_PROPOSAL = "/v1/approvals/{proposal_id}"


@view("GET", "/v1/approvals", roles=STAFF, zh="待审批事项", query=AFTER)
def list_approvals(request: Request[None]) -> Proposals:
    """List what waits for a second person, the soonest to expire first."""
    return Proposals.shown(
        inbox.waiting(request.ports, place_asked(request.query)), ProposalLine.of
    )


@view("GET", _PROPOSAL, roles=STAFF, zh="查询待审批事项")
def read_approval(request: Request[None], proposal_id: str) -> ProposalView:
    """Read a proposal: what it says, who proposed it, and what became of it."""
    return ProposalView.of(inbox.read(request.ports, proposal_id))


@view("POST", f"{_PROPOSAL}/approval", roles=DECIDERS, zh="批准")
def approve_proposal(request: Request[Approval], proposal_id: str) -> DecisionReceipt:
    """Approve what another person has proposed: it happens now."""
    _require_decider(request, proposal_id)
    verdict = _verdict(request, acknowledged=request.body.acknowledged)
    decided = inbox.approve(request.ports, request.command, proposal_id, verdict)
    return DecisionReceipt.of(decided)


@view("POST", f"{_PROPOSAL}/rejection", roles=DECIDERS, zh="驳回")
def reject_proposal(request: Request[Rejection], proposal_id: str) -> DecisionReceipt:
    """Reject what another person has proposed."""
    _require_decider(request, proposal_id)
    decided = inbox.reject(request.ports, request.command, proposal_id, _verdict(request))
    return DecisionReceipt.of(decided)


@view(
    "POST",
    f"{_PROPOSAL}/withdrawal",
    roles=DECIDERS | DISTRIBUTOR,
    own="proposal",
    zh="撤回",
)
def withdraw_proposal(request: Request[Withdrawal], proposal_id: str) -> DecisionReceipt:
    """Take one's own proposal back."""
    decided = inbox.withdraw(request.ports, request.command, proposal_id, _verdict(request))
    return DecisionReceipt.of(decided)


@view("POST", f"{_PROPOSAL}/revision", roles=DECIDERS, zh="修改申请")
def revise_proposal(request: Request[Revision], proposal_id: str) -> ProposalReceipt:
    """Change what one has proposed while nobody has decided; deciders look again."""
    verdict, content = _verdict(request), request.body.content
    try:
        revised = inbox.revise(request.ports, request.command, proposal_id, verdict, content)
    except UnreadableContent as error:
        raise unacceptable(error.fault, under="/content") from error
    return ProposalReceipt.of(revised)


def _verdict(request: Request[Any], acknowledged: tuple[str, ...] = ()) -> Verdict:
    said, now = request.body, request.ports.clock.now()
    return Verdict(request.principal.id, now, said.version, said.reason, acknowledged)


def _require_decider(request: Request[Any], proposal_id: str) -> None:
    role, deciders = request.principal.role, inbox.kind_of(request.ports, proposal_id).deciders
    if role not in deciders:
        raise Unacceptable("forbidden", "not_decided_by_role", role=role, roles=listed(deciders))
