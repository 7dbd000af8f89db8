"""A proposal as it stands in the table."""

from typing import Any

from shared.domain.approvals.proposals import Proposal
from tests.unit.adapters.samples import at


def approval(proposal_id: str = "PROPOSALA", minutes: int = 0, **more: Any) -> Proposal:
    fields = {"kind": "plan", "subject": "plan", "content": {"name": "a"}, **more}
    return Proposal(id=proposal_id, proposed_by="ops", proposed_at=at(minutes), **fields)


EXAMPLES = (approval(),)
