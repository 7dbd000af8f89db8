"""Awards beside all rules: proposed by one person and decided by another."""

from shared.edge.approvals.messages import ProposalReceipt
from shared.edge.awards.messages import (
    Awards,
    AwardView,
    ProposeAward,
)
from shared.edge.callers.access import OPERATOR, STAFF
from shared.edge.http.because import Because
from shared.edge.http.query import AFTER, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.awards import manual_awards
from shared.usecases.reading import require_distributor

_AWARDS = "/v1/distributors/{distributor_id}/awards"


@view("POST", _AWARDS, roles=OPERATOR, zh="申请额外奖励", status=201)
def propose_award(request: Request[ProposeAward], distributor_id: str) -> ProposalReceipt:
    """Propose an award beside all rules; another person has to approve it."""
    asked = request.body
    proposal = manual_awards.propose_award(
        request.ports,
        request.command,
        distributor_id,
        asked.award,
        request.decision(asked.reason),
    )
    return ProposalReceipt.of(proposal)


@view("GET", _AWARDS, roles=STAFF, zh="查询额外奖励", query=AFTER)
def list_awards_of(request: Request[None], distributor_id: str) -> Awards:
    """List a distributor's awards by hand with all that was done with them, oldest first."""
    require_distributor(request.ports, distributor_id)
    after = place_asked(request.query)
    return Awards.shown(
        manual_awards.awards_of(request.ports.store, distributor_id, after), AwardView.of
    )


@view("POST", f"{_AWARDS}/{{award_id}}/reversal", roles=OPERATOR, zh="申请撤销额外奖励", status=201)
def propose_reversal(
    request: Request[Because], distributor_id: str, award_id: str
) -> ProposalReceipt:
    """Propose to take a paid award back; another person has to approve it."""
    decision = request.decision(request.body.reason)
    proposal = manual_awards.propose_reversal(
        request.ports, request.command, distributor_id, award_id, decision
    )
    return ProposalReceipt.of(proposal)
