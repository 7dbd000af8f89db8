"""The back office's API: settlements, payouts under review, manual payments, distributors."""

import os

from shared.bootstrap import WiredPorts
from shared.edge.app import new_app
from shared.edge.backoffice_messages import (
    ApprovalReceipt,
    DistributorReceipt,
    Enrol,
    ManualPayment,
    PaymentReceipt,
    SettlementReceipt,
    SettlementView,
    StartSettlement,
)
from shared.edge.distributor_messages import PayoutView
from shared.edge.http import view
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases import confirm_payment, payouts, people, settle_period, statements

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
    return SettlementView.of(*statements.settlement_of(ports, period))


@view(app, "POST", "/v1/settlements/{period}/approval", zh="审批结算")
def approve_settlement(request: Request[None], period: str) -> ApprovalReceipt:
    """Approve a settlement: its money moves."""
    settle_period.approve_settlement(ports, request.command, period, by=request.principal.id)
    return ApprovalReceipt(approved=period)


@view(app, "GET", "/v1/payouts/{payout_id}", zh="查询打款")
def read_payout(_: Request[None], payout_id: str) -> PayoutView:
    """Read a payout and its transfers."""
    return PayoutView.of(payouts.require_payout(ports, payout_id))


@view(app, "POST", "/v1/payouts/{payout_id}/approval", zh="审批打款")
def approve_payout(request: Request[None], payout_id: str) -> ApprovalReceipt:
    """Approve a payout that waits for review: it is sent."""
    payouts.approve_payout(ports, request.command, payout_id, by=request.principal.id)
    return ApprovalReceipt(approved=payout_id)


@view(app, "POST", "/v1/orders/{order_id}/manual-payment", zh="人工确认收款")
def confirm_manual_payment(request: Request[ManualPayment], order_id: str) -> PaymentReceipt:
    """Confirm money that arrived outside the channel, at the time its evidence tells."""
    paid = request.body
    confirm_payment.confirm_manual_payment(
        ports, request.command, order_id, paid.transaction, paid.amount_fen, paid.paid_at
    )
    return PaymentReceipt(order_id=order_id, transaction=paid.transaction)


@view(app, "POST", "/v1/distributors", zh="登记分销员", status=201)
def enrol(request: Request[Enrol]) -> DistributorReceipt:
    """Enrol an active distributor under an upline."""
    new = request.body
    distributor = people.enrol(
        ports, request.command, new.distributor, new.upline, new.level, new.openid
    )
    return DistributorReceipt(distributor=distributor.id, joined_at=distributor.joined_at)
