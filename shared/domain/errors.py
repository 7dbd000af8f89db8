"""What the domain refuses, and why: codes with facts; what people read stands in shared/words."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

RefusalCode = Literal[
    "already_bound",
    "amount_mismatch",
    "amount_zero",
    "below_minimum",
    "idempotency_conflict",
    "illegal_transition",
    "insufficient_available",
    "invalid",
    "loop",
    "no_payout_account",
    "not_proposer",
    "outdated_version",
    "over_dispute",
    "over_refund",
    "payee_not_active",
    "payout_final",
    "period_open",
    "plan_refused",
    "reference_taken",
    "refund_final",
    "same_person",
    "unknown_order",
    "unknown_payout",
    "unknown_person",
    "unknown_plan",
    "unknown_policy",
    "unknown_proposal",
    "unknown_refund",
    "unknown_return",
    "unknown_settlement",
    "unknown_withdrawal",
    "warnings_open",
    "window_closed",
]


class Clause(NamedTuple):
    """A part of what is said: a code with facts, worded where the whole is."""

    code: str
    facts: "Mapping[str, Fact]" = {}


Fact: TypeAlias = int | str | Clause | tuple[Clause, ...]


class Refused(Exception):
    """A command that the rules refuse: nothing has changed.

    `code` is what clients act on, `reason` the case of it that people are told, with what to do
    next. `facts` carries what its words name and figures worth knowing (`refundable_fen`,
    `available_fen`), never personal data.
    """

    def __init__(self, code: RefusalCode, reason: str, /, **facts: Fact) -> None:
        super().__init__(f"{code}: {reason} {facts}")
        self.code: RefusalCode = code
        self.reason = reason
        self.facts = facts


class OutOfStep(Exception):
    """Records that were read one after the other do not fit together: read them again.

    Met again and again, it is a fault of ours.
    """


class Busy(Exception):
    """Others kept changing the same items: nothing has changed; ask again in a moment."""
