"""Decisions about proposals as tests make them: about the version that is there now."""

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.ports import Ports
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.inbox import inbox


def verdict_of(ports: Ports, proposal: str, by: Decision | str, *acknowledged: str) -> Verdict:
    seen = require_proposal(ports, proposal).version
    who, reason = (by.by, by.reason) if isinstance(by, Decision) else (by, None)
    return Verdict(who, ports.clock.now(), seen, reason, acknowledged)


def approve(
    ports: Ports, command: Command, proposal: str, by: Decision | str, *acknowledged: str
) -> Proposal:
    verdict = verdict_of(ports, proposal, by, *acknowledged)
    return inbox.approve(ports, command, proposal, verdict)


def reject(ports: Ports, command: Command, proposal: str, by: Decision | str) -> Proposal:
    return inbox.reject(ports, command, proposal, verdict_of(ports, proposal, by))


def withdraw(ports: Ports, command: Command, proposal: str, by: Decision | str) -> Proposal:
    return inbox.withdraw(ports, command, proposal, verdict_of(ports, proposal, by))
