"""Awards beside all rules: proposed by one person and decided by another."""

from typing import Final

from shared.domain.awards.manual_awards import OPEN_AWARDS, StepKind
from shared.edge.awards.messages import AwardReceipt, Awards, ProposeAward
from shared.edge.callers.access import DECIDERS, FINANCE, OPERATOR, STAFF
from shared.edge.http.because import Because
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.awards import manual_awards
from shared.usecases.lists import longest_waiting
from shared.usecases.reading import require_distributor

MOST_OPEN: Final = 200
"""How many awards that wait for a second person one answer shows; the oldest come first."""

_AWARDS = "/v1/distributors/{distributor_id}/awards"
_AWARD = f"{_AWARDS}/{{award_id}}"


@view("POST", _AWARDS, roles=OPERATOR, zh="申请额外奖励", status=201)
def propose_award(request: Request[ProposeAward], distributor_id: str) -> AwardReceipt:
    """Propose an award beside all rules; another person has to approve it."""
    asked = request.body
    award = manual_awards.propose_award(
        request.ports,
        request.command,
        distributor_id,
        asked.award,
        request.decision(asked.reason),
    )
    return AwardReceipt(distributor=distributor_id, award_id=award.id, done="proposed")


@view("GET", _AWARDS, roles=STAFF, zh="查询额外奖励")
def list_awards_of(request: Request[None], distributor_id: str) -> Awards:
    """List a distributor's manual awards with all that was done with them, oldest first."""
    require_distributor(request.ports, distributor_id)
    return Awards.of(manual_awards.awards_of(request.ports.store, distributor_id))


@view("GET", "/v1/award-proposals", roles=STAFF, zh="待审批的额外奖励")
def list_open_awards(request: Request[None]) -> Awards:
    """List the awards and reversals that wait for a second person, the longest waiting first."""
    return Awards.of(longest_waiting(request.ports.store, OPEN_AWARDS, "", MOST_OPEN))


@view("POST", f"{_AWARD}/approval", roles=FINANCE, zh="批准额外奖励")
def approve_award(request: Request[Because], distributor_id: str, award_id: str) -> AwardReceipt:
    """Approve an award that another person has proposed: it is paid, debt first."""
    return _step(request, distributor_id, award_id, "approved")


@view("POST", f"{_AWARD}/rejection", roles=DECIDERS, zh="驳回额外奖励")
def reject_award(request: Request[Because], distributor_id: str, award_id: str) -> AwardReceipt:
    """Reject an award, or take one's own proposal back."""
    return _step(request, distributor_id, award_id, "rejected")


@view("POST", f"{_AWARD}/reversal", roles=OPERATOR, zh="申请撤销额外奖励")
def propose_reversal(request: Request[Because], distributor_id: str, award_id: str) -> AwardReceipt:
    """Propose to take a paid award back; another person has to approve it."""
    return _step(request, distributor_id, award_id, "reversal_proposed")


@view("POST", f"{_AWARD}/reversal/approval", roles=FINANCE, zh="批准撤销额外奖励")
def approve_reversal(request: Request[Because], distributor_id: str, award_id: str) -> AwardReceipt:
    """Take an award back as another person has proposed: from what is held or available."""
    return _step(request, distributor_id, award_id, "reversed")


@view("POST", f"{_AWARD}/reversal/rejection", roles=DECIDERS, zh="驳回撤销额外奖励")
def reject_reversal(request: Request[Because], distributor_id: str, award_id: str) -> AwardReceipt:
    """Leave an award as it is, against a proposal to take it back."""
    return _step(request, distributor_id, award_id, "reversal_rejected")


def _step(
    request: Request[Because], distributor_id: str, award_id: str, what: StepKind
) -> AwardReceipt:
    decision = request.decision(request.body.reason)
    manual_awards.decide_award(
        request.ports, request.command, distributor_id, award_id, what, decision
    )
    return AwardReceipt(distributor=distributor_id, award_id=award_id, done=what)
