"""Refunds that an operator pays back outside the channel: finished once, by their evidence.

Source: rules.md, Refund: closed or abnormal, then another route, by hand with evidence.
"""

from datetime import datetime
from typing import NamedTuple

from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.orders.refund_record import ByHand, Refund
from shared.domain.orders.refunds import OPERATOR
from shared.domain.records import NOTHING
from shared.domain.times import FAR, whole_second


class Repayment(NamedTuple):
    """A transfer to a buyer, by its evidence, and who reports it; `amount_fen` in fen."""

    transaction: str
    amount_fen: int
    paid_at: datetime
    by: str


def finish(refund: Refund, repayment: Repayment, occasion: Occasion) -> Refund:
    """Give the refund as paid. Errors: illegal_transition, amount_mismatch, invalid."""
    now = occasion.now
    paid_at = whole_second(repayment.paid_at)
    _require_fitting(refund, repayment.amount_fen)
    if not refund.decided_at <= paid_at <= now:
        raise Refused("invalid", "repayment_date_unfit")
    by_hand = ByHand(
        transaction=repayment.transaction, paid_at=paid_at, by=repayment.by, recorded_at=now
    )
    done = refund.changed(state="success", by_hand=by_hand, **refund.waits(NOTHING, FAR))
    facts = {"transaction": repayment.transaction}
    paid = occasion.moment("refund_paid", paid_at, amount_fen=refund.amount_fen, facts=facts)
    return done.telling(paid)


def _require_fitting(refund: Refund, amount: int) -> None:
    if refund.awaiting != OPERATOR:
        raise Refused("illegal_transition", "refund_waits_for_nobody", state=refund.state)
    if amount != refund.amount_fen:
        raise Refused(
            "amount_mismatch",
            "repayment_differs",
            refund_fen=refund.amount_fen,
            paid_fen=amount,
        )
