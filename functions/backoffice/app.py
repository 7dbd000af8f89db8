"""The back office's API: settlements, awards of periods, payouts under review, money by hand."""

import os

from shared.bootstrap import WiredPorts
from shared.domain.orders.disputes import DisputeKind
from shared.domain.orders.refunds_by_hand import Repayment
from shared.edge.app import new_app
from shared.edge.backoffice_messages import (
    CaseReceipt,
    ManualPayment,
    PaymentReceipt,
    RepaymentReceipt,
    ReportCase,
    SettlementReceipt,
    SettlementView,
    StartSettlement,
)
from shared.edge.distributor_messages import PayoutView
from shared.edge.http import view
from shared.edge.period_messages import EvaluationsView
from shared.edge.query import AFTER
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.orders import confirm_payment, finish_refund, take_in_dispute
from shared.usecases.payouts import payouts, settle_period, settlement_statement
from shared.usecases.periods import period_statements

ports = WiredPorts(Settings(dict(os.environ)))
app = new_app("backoffice")


@view(app, "POST", "/v1/settlements", zh="发起结算", status=201)
def start_settlement(request: Request[StartSettlement]) -> SettlementReceipt:
    """Start the settlement of a period that has ended."""
    period = request.body.period
    run = settle_period.start_settlement(ports, request.command, period, by=request.principal.id)
    return SettlementReceipt(period=period, round=run.commands.get(request.command.id, run.round))


@view(app, "GET", "/v1/settlements/{period}", zh="查询结算")
def read_settlement(_: Request[None], period: str) -> SettlementView:
    """Read a settlement: who is proposed what, and what was paid."""
    return SettlementView.of(*settlement_statement.settlement_of(ports, period))


@view(app, "GET", "/v1/evaluations/{period}", zh="查询周期奖励核算", query=AFTER)
def read_evaluations(request: Request[None], period: str) -> EvaluationsView:
    """Read what the rules of a period came to: evaluations, and the awards, each explained."""
    after = request.query.get("after", "")
    found = period_statements.evaluations_of(ports, period, after)
    return EvaluationsView.of(period, *found)


@view(app, "GET", "/v1/payouts/{payout_id}", zh="查询打款")
def read_payout(_: Request[None], payout_id: str) -> PayoutView:
    """Read a payout and its transfers."""
    return PayoutView.of(payouts.require_payout(ports, payout_id))


@view(app, "POST", "/v1/orders/{order_id}/manual-payment", zh="人工确认收款")
def confirm_manual_payment(request: Request[ManualPayment], order_id: str) -> PaymentReceipt:
    """Confirm money that arrived outside the channel, at the time its evidence tells."""
    paid = request.body
    confirm_payment.confirm_manual_payment(
        ports, request.command, order_id, paid.transaction, paid.amount_fen, paid.paid_at
    )
    return PaymentReceipt(order_id=order_id, transaction=paid.transaction)


@view(app, "POST", "/v1/orders/{order_id}/chargebacks", zh="登记拒付", status=201)
def report_chargeback(request: Request[ReportCase], order_id: str) -> CaseReceipt:
    """Report that the channel took money back; commission is reversed as by a refund."""
    return _take_in(request, order_id, "chargeback")


@view(app, "POST", "/v1/orders/{order_id}/disputes-won", zh="登记拒付申诉成功", status=201)
def report_dispute_won(request: Request[ReportCase], order_id: str) -> CaseReceipt:
    """Report that the channel gave again what a chargeback took; so is its commission."""
    return _take_in(request, order_id, "dispute_won")


@view(
    app,
    "POST",
    "/v1/orders/{order_id}/refunds/{refund_id}/manual-payment",
    zh="人工完成退款",
)
def finish_refund_by_hand(
    request: Request[ManualPayment], order_id: str, refund_id: str
) -> RepaymentReceipt:
    """Finish a refund that the channel cannot carry out: its buyer was paid by hand."""
    paid = request.body
    repayment = Repayment(paid.transaction, paid.amount_fen, paid.paid_at, request.principal.id)
    finish_refund.finish_refund(ports, request.command, order_id, refund_id, repayment)
    return RepaymentReceipt(order_id=order_id, refund_id=refund_id, transaction=paid.transaction)


def _take_in(request: Request[ReportCase], order_id: str, kind: DisputeKind) -> CaseReceipt:
    case = request.body.case(by=request.principal.id)
    take_in_dispute.take_in_dispute(ports, request.command, order_id, kind, case)
    return CaseReceipt(
        order_id=order_id, kind=kind, case_no=case.number, amount_fen=case.amount_fen
    )
