"""What the domain refuses, and why: one code a reason, in the words of the rules."""

from typing import Literal

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


class Refused(Exception):
    """A command that the rules refuse: nothing has changed; `detail` says what to do next.

    `facts` carries figures worth knowing (`refundable_fen`, `available_fen`), never personal data.
    """

    def __init__(self, code: RefusalCode, detail: str, **facts: int | str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code: RefusalCode = code
        self.detail = detail
        self.facts = facts


class OutOfStep(Exception):
    """Records that were read one after the other do not fit together: read them again.

    Met again and again, it is a fault of ours.
    """


class Busy(Exception):
    """Others kept changing the same items: nothing has changed; ask again in a moment."""
