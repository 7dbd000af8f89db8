"""What is proposed for the rulebook: made by one person, decided once, whatever it is.

A version never changes; its number is given with the approval, one after the other even when two
are approved at once. Source: A164; rules.md, Compliance guard; feature 41.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from shared.domain.commands import Command
from shared.domain.errors import RefusalCode, Refused
from shared.domain.records import Record
from shared.domain.rulebook import rule_proposals as proposals
from shared.domain.rulebook.rule_proposals import Document, RuleProposal
from shared.domain.rulebook.versions import RuleKind, RuleVersion, version_key
from shared.ports import Ports
from shared.usecases.remembering import first_time, once

MOST_OPEN = 200
"""How many open proposals one answer shows; the oldest come first."""

Decision: TypeAlias = Callable[[RuleProposal], tuple[RuleProposal, Sequence[Record]]]
"""Gives the decided proposal, and the records that come with it."""


def propose(ports: Ports, command: Command, wanted: Document, by: str) -> RuleProposal:
    """Propose a document under the command's id. Errors: invalid, idempotency_conflict."""

    def attempt() -> RuleProposal:
        kind = proposals.kind_of(wanted)
        request = first_time(ports, command, proposals.subject_of(kind, command.id))
        if not request:
            return require_proposal(ports, kind, command.id)
        new = proposals.propose(command.id, wanted, by, ports.clock.now())
        ports.store.commit([new, *request])
        return new

    return once(ports.store, command, attempt)


def decide(
    ports: Ports,
    command: Command,
    kind: RuleKind,
    proposal_id: str,
    decision: Decision,
    reason: str | None = None,
) -> RuleProposal:
    """Store a decision with all that follows from it, once.

    Errors: unknown_proposal, idempotency_conflict; what the decision refuses.
    """

    def attempt() -> RuleProposal:
        subject = proposals.subject_of(kind, proposal_id)
        request = first_time(ports, command, subject, reason)
        proposal = require_proposal(ports, kind, proposal_id)
        if not request:
            return proposal
        decided, effects = decision(proposal)
        ports.store.commit([decided, *effects, *request])
        return decided

    return once(ports.store, command, attempt)


def reject(
    ports: Ports, command: Command, kind: RuleKind, proposal_id: str, by: str, reason: str
) -> RuleProposal:
    """Reject a proposal, or take one's own back.

    Errors: unknown_proposal, illegal_transition, idempotency_conflict.
    """

    def rejected(proposal: RuleProposal) -> tuple[RuleProposal, Sequence[Record]]:
        return proposals.reject(proposal, by, ports.clock.now(), reason), ()

    return decide(ports, command, kind, proposal_id, rejected, reason)


def require_proposal(ports: Ports, kind: RuleKind, proposal_id: str) -> RuleProposal:
    """Load a proposal of a plan or a policy. Errors: unknown_proposal."""
    proposal = ports.store.get(RuleProposal, f"{kind}/{proposal_id}")
    if proposal is None:
        raise Refused("unknown_proposal", f"no {kind} was proposed as {proposal_id}")
    return proposal


def require_version(ports: Ports, kind: RuleKind, number: int) -> RuleVersion:
    """Load a stored version. Errors: unknown_plan, unknown_policy."""
    version = ports.store.get(RuleVersion, version_key(kind, number))
    if version is None:
        code: RefusalCode = "unknown_plan" if kind == "plan" else "unknown_policy"
        raise Refused(code, f"the {kind} has no version {number}")
    return version


def version_of(ports: Ports, approved: RuleProposal) -> RuleVersion:
    """Give the version that an approved proposal is. Errors: unknown_plan, unknown_policy."""
    return require_version(ports, approved.kind, approved.number or 0)
