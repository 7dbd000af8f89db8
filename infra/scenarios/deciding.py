"""Who decides in a story, and that he has seen what he decides about."""

from collections.abc import Sequence

from infra.scenarios.stage import Stage
from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.usecases.inbox import inbox

BY_OPERATOR = Decision(by="operator", reason="the story says so")
BY_FINANCE = Decision(by="finance", reason="the story says so")


def verdict_of(
    stage: Stage, proposal: Proposal, by: str, acknowledged: Sequence[str] = ()
) -> Verdict:
    """Let somebody decide now about a proposal as it stands."""
    now = stage.clock.now()
    return Verdict(by, now, proposal.version, BY_FINANCE.reason, tuple(acknowledged))


def approve_at_once(
    stage: Stage, command: Command, proposal: Proposal, acknowledged: Sequence[str] = ()
) -> None:
    """Let finance approve what a command of an operator has proposed."""
    approval = stage.command(f"approve {command.id}")
    verdict = verdict_of(stage, proposal, BY_FINANCE.by, acknowledged)
    inbox.approve(stage.ports, approval, proposal.id, verdict)
