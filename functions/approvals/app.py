"""The inbox's API: whatever waits for a second person, and its decision.

No function that proposes can put in force what it proposes: only this one may.
"""

import os
from typing import Any

from shared.bootstrap import WiredPorts
from shared.domain.approvals.proposals import Verdict
from shared.edge.app import new_app
from shared.edge.approval_messages import (
    Approval,
    DecisionReceipt,
    ProposalReceipt,
    Proposals,
    ProposalView,
    Rejection,
    Revision,
    Withdrawal,
)
from shared.edge.http import view
from shared.edge.problems import Unacceptable
from shared.edge.query import AFTER
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.inbox import inbox

ports = WiredPorts(Settings(dict(os.environ)))
app = new_app("approvals")

_PROPOSAL = "/v1/approvals/{proposal_id}"


@view(app, "GET", "/v1/approvals", zh="待审批事项", query=AFTER)
def list_approvals(request: Request[None]) -> Proposals:
    """List what waits for a second person, the soonest to expire first."""
    return Proposals.of(*inbox.waiting(ports, request.query.get("after", "")))


@view(app, "GET", _PROPOSAL, zh="查询待审批事项")
def read_approval(_: Request[None], proposal_id: str) -> ProposalView:
    """Read a proposal: what it says, who proposed it, and what became of it."""
    return ProposalView.of(require_proposal(ports, proposal_id))


@view(app, "POST", f"{_PROPOSAL}/approval", zh="批准")
def approve_proposal(request: Request[Approval], proposal_id: str) -> DecisionReceipt:
    """Approve what another person has proposed: it happens now."""
    _require_decider(request, proposal_id)
    verdict = _verdict(request, acknowledged=request.body.acknowledged)
    return DecisionReceipt.of(inbox.approve(ports, request.command, proposal_id, verdict))


@view(app, "POST", f"{_PROPOSAL}/rejection", zh="驳回")
def reject_proposal(request: Request[Rejection], proposal_id: str) -> DecisionReceipt:
    """Reject what another person has proposed."""
    _require_decider(request, proposal_id)
    verdict = _verdict(request)
    return DecisionReceipt.of(inbox.reject(ports, request.command, proposal_id, verdict))


@view(app, "POST", f"{_PROPOSAL}/withdrawal", zh="撤回")
def withdraw_proposal(request: Request[Withdrawal], proposal_id: str) -> DecisionReceipt:
    """Take one's own proposal back."""
    verdict = _verdict(request)
    return DecisionReceipt.of(inbox.withdraw(ports, request.command, proposal_id, verdict))


@view(app, "POST", f"{_PROPOSAL}/revision", zh="修改申请")
def revise_proposal(request: Request[Revision], proposal_id: str) -> ProposalReceipt:
    """Change what one has proposed while nobody has decided; deciders look again."""
    verdict, content = _verdict(request), request.body.content
    return ProposalReceipt.of(inbox.revise(ports, request.command, proposal_id, verdict, content))


def _verdict(request: Request[Any], acknowledged: tuple[str, ...] = ()) -> Verdict:
    said = request.body
    now = ports.clock.now()
    return Verdict(request.principal.id, now, said.version, said.reason, acknowledged)


def _require_decider(request: Request[Any], proposal_id: str) -> None:
    role = request.principal.role
    if role not in inbox.kind_of(ports, proposal_id).deciders:
        raise Unacceptable("forbidden", f"This is not decided by the role {role}.")
