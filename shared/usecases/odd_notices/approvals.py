"""What the approval of a decision about odd money changes."""

from shared.domain.approvals.proposals import Proposal, Verdict, lapse
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import resolved
from shared.domain.odd_notices.resolutions import OUTCOMES, Choice, require_choice
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import others_lapsed
from shared.usecases.odd_notices.reading import require_odd_notice


def _resolved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    # Most that is approved touches no order: its rules wait for the first that does.
    from shared.usecases.odd_notices.settling import effects  # noqa: PLC0415

    notice = require_odd_notice(ports.store, proposal.subject)
    choice: Choice = proposal.content["choice"]
    require_choice(notice, choice)
    occasion = Occasion(verdict.at, command.id, verdict.by)
    decision = Decision(by=proposal.proposed_by, reason=proposal.reason or "-")
    closed = resolved(notice, OUTCOMES[choice], occasion, decision)
    changed = effects(ports, notice, choice, occasion)
    outcome = {"resolution": OUTCOMES[choice]}
    dead = others_lapsed(ports, ODD_NOTICE, notice.id, occasion, outcome, but=proposal.id)
    return Approved(outcome, [closed, *changed, *dead])


def _standing(ports: Ports, proposal: Proposal) -> Proposal:
    """Show what is proposed as lapsed once the order has seen to its money by itself.

    Whatever closes a notice with its order knows no proposals, and may write none.
    """
    notice = require_odd_notice(ports.store, proposal.subject)
    if notice.resolved_at is None or notice.resolution is None:
        return proposal
    occasion = Occasion(notice.resolved_at, proposal.id)
    return lapse(proposal, occasion, {"resolution": notice.resolution})


ODD_NOTICE = ApprovalKind(
    name="odd_notice",
    approve=_resolved,
    deciders=frozenset({"finance"}),
    standing=_standing,
)
"""Money that does not fit is to be taken as its order's payment, or to be paid back."""

APPROVALS = (ODD_NOTICE,)
