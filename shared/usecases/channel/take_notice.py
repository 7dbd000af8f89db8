"""Take in a channel's verified notice: a payment, a refund or a transfer, once."""

from shared.domain.channel.channel import Notice, RefundReport
from shared.domain.commands import BY_CHANNEL
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.odd_notices.reports import odd_payment, odd_refund, odd_transfer
from shared.ports import Ports
from shared.usecases.odd_notices.keeping import keep
from shared.usecases.orders.carry_out_refund import record_refund
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.payouts.payouts import payout_of_bill, record_transfer

# These will not become true by repeating the notice: an operator has to look.
_ODD = frozenset({"amount_mismatch", "payout_final", "refund_final"})


def take_notice(ports: Ports, notice: Notice) -> None:
    """Let a notice have its effect, once; money that fits nothing is kept for an operator.

    Errors: unknown_order and the like, so that the channel repeats what came before its order.
    """
    try:
        _take(ports, notice)
    except Refused as refused:
        if refused.code not in _ODD and notice.payment is None:
            raise
        kept = keep(ports, _odd(ports, notice, refused))
        if refused.code not in _ODD and kept.state == "open":
            raise


def _take(ports: Ports, notice: Notice) -> None:
    if notice.payment is not None:
        confirm_payment(ports, notice.payment)
    elif notice.refund is not None:
        record_refund(ports, _order_of(notice.refund), notice.refund)
    elif notice.transfer is not None:
        record_transfer(ports, payout_of_bill(notice.transfer.bill_no), notice.transfer)


def _order_of(report: RefundReport) -> str:
    if report.order_id is None:
        raise Refused("unknown_order", "refund_names_no_order", refund_id=report.refund_id)
    return report.order_id


def _odd(ports: Ports, notice: Notice, refused: Refused) -> OddNotice:
    occasion = Occasion(ports.clock.now(), BY_CHANNEL)
    if notice.payment is not None:
        return odd_payment(notice.payment, refused, occasion)
    if notice.refund is not None:
        return odd_refund(notice.notice_id, notice.refund, refused, occasion)
    if notice.transfer is not None:
        payout = payout_of_bill(notice.transfer.bill_no)
        return odd_transfer(notice.notice_id, notice.transfer, payout, refused, occasion)
    raise ValueError(f"the notice {notice.notice_id} says nothing")
