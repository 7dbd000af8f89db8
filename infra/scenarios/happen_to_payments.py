"""How an order's money comes in a story, heard of or not, and what becomes of what does not fit."""

from infra.scenarios.deciding import BY_FINANCE, verdict_of
from infra.scenarios.payment_events import OddResolved, OrderPaid, PaymentRequested
from infra.scenarios.stage import Stage
from shared.domain.channel.channel import Payment
from shared.domain.channel.payment_terms import IN_WECHAT, PaymentTerms
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.odd_notices.odd_notices import WECHAT
from shared.domain.orders.order import Order
from shared.domain.orders.payment import is_known, require_fitting
from shared.domain.ownership import ALL
from shared.usecases.inbox import inbox
from shared.usecases.odd_notices.resolving import resolve
from shared.usecases.orders.books import require_order
from shared.usecases.orders.collect_payment import request_payment
from shared.usecases.orders.confirm_payment import confirm_payment

APPROVER = "chief"


def payment_requested(stage: Stage, event: PaymentRequested, _: Command) -> None:
    """Give a buyer something to pay with."""
    in_wechat = event.kind in IN_WECHAT
    terms = PaymentTerms(
        kind=event.kind,
        openid="openid" if in_wechat else None,
        payer_client_ip="192.0.2.1" if event.kind == "h5" else None,
    )
    request_payment(stage.ports, event.order, terms, ALL)


def order_paid(stage: Stage, event: OrderPaid, _: Command) -> None:
    """Let money come, and refuse what does not fit or comes for nothing."""
    order = require_order(stage.store, event.order)
    payment = _payment(stage, order, event)
    if event.notice == "lost":
        stage.channel.collected(payment)
        return
    if is_known(order, payment):
        return
    paid = confirm_payment(stage.ports, payment)
    if any(odd.transaction == payment.transaction_id for odd in paid.odd_payments):
        require_fitting(paid, payment)
    if paid.transaction is None:
        raise Refused("illegal_transition", "no_money_awaited")


def odd_resolved(stage: Stage, event: OddResolved, command: Command) -> None:
    """Decide about money that does not fit, by two persons where it moves."""
    notice = f"{WECHAT}:{event.transaction}"
    found = resolve(stage.ports, command, notice, event.choice, BY_FINANCE)
    if found.proposal is not None:
        approval = stage.command(f"approve {command.id}")
        verdict = verdict_of(stage, found.proposal, APPROVER)
        inbox.approve(stage.ports, approval, found.proposal.id, verdict)


def _payment(stage: Stage, order: Order, event: OrderPaid) -> Payment:
    """Say what the channel knows of it, paid with what the buyer was given last."""
    last = order.payment_codes[-1].number if order.payment_codes else order.id
    return Payment(
        order_id=order.id,
        number=None if last == order.id else last,
        transaction_id=event.transaction or order.transaction or _new_number(order),
        amount_fen=order.due_fen if event.amount is None else event.amount,
        currency="CNY",
        paid_at=event.paid_at or stage.clock.now(),
    )


def _new_number(order: Order) -> str:
    odd = len(order.odd_payments)
    return f"payment-{order.id}" + (f"-{odd + 1}" if odd else "")
