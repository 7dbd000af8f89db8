"""How proposals are read and decided in the running Fenrun, whatever they are about."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from infra.cli.client import Client
from shared.edge.callers.access import PersonRole

APPROVALS = "/v1/approvals"


def read_proposal(client: Client, proposal_id: str) -> dict[str, Any]:
    """Read a proposal as finance does. Errors: ProblemAnswer."""
    return client.as_person("finance", "finance", "GET", path_of(proposal_id))


def decide(  # noqa: PLR0913 - who decides what, how and why
    client: Client,
    who: tuple[PersonRole, str],
    proposal_id: str,
    what: str,
    *,
    seen: int,
    reason: str | None = None,
    acknowledged: Sequence[str] = (),
    key: str | None = None,
) -> dict[str, Any]:
    """Decide about the version that was seen: `approval`, `rejection`, `withdrawal`.

    Errors: ProblemAnswer.
    """
    body: dict[str, object] = {"version": seen}
    if reason is not None:
        body["reason"] = reason
    if acknowledged:
        body["acknowledged"] = list(acknowledged)
    return client.as_person(*who, "POST", f"{path_of(proposal_id)}/{what}", body, key)


def path_of(proposal_id: str) -> str:
    """Give the path of a proposal."""
    return f"{APPROVALS}/{quote(proposal_id, safe='')}"
