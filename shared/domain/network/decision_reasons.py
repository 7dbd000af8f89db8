"""Why a decision about a person moved money: all that was held for him is released or forfeited.

Source: rules.md, People; A089.
"""

from typing import Literal

from shared.domain.exactly import exact_yuan
from shared.domain.ledger.journal import Posting
from shared.domain.money import UNITS
from shared.domain.network.people import ProfileChange
from shared.domain.records import Value


class DecisionWhy(Value):
    """The reason of a posting of a decision; what it moved was explained when it was held."""

    kind: Literal["decision"] = "decision"
    cause: str
    raw: str
    rounding_rest: str
    decided_by: str
    reason: str


def explain_decision(change: ProfileChange, posting: Posting) -> DecisionWhy:
    """Explain a posting of a decision's journal."""
    return DecisionWhy(
        cause=change.cause,
        raw=exact_yuan(posting.amount_fen * UNITS),
        rounding_rest=exact_yuan(0),
        decided_by=change.decision.by,
        reason=change.decision.reason,
    )
