"""A done command as it stands in the table."""

from typing import Any

from shared.domain.operations import DoneCommand
from tests.unit.adapters.samples import T0


def done_command(**more: Any) -> DoneCommand:
    who = {"by": "li/2#a", "role": "finance", "what": "approve_payout", "request": "request-1"}
    return DoneCommand(
        **{"id": "COMMAND", "body_hash": "hash", "at": T0, "subject": "payout/P1", **who, **more}
    )


EXAMPLES = (done_command(),)
