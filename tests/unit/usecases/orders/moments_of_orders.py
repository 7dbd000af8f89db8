"""Orders at every point of their lives, and the commands that go on with them."""

from collections.abc import Callable
from typing import Any

from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.decisions import Decision
from shared.domain.orders.disputes import Case
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds_by_hand import Repayment
from shared.domain.ownership import ALL
from shared.usecases.orders import (
    advance_order,
    carry_out_refund,
    collect_payment,
    confirm_payment,
    finish_refund,
    fulfil_order,
    handle_returns,
    manual_payments,
    refund_order,
    take_in_dispute,
)
from shared.usecases.orders.manual_payments import ManualPayment
from tests.account_in_force import put_account_in_force
from tests.payments import NATIVE
from tests.unit.usecases.bench import REFUSED, Bench

CASE = Case(number="C1", amount_fen=100, decision=Decision(by="fin", reason="the channel said so"))


Act = Callable[[Bench, Order], object]
"""A command, given to an order."""


def asked(bench: Bench) -> Order:
    order = bench.placed()
    collect_payment.request_payment(bench.ports, order.id, NATIVE, ALL)
    return order


def looked_for(bench: Bench) -> Order:
    order = asked(bench)
    bench.wait(minutes=4)
    return order


def paid_unheard(bench: Bench) -> Order:
    order = looked_for(bench)
    bench.channel.collected(bench.payment(order))
    return order


def expired(bench: Bench) -> Order:
    order = asked(bench)
    bench.wait(minutes=30)
    return order


def shipped(bench: Bench) -> Order:
    order = bench.paid()
    return fulfil_order.ship(bench.ports, bench.command("shipped"), order.id)


def returning(bench: Bench) -> Order:
    order = bench.delivered()
    command = bench.command("return")
    return handle_returns.ask_return(bench.ports, command, order.id, [1], "return")


def received(bench: Bench) -> Order:
    order = returning(bench)
    return handle_returns.receive_return(bench.ports, bench.command("received"), order.id)


def run_out(bench: Bench) -> Order:
    order = bench.delivered()
    bench.wait(days=9)
    return order


def refunded(bench: Bench) -> Order:
    order = bench.paid()
    return refund_order.refund(bench.ports, bench.command("refund"), order.id, 100)


def refused_refund(bench: Bench) -> Order:
    order = refunded(bench)
    bench.channel.tell(REFUSED)
    [refund] = bench.store.all(Refund)
    carry_out_refund.advance_refund(bench.ports, order.id, refund.id)
    return order


def charged_back(bench: Bench) -> Order:
    order = bench.delivered()
    command = bench.command("charged back")
    return take_in_dispute.take_in_dispute(bench.ports, command, order.id, "chargeback", CASE)


def accounted(bench: Bench) -> Order:
    put_account_in_force(bench.store)
    return bench.placed()


def by_hand(bench: Bench, order: Order) -> object:
    paid = ManualPayment(
        account="icbc", transaction="M1", amount_fen=order.due_fen, paid_at=bench.clock.now()
    )
    command = bench.command("by hand")
    return manual_payments.confirm_manual_payment(bench.ports, command, order.id, paid)


def repaid(bench: Bench, order: Order) -> object:
    [refund] = bench.store.all(Refund)
    paid = Repayment("M1", refund.amount_fen, bench.clock.now(), "fin")
    return finish_refund.finish_refund(
        bench.ports, bench.command("repaid"), order.id, refund.id, paid
    )


def refund_carried_out(bench: Bench, order: Order) -> object:
    [refund] = bench.store.all(Refund)
    return carry_out_refund.advance_refund(bench.ports, order.id, refund.id)


def dispute(kind: Any) -> Act:
    return lambda bench, order: take_in_dispute.take_in_dispute(
        bench.ports, bench.command(f"report {kind}"), order.id, kind, CASE
    )


def request(terms: PaymentTerms) -> Act:
    return lambda bench, order: collect_payment.request_payment(bench.ports, order.id, terms, ALL)


def command(act: Callable[..., object], *args: Any) -> Act:
    return lambda bench, order: act(bench.ports, bench.command("acts"), order.id, *args)


def advance(bench: Bench, order: Order) -> object:
    return advance_order.advance_order(bench.ports, order.id)


def confirm(bench: Bench, order: Order) -> object:
    return confirm_payment.confirm_payment(bench.ports, bench.payment(order))
