"""Decide a proposal, once: with all that follows from it, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from shared.domain.approvals import proposals
from shared.domain.approvals.proposals import OPEN_PROPOSALS, Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.remembering import first_time, once
from shared.usecases.retrying import retried

PAGE = 50

Decided: TypeAlias = tuple[Proposal, Sequence[Record]]
"""A proposal as it is decided, and the records that change with it."""


def approve(
    ports: Ports, command: Command, kind: ApprovalKind, proposal_id: str, verdict: Verdict
) -> Proposal:
    """Let what another person has proposed happen.

    Errors: unknown_proposal, illegal_transition, outdated_version, same_person,
    idempotency_conflict; what the kind refuses.
    """

    def approved(proposal: Proposal) -> Decided:
        proposals.require_another(proposal, verdict)
        outcome, records = kind.approve(ports, command, proposal, verdict)
        return proposals.approve(proposal, verdict, outcome), records

    return _decide(ports, command, kind, proposal_id, verdict, approved)


def reject(
    ports: Ports, command: Command, kind: ApprovalKind, proposal_id: str, verdict: Verdict
) -> Proposal:
    """Let what another person has proposed not happen.

    Errors: unknown_proposal, illegal_transition, outdated_version, same_person,
    idempotency_conflict.
    """

    def rejected(proposal: Proposal) -> Decided:
        decided = proposals.reject(proposal, verdict)
        return decided, kind.close(ports, command, proposal, verdict)

    return _decide(ports, command, kind, proposal_id, verdict, rejected)


def withdraw(
    ports: Ports, command: Command, kind: ApprovalKind, proposal_id: str, verdict: Verdict
) -> Proposal:
    """Take one's own proposal back.

    Errors: unknown_proposal, illegal_transition, outdated_version, not_proposer,
    idempotency_conflict.
    """

    def withdrawn(proposal: Proposal) -> Decided:
        decided = proposals.withdraw(proposal, verdict)
        return decided, kind.close(ports, command, proposal, verdict)

    return _decide(ports, command, kind, proposal_id, verdict, withdrawn)


def revise(
    ports: Ports,
    command: Command,
    kind: ApprovalKind,
    proposal_id: str,
    verdict: Verdict,
    content: Mapping[str, Any],
) -> Proposal:
    """Let the proposer change what he proposes; whoever has seen the version before looks again.

    Errors: unknown_proposal, illegal_transition, outdated_version, not_proposer,
    idempotency_conflict; invalid for a kind that is not revised, or content that it refuses.
    """
    change = kind.revise
    if change is None:
        raise Refused("invalid", "never_revised", kind=kind.name)

    def revised(proposal: Proposal) -> Decided:
        return proposals.revise(proposal, change(ports, proposal, content), verdict), ()

    return _decide(ports, command, kind, proposal_id, verdict, revised)


def expire_proposals(ports: Ports, until: datetime, may_go_on: Callable[[], bool]) -> int:
    """Close the open proposals that nobody decided in time, while there is time; say how many."""
    closed = 0
    while may_go_on():
        keys = ports.store.waiting(OPEN_PROPOSALS, limit=PAGE).items
        late = [
            each
            for each in ports.store.get_all(Proposal, keys, exact=True)
            if proposals.is_expired(each, until)
        ]
        for each in late:
            retried(partial(_expire, ports, each.key, until))
        closed += len(late)
        if len(late) < PAGE:
            return closed
    return closed


def _expire(ports: Ports, proposal_id: str, until: datetime) -> None:
    proposal = require_proposal(ports, proposal_id)
    if proposals.is_expired(proposal, until):
        ports.store.commit([proposals.expire(proposal, until)])


def _decide(
    ports: Ports,
    command: Command,
    kind: ApprovalKind,
    proposal_id: str,
    verdict: Verdict,
    decision: Callable[[Proposal], Decided],
) -> Proposal:
    """Store a decision with all that follows from it; a repeat answers the proposal as it is."""

    def attempt() -> Proposal:
        proposal = require_proposal(ports, proposal_id, kind.name, scope=command.scope)
        subject = kind.subject_of(proposal.subject)
        request = first_time(ports, command, subject, verdict.reason)
        if request:
            decided, effects = decision(proposal)
            told = proposals.told(decided, verdict, command.id)
            ports.store.commit([told, *effects, *request])
        return require_proposal(ports, proposal_id, kind.name)

    return once(ports.store, command, attempt)
