"""How proposals are read and decided, whatever they are about."""

from collections.abc import Sequence

from fenrun.client.client import path_of
from fenrun.client.problem import Answer
from fenrun.client.stack import Stack
from fenrun.roles import PersonRole

APPROVALS = "/v1/approvals"


def read_proposal(stack: Stack, proposal_id: str) -> Answer:
    """Read a proposal as finance does. Errors: Problem."""
    return stack.staff("finance").get(APPROVALS + path_of(proposal_id))


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
) -> Answer:
    """Decide about the version that was seen: `approval`, `rejection`, `withdrawal`.

    Errors: Problem.
    """
    body: dict[str, object] = {"version": seen}
    if reason is not None:
        body["reason"] = reason
    if acknowledged:
        body["acknowledged"] = list(acknowledged)
    return stack.person(*who).post(APPROVALS + path_of(proposal_id, what), body, key=key)
