"""What waits for a second person, and its decision, whatever it is about."""

from collections.abc import Mapping
from typing import Any

from shared.domain.approvals.proposals import OPEN_PROPOSALS, Proposal, Verdict, is_expired
from shared.domain.commands import Command
from shared.domain.ownership import ALL, Scope
from shared.ports import Page, Ports
from shared.usecases.approvals import deciding
from shared.usecases.approvals.kinds import ApprovalKind
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.inbox.kinds import KINDS


def waiting(ports: Ports, after: str = "") -> Page[Proposal]:
    """Give a page of what waits for a second person, the soonest to expire first."""
    keys, following = ports.store.waiting(OPEN_PROPOSALS, after=after)
    now = ports.clock.now()
    kept = ports.store.get_all(Proposal, keys)
    found = (_as_it_stands(ports, each) for each in kept if not is_expired(each, now))
    return Page([each for each in found if each.state == "open"], following)


def read(ports: Ports, proposal_id: str) -> Proposal:
    """Give a proposal as it stands. Errors: unknown_proposal."""
    return _as_it_stands(ports, require_proposal(ports, proposal_id))


def _as_it_stands(ports: Ports, proposal: Proposal) -> Proposal:
    if proposal.state != "open":
        return proposal
    return KINDS[proposal.kind].standing(ports, proposal)


def kind_of(ports: Ports, proposal_id: str, scope: Scope = ALL) -> ApprovalKind:
    """Give the kind of a proposal. Errors: unknown_proposal."""
    return KINDS[require_proposal(ports, proposal_id, scope=scope).kind]


def approve(ports: Ports, command: Command, proposal_id: str, verdict: Verdict) -> Proposal:
    """Let what is proposed happen. Errors: as its kind's."""
    kind = kind_of(ports, proposal_id, command.scope)
    return deciding.approve(ports, command, kind, proposal_id, verdict)


def reject(ports: Ports, command: Command, proposal_id: str, verdict: Verdict) -> Proposal:
    """Let what is proposed not happen. Errors: as its kind's."""
    kind = kind_of(ports, proposal_id, command.scope)
    return deciding.reject(ports, command, kind, proposal_id, verdict)


def withdraw(ports: Ports, command: Command, proposal_id: str, verdict: Verdict) -> Proposal:
    """Take one's own proposal back. Errors: as its kind's."""
    kind = kind_of(ports, proposal_id, command.scope)
    return deciding.withdraw(ports, command, kind, proposal_id, verdict)


def revise(
    ports: Ports,
    command: Command,
    proposal_id: str,
    verdict: Verdict,
    content: Mapping[str, Any],
) -> Proposal:
    """Let the proposer change what he proposes. Errors: as its kind's."""
    kind = kind_of(ports, proposal_id, command.scope)
    return deciding.revise(ports, command, kind, proposal_id, verdict, content)
