"""Orders and all that may happen to them."""

from datetime import datetime, timedelta

from shared.domain.channel.channel import Notice, Payment, RefundReport
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.day_pointers import Span
from shared.domain.events.readers import BACK_OFFICE
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.disputes import Case
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import paid_on
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds_by_hand import Repayment
from shared.domain.ownership import ALL
from shared.domain.times import BEGIN
from shared.usecases.channel.take_notice import take_notice
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.inbox import inbox
from shared.usecases.network.links import create_link
from shared.usecases.odd_notices import reading, resolving
from shared.usecases.orders import (
    advance_order,
    carry_out_refund,
    collect_payment,
    confirm_payment,
    find_orders,
    find_refunds,
    find_returns,
    finish_refund,
    fulfil_order,
    handle_returns,
    lay_missing,
    lay_pending,
    manual_payments,
    order_numbers,
    owning,
    place_order,
    refund_order,
    statements,
    take_in_dispute,
)
from tests.account_in_force import ACCOUNT
from tests.deciding import verdict_of
from tests.unit.usecases.bench import FINANCE, OPERATOR, REFUSED
from tests.unit.usecases.bounded.walker import Walk


def placed(walk: Walk, buyer: str = "X", **more: object) -> Order:
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    lines += (NewLine(line=2, sku="tee", qty=1, price_fen=50_00),)
    new = NewOrder.model_validate({"buyer": buyer, "lines": lines, **more})
    return walk.ask(place_order.place_order, walk.command("shop"), "shop", new)


def payment(walk: Walk, order: Order, **more: object) -> Payment:
    known = {"order_id": order.id, "transaction_id": f"paid {order.id}", "currency": "CNY"}
    known |= {"amount_fen": order.due_fen, "paid_at": walk.clock.now()}
    return Payment.model_validate({**known, **more})


def paid(walk: Walk, buyer: str = "X", **more: object) -> Order:
    order = placed(walk, buyer, **more)
    return walk.ask(confirm_payment.confirm_payment, payment(walk, order))


def delivered(walk: Walk) -> Order:
    order = paid(walk)
    walk.ask(fulfil_order.ship, walk.command("shop"), order.id)
    return walk.ask(fulfil_order.deliver, walk.command("shop"), order.id)


def go_through(walk: Walk) -> None:
    """Let everything happen to orders that may."""
    order = delivered(walk)
    _send_back(walk, order)
    _argue(walk, delivered(walk))
    _pay_otherwise(walk)
    _pay_oddly(walk)
    # As orders of before had it that were paid on their own day.
    walk.store.point([paid_on(order, order.created_at)])
    walk.ask(lay_missing.lay_missing, [order])
    walk.ask(lay_pending.follow_pending, None, order)
    walk.ask(order_numbers.find_numbered, "shop", placed(walk, "stranger", order_no="1").order_no)
    link = walk.let(create_link, walk.command(), "A", None)
    paid(walk, "B", kind="restock")
    paid(walk, "A", kind="pickup")
    paid(walk, "nobody's", link=link.code)


def _send_back(walk: Walk, order: Order) -> None:
    asked = walk.ask(handle_returns.ask_return, walk.command("shop"), order.id, (1,), "return")
    case = asked.returns[-1].id
    wanted = find_returns.WantedReturns(Span(BEGIN, walk.clock.now()))
    walk.ask(find_returns.find_returns, wanted)
    walk.ask(handle_returns.receive_return, walk.command("shop"), order.id, (), case)
    walk.ask(handle_returns.inspect_return, walk.command("shop"), order.id, True, (), case)
    walk.ask(refund_order.refund, walk.command("shop"), order.id, 10_00, "goods", 1)
    refund = walk.store.all(Refund)[-1]
    walk.channel.tell(REFUSED)
    walk.ask(carry_out_refund.advance_refund, order.id, refund.id)
    walk.ask(find_refunds.refunds_by_hand)
    repaid = Repayment("by hand", 10_00, walk.clock.now(), "fin")
    walk.ask(finish_refund.finish_refund, walk.command(), order.id, refund.id, repaid)
    walk.ask(refund_order.refund, walk.command("shop"), order.id, 5_00, "goods", 1)
    report = RefundReport(refund_id=walk.store.all(Refund)[-1].id, state="success")
    walk.ask(carry_out_refund.record_refund, order.id, report)


def _argue(walk: Walk, order: Order) -> None:
    for number, kind in enumerate(("chargeback", "dispute_won")):
        case = Case(number=f"case {number}", amount_fen=5_00, line=2, decision=FINANCE)
        walk.ask(take_in_dispute.take_in_dispute, walk.command(), order.id, kind, case)
    walk.ask(refund_order.charge_back, walk.command(), order.id, 3_00, 2)
    walk.ask(refund_order.win_dispute, walk.command(), order.id, 3_00, 2)


def _pay_otherwise(walk: Walk) -> None:
    order = placed(walk)
    walk.ask(collect_payment.request_payment, order.id, PaymentTerms(), ALL)
    walk.clock.set(walk.clock.now() + timedelta(minutes=6))
    walk.ask(advance_order.advance_order, order.id)
    walk.ask(collect_payment.look_for_payment, order)
    walk.ask(fulfil_order.cancel, walk.command("shop"), order.id)
    by_hand = placed(walk, payment="manual")
    money = manual_payments.ManualPayment(
        account=ACCOUNT, transaction="T", amount_fen=by_hand.due_fen, paid_at=walk.clock.now()
    )
    walk.ask(manual_payments.confirm_manual_payment, walk.command(), by_hand.id, money)
    late = placed(walk)
    walk.clock.set(late.expires_at)
    walk.ask(advance_order.advance_order, late.id)


def _pay_oddly(walk: Walk) -> None:
    for choice, more_fen in (("note", -1), ("pay_back", -1), ("take", 1)):
        order = placed(walk)
        odd = payment(walk, order, amount_fen=order.due_fen + more_fen)
        walk.ask(take_notice, Notice(notice_id=order.id, payment=odd))
        notice = walk.store.all(OddNotice)[-1]
        found = walk.ask(resolving.resolve, walk.command(), notice.id, choice, OPERATOR)
        if found.proposal is not None:
            seen = verdict_of(walk.ports, found.proposal.id, FINANCE)
            walk.ask(inbox.approve, walk.command(), found.proposal.id, seen)
    order = placed(walk)
    odd = payment(walk, order, amount_fen=1)
    walk.ask(confirm_payment.confirm_payment, odd)
    walk.ask(fulfil_order.cancel, walk.command("shop"), order.id)
    stray = payment(walk, order, order_id="A" * 26, transaction_id="of no order")
    walk.refused(take_notice, Notice(notice_id="stray", payment=stray))
    walk.ask(reading.odd_notices, "open")


def read(walk: Walk) -> None:
    """Let everybody read what there is of orders."""
    order, now = walk.store.all(Order)[0], walk.clock.now()
    span = Span(BEGIN, now)
    for more in ({}, {"buyer": "X"}, {"storefront": "shop"}, {"late": True}):
        walk.ask(find_orders.find_orders, find_orders.WantedOrders(span, **more))
    walk.ask(statements.order_life, order.id, ALL, BACK_OFFICE)
    walk.ask(statements.order_explanation, order.id, ALL)
    walk.ask(statements.commissions_of, "A")
    walk.ask(owning.owned_by, "A")
    walk.ask(advance_order.advance_order, order.id)


def let_pass(walk: Walk, until: datetime) -> None:
    """Let time pass, with all that falls due in it."""
    walk.clock.set(until)
    while walk.let(sweep, until, lambda: True).advanced:
        pass
