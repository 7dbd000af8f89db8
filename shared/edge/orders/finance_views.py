"""What finance does with orders: money by hand, and what the channel takes back and gives again."""

from shared.domain.orders.disputes import DisputeKind
from shared.domain.orders.refunds_by_hand import Repayment
from shared.edge.callers.access import FINANCE
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.orders.finance_messages import (
    CaseReceipt,
    ManualRefund,
    PaymentReceipt,
    RepaymentReceipt,
    ReportCase,
)
from shared.usecases.orders import finish_refund, manual_payments, take_in_dispute
from shared.usecases.orders.manual_payments import ManualPayment

_ORDER = "/v1/orders/{order_id}"


@view("POST", f"{_ORDER}/manual-payment", roles=FINANCE, zh="人工确认收款")
def confirm_manual_payment(request: Request[ManualPayment], order_id: str) -> PaymentReceipt:
    """Confirm money that arrived outside the channel, at the time its evidence tells."""
    paid = request.body
    manual_payments.confirm_manual_payment(request.ports, request.command, order_id, paid)
    return PaymentReceipt(order_id=order_id, transaction=paid.transaction)


@view("POST", f"{_ORDER}/refunds/{{refund_id}}/manual-payment", roles=FINANCE, zh="人工完成退款")
def finish_refund_by_hand(
    request: Request[ManualRefund], order_id: str, refund_id: str
) -> RepaymentReceipt:
    """Finish a refund that the channel cannot carry out: its buyer was paid by hand."""
    paid = request.body
    repayment = Repayment(paid.transaction, paid.amount_fen, paid.paid_at, request.principal.id)
    finish_refund.finish_refund(request.ports, request.command, order_id, refund_id, repayment)
    return RepaymentReceipt(order_id=order_id, refund_id=refund_id, transaction=paid.transaction)


@view("POST", f"{_ORDER}/chargebacks", roles=FINANCE, zh="登记拒付", status=201)
def report_chargeback(request: Request[ReportCase], order_id: str) -> CaseReceipt:
    """Report that the channel took money back; commission is reversed as by a refund."""
    return _take_in(request, order_id, "chargeback")


@view("POST", f"{_ORDER}/disputes-won", roles=FINANCE, zh="登记拒付申诉成功", status=201)
def report_dispute_won(request: Request[ReportCase], order_id: str) -> CaseReceipt:
    """Report that the channel gave again what a chargeback took; so is its commission."""
    return _take_in(request, order_id, "dispute_won")


def _take_in(request: Request[ReportCase], order_id: str, kind: DisputeKind) -> CaseReceipt:
    case = request.body.case(by=request.principal.id)
    take_in_dispute.take_in_dispute(request.ports, request.command, order_id, kind, case)
    return CaseReceipt(
        order_id=order_id, kind=kind, case_no=case.number, amount_fen=case.amount_fen
    )
