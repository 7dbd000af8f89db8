"""What is kept of each kind of report that cannot be taken in."""

from shared.domain.channel.channel import Payment, RefundReport, TransferReport
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import WECHAT, OddNotice, kept, resolved, spelt
from shared.domain.orders.refund_record import Refund


def odd_payment(payment: Payment, refused: Refused, occasion: Occasion) -> OddNotice:
    """Make what is kept of a payment that was refused."""
    return _of_payment(payment, refused.code, _fact(refused, "due_fen"), occasion)


def second_payment(payment: Payment, occasion: Occasion) -> OddNotice:
    """Make what is kept of a second payment: nobody has to decide, it goes back."""
    return resolved(_of_payment(payment, "paid_twice", None, occasion), "paid_back", occasion)


def _of_payment(
    payment: Payment, reason: str, expected_fen: int | None, occasion: Occasion
) -> OddNotice:
    notice = OddNotice(
        channel=WECHAT,
        notice=spelt(payment.transaction_id),
        kind="payment",
        reason=reason,
        order=payment.order_id,
        amount_fen=payment.amount_fen,
        expected_fen=expected_fen,
        at=occasion.now,
        transaction=payment.transaction_id,
        paid_under=payment.number,
        paid_at=payment.paid_at,
    )
    return kept(notice, occasion)


def odd_refund(
    number: str, report: RefundReport, refused: Refused, occasion: Occasion
) -> OddNotice:
    """Make what is kept of a refund's report that contradicts what we know."""
    notice = OddNotice(
        channel=WECHAT,
        notice=spelt(number),
        kind="refund",
        reason=refused.code,
        order=report.order_id or "",
        amount_fen=report.amount_fen or 0,
        expected_fen=_fact(refused, "refund_fen"),
        at=occasion.now,
        subject=report.refund_id,
    )
    return kept(notice, occasion)


def odd_transfer(
    number: str, report: TransferReport, payout: str, refused: Refused, occasion: Occasion
) -> OddNotice:
    """Make what is kept of a transfer's report that contradicts what we know."""
    notice = OddNotice(
        channel=WECHAT,
        notice=spelt(number),
        kind="transfer",
        reason=refused.code,
        order=report.bill_no,
        amount_fen=report.amount_fen or 0,
        at=occasion.now,
        subject=payout,
    )
    return kept(notice, occasion)


def given_up(refund: Refund, occasion: Occasion) -> OddNotice:
    """Make what is kept of a refund that the channel will not carry out: the buyer is owed it.

    Nothing was to be expected of money that no order of ours had.
    """
    notice = OddNotice(
        channel=WECHAT,
        notice=f"refund-{refund.id}",
        kind="refund",
        reason=f"refund_{refund.state}",
        order=refund.order,
        amount_fen=refund.amount_fen,
        expected_fen=refund.amount_fen if refund.storefront else None,
        at=occasion.now,
        subject=refund.id,
    )
    return kept(notice, occasion)


def _fact(refused: Refused, name: str) -> int | None:
    fact = refused.facts.get(name)
    return fact if isinstance(fact, int) else None
