"""How proposals are read and decided, whatever they are about."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypedDict, cast

from fenrun.client.client import path_of
from fenrun.client.problem import Answer
from fenrun.client.stack import Stack
from fenrun.roles import PersonRole

APPROVALS = "/v1/approvals"


class ProposalLine(TypedDict):
    """What waits for a second person, in a list."""

    proposal_id: str
    version: int
    kind: str
    kind_zh: str
    subject: str
    payee: str | None
    amount_fen: int | None
    state: str
    proposed_by: str
    proposed_at: str
    reason: str | None
    expires_at: str | None


class Proposal(ProposalLine):
    """A proposal with what it says, and what became of it."""

    content: Answer
    decided_by: str | None
    decided_at: str | None
    decision_reason: str | None
    outcome: Answer


class Decision(TypedDict):
    """What a decision made of a proposal."""

    proposal_id: str
    kind: str
    subject: str
    state: str
    outcome: Answer


def waiting(stack: Stack) -> Iterator[ProposalLine]:
    """Read all that waits for a second person. Errors: Problem."""
    for each in stack.staff("finance").items(APPROVALS):
        yield cast("ProposalLine", each)


def read_proposal(stack: Stack, proposal_id: str) -> Proposal:
    """Read a proposal as finance does. Errors: Problem."""
    return cast("Proposal", stack.staff("finance").get(APPROVALS + path_of(proposal_id)))


def decide(  # noqa: PLR0913 - who decides what, how and why
    stack: Stack,
    who: tuple[PersonRole, str],
    proposal_id: str,
    what: str,
    *,
    seen: int,
    reason: str | None = None,
    acknowledged: Sequence[str] = (),
    key: str | None = None,
) -> Decision:
    """Decide about the version that was seen: `approval`, `rejection`, `withdrawal`.

    Errors: Problem.
    """
    body: dict[str, object] = {"version": seen}
    if reason is not None:
        body["reason"] = reason
    if acknowledged:
        body["acknowledged"] = list(acknowledged)
    path = APPROVALS + path_of(proposal_id, what)
    return cast("Decision", stack.person(*who).post(path, body, key=key))


def put_in_force(
    stack: Stack, proposals: str, body: Answer, keys: tuple[str | None, str | None] = (None, None)
) -> datetime:
    """Let the operator propose a document and finance approve it, whatever the guard warns of.

    Give when it is in force. Under the same keys, a repeat changes nothing. Errors: Problem.
    """
    proposed = stack.person("operator").post(proposals, body, key=keys[0])
    shown = stack.person("finance").get(proposals + path_of(proposed["proposal_id"]))
    outcome = shown["outcome"]
    if shown["state"] == "open":
        outcome = _approved(stack, proposed["proposal_id"], shown, keys[1])
    return datetime.fromisoformat(outcome["effective_from"])


def _approved(stack: Stack, proposal_id: str, shown: Answer, key: str | None) -> Answer:
    warnings = [each["code"] for each in shown["findings"] if each["severity"] == "warning"]
    finance: tuple[PersonRole, str] = ("finance", "")
    return decide(
        stack,
        finance,
        proposal_id,
        "approval",
        seen=shown["version"],
        acknowledged=warnings,
        key=key,
    )["outcome"]
