"""Take in a channel's verified notice: a payment, a refund or a transfer, once."""

from shared.domain.channel.channel import Notice, RefundReport
from shared.domain.channel.odd_notices import OddNotice
from shared.domain.errors import Refused
from shared.ports import Conflict, Ports
from shared.usecases.orders.carry_out_refund import record_refund
from shared.usecases.orders.confirm_payment import confirm_payment, tell_wrong_amount
from shared.usecases.payouts.payouts import payout_of_bill, record_transfer

CHANNEL = "wechat"

# These will not become true by repeating the notice: an operator has to look.
_ODD = frozenset({"amount_mismatch", "payout_final", "refund_final"})


def take_notice(ports: Ports, notice: Notice) -> None:
    """Let a notice have its effect, once; money that fits nothing is kept for an operator.

    Errors: unknown_order and the like, so that the channel repeats what came before its order.
    """
    try:
        _take(ports, notice)
    except Refused as refused:
        if notice.payment is not None and refused.code == "amount_mismatch":
            tell_wrong_amount(ports, notice.payment)
        if refused.code in _ODD or notice.payment is not None:
            _keep(ports, notice, refused)
        if refused.code not in _ODD:
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


def _keep(ports: Ports, notice: Notice, refused: Refused) -> None:
    number, amount = _money(notice)
    odd = OddNotice(
        channel=CHANNEL,
        notice=notice.notice_id,
        reason=refused.code,
        order=number,
        amount_fen=amount,
        at=ports.clock.now(),
    )
    try:
        ports.store.commit([odd])
    except Conflict:
        return  # The same notice is kept already.


def _money(notice: Notice) -> tuple[str, int]:
    if notice.payment is not None:
        return notice.payment.order_id, notice.payment.amount_fen
    if notice.transfer is not None:
        return notice.transfer.bill_no, notice.transfer.amount_fen or 0
    if notice.refund is not None:
        return notice.refund.order_id or "", notice.refund.amount_fen or 0
    raise ValueError(f"the notice {notice.notice_id} says nothing")
