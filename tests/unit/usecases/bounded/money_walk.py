"""Periods, payouts, settlements and awards by hand."""

from datetime import datetime

from shared.domain.awards.manual_awards import NewAward
from shared.domain.channel.channel import TransferReport
from shared.domain.day_pointers import Span
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.orders.order import Order
from shared.domain.payouts.payout_pointers import PayoutIn
from shared.domain.payouts.payouts import Payout
from shared.domain.periods.awards import PeriodAward
from shared.domain.times import BEGIN, iso_utc
from shared.usecases.awards import manual_awards, my_awards
from shared.usecases.clockwork.sweep import sweep, sweep_parts
from shared.usecases.inbox import inbox
from shared.usecases.odd_notices.resolving import resolve
from shared.usecases.orders.refund_order import refund
from shared.usecases.payouts import (
    find_payouts,
    find_runs,
    payout_lists,
    payouts,
    retry_payout,
    settle_period,
    settlement_statement,
)
from shared.usecases.payouts.pay_settlement import pay_some
from shared.usecases.payouts.propose_settlement import propose_some
from shared.usecases.periods import evaluate_award, evaluate_period, period_statements, recount
from tests.deciding import verdict_of
from tests.unit.usecases.bench import FINANCE, OPERATOR
from tests.unit.usecases.bounded.orders_walk import let_pass
from tests.unit.usecases.bounded.walker import Walk, times

MARCH = "2025-03"
LAST_OF_MARCH = datetime.fromisoformat("2025-03-31T23:00:00+08:00")
APRIL = datetime.fromisoformat("2025-04-20T00:00:00+08:00")


def go_through(walk: Walk) -> None:
    """Let March be evaluated and settled; let money be given, asked for, and paid again."""
    _evaluate(walk)
    _give(walk)
    _withdraw(walk)
    _settle(walk)
    _read(walk)


def _evaluate(walk: Walk) -> None:
    walk.clock.set(APRIL)
    for rule in ("month", "best"):
        key = f"{MARCH}/{rule}"
        while walk.ask(evaluate_period.evaluate_page, key, times(0)).evaluation.is_due(APRIL):
            walk.let(evaluate_period.evaluate_page, key, times(0))
    due = walk.let(evaluate_award.outdate, "C", MARCH, "month", APRIL)
    walk.ask(evaluate_award.advance_award, due.key)
    sold = next(each for each in walk.store.all(Order) if each.paid_at and _kept(each))
    walk.let(refund, walk.command("shop"), sold.id, 1_00, "goods", 2)
    walk.ask(recount.advance_recount, sold.id)
    award = next(each for each in walk.store.all(PeriodAward) if each.is_due(APRIL))
    walk.ask(evaluate_award.advance_award, award.key)
    walk.ask(sweep, APRIL, times(3))
    walk.ask(sweep, APRIL, times(3), lambda _: True, "batched")
    walk.ask(sweep_parts, APRIL, times(3), walk.store.due_parts())
    let_pass(walk, APRIL)


def _kept(order: Order) -> bool:
    return order.lines[1].remaining_fen > 1_00


def _give(walk: Walk) -> None:
    new = NewAward(amount_fen=500_00)
    given = walk.ask(manual_awards.propose_award, walk.command(), "A", new, OPERATOR)
    walk.ask(inbox.approve, walk.command(), given.id, verdict_of(walk.ports, given.id, FINANCE))
    back = walk.ask(manual_awards.propose_reversal, walk.command(), "A", given.id, OPERATOR)
    walk.ask(inbox.reject, walk.command(), back.id, verdict_of(walk.ports, back.id, FINANCE))


def _withdraw(walk: Walk) -> None:
    again = _retried(walk)
    walk.ask(payouts.lose_sight, again.id, again.parts[0].bill_no)
    walk.ask(payouts.advance_payout, again.id)
    walk.ask(retry_payout.ask_channel, walk.command(), again.id, "now")
    _withhold(walk)
    taken_up = _failed(walk)
    walk.ask(retry_payout.propose_retry, walk.command(), taken_up.id, OPERATOR)
    walk.ask(payouts.request_withdrawal, walk.command("A"), "A", 400_00)


def _failed(walk: Walk) -> Payout:
    payout = walk.ask(payouts.request_withdrawal, walk.command("A"), "A", 2_00)
    seen = verdict_of(walk.ports, payout.id, FINANCE)
    walk.ask(inbox.approve, walk.command(), payout.id, seen)
    walk.ask(payouts.advance_payout, payout.id)
    failed = TransferReport(bill_no=payout.parts[0].bill_no, state="failed", fail_reason="X")
    return walk.ask(payouts.record_transfer, payout.id, failed)


def _retried(walk: Walk) -> Payout:
    payout = _failed(walk)
    retry = walk.ask(retry_payout.propose_retry, walk.command(), payout.id, OPERATOR)
    seen = verdict_of(walk.ports, retry.id, FINANCE)
    walk.ask(inbox.approve, walk.command(), retry.id, seen)
    return walk.store.all(Payout)[-1]


def _withhold(walk: Walk) -> None:
    """Let the first transfer live when its payout is paid again."""
    again = _retried(walk)
    walk.channel.tell(TransferReport(bill_no=again.parts[0].bill_no, state="success"))
    walk.ask(payouts.advance_payout, again.id)
    notice = walk.store.all(OddNotice)[-1]
    found = walk.ask(resolve, walk.command(), notice.id, "count_paid", OPERATOR)
    assert found.proposal is not None
    seen = verdict_of(walk.ports, found.proposal.id, FINANCE)
    walk.ask(inbox.approve, walk.command(), found.proposal.id, seen)


def _settle(walk: Walk) -> None:
    walk.ask(settle_period.start_by_schedule, walk.clock.now())
    walk.ask(propose_some, MARCH)
    while not walk.let(propose_some, MARCH):
        pass
    walk.ask(settle_period.finish_proposals, MARCH)
    run = walk.let(settle_period.settle_step, MARCH)
    proposal = settle_period.proposal_id_of(run)
    seen = verdict_of(walk.ports, proposal, FINANCE)
    walk.ask(inbox.approve, walk.command(), proposal, seen)
    walk.ask(pay_some, MARCH)
    walk.ask(settle_period.settle_step, MARCH)
    while not walk.let(pay_some, MARCH):
        pass
    walk.ask(settle_period.close_settlement, MARCH)
    walk.ask(settlement_statement.settlement_of, MARCH)
    walk.ask(settle_period.start_settlement, walk.command(), MARCH, "fin")


def _read(walk: Walk) -> None:
    span = Span(BEGIN, walk.clock.now())
    first = walk.store.all(Payout)[0]
    asked_at = iso_utc(first.requested_at)
    walk.store.point([PayoutIn(period=MARCH, requested_at=asked_at, payout=first.id)])
    for more in ({}, {"payee": "A"}, {"period": MARCH}, {"state": "approval"}):
        walk.ask(find_payouts.find_payouts, find_payouts.WantedPayouts(span, **more))
    for payee in (None, "A"):
        walk.ask(find_runs.find_runs, find_runs.WantedRuns(payee=payee))
    walk.ask(payout_lists.payouts_of, "A")
    walk.ask(my_awards.my_awards, "A")
    walk.ask(my_awards.my_awards, "A", "by-hand/")
    walk.ask(period_statements.evaluations_of, MARCH, "")
