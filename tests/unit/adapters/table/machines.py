"""Tokens of state machines as they stand in the table."""

from shared.domain.machines import TaskToken
from tests.unit.adapters.samples import at

EXAMPLES = (
    TaskToken(
        holder="ORDER#ORDERA", name="ORDER", token="token", awaiting="shipment", due_at=at(60)
    ),
    TaskToken(holder="ORDER#ORDERA", name="REFUND#R", token="token", awaiting="result"),
)
