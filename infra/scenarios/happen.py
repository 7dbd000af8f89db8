"""Which use case each event of a scenario is."""

from collections.abc import Callable
from typing import Any

from infra.scenarios import (
    account_events,
    events,
    happen_to_accounts,
    happen_to_payments,
    order_events,
    payment_events,
    people_events,
)
from infra.scenarios.deciding import BY_FINANCE, BY_OPERATOR, approve_at_once, verdict_of
from infra.scenarios.event import Event
from infra.scenarios.stage import Stage
from shared.domain.approvals.proposals import Proposal
from shared.domain.awards.manual_awards import NewAward
from shared.domain.channel.channel import TransferReport
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.guard.guard import warnings_of
from shared.domain.network.conduct import NewViolation
from shared.domain.orders.disputes import Case
from shared.domain.orders.lines import OwnTerms
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.payouts.payouts import FINAL, Part
from shared.usecases.approvals.proposing import page_of_proposals_on, require_proposal
from shared.usecases.awards import manual_awards
from shared.usecases.inbox import inbox
from shared.usecases.network import bind, links, people, record_violation, transfers
from shared.usecases.orders import (
    fulfil_order,
    handle_returns,
    place_order,
    refund_order,
    take_in_dispute,
)
from shared.usecases.payouts import payouts, settle_period
from shared.usecases.payouts.settlement_progress import require_run
from shared.usecases.reading import require_distributor
from shared.usecases.rulebook import plans, policies

STOREFRONT = "scenario"


def happen(stage: Stage, event: Event, number: int) -> None:
    """Let one event happen now. Errors: whatever its use case refuses."""
    _USE_CASES[type(event)](stage, event, stage.command(f"event {number}"))


def _order_created(stage: Stage, event: order_events.OrderCreated, _: Command) -> None:
    new = NewOrder(
        buyer=event.buyer,
        lines=tuple(map(_line, event.lines)),
        discount_fen=event.coupon,
        freight_fen=event.freight,
        courier=event.courier,
        kind=event.kind,
        payment=event.payment,
        link=stage.code_of(event.link) if event.link else None,
    )
    place_order.place_order(stage.ports, Command(event.order, ""), STOREFRONT, new)


def _line(line: order_events.ScenarioLine) -> NewLine:
    return NewLine(
        line=line.line,
        sku=line.sku,
        qty=line.qty,
        price_fen=line.price,
        cost_fen=line.cost,
        category=line.category,
        terms=_own_terms(line.terms) if line.terms else None,
    )


def _own_terms(terms: order_events.ScenarioTerms) -> OwnTerms:
    return OwnTerms(rates_bp=terms.rates_bp, per_piece_fen=terms.per_piece)


def _link_created(stage: Stage, event: people_events.LinkCreated, _: Command) -> None:
    command = stage.command(f"link {event.link}")
    link = links.create_link(stage.ports, command, event.distributor, event.rate_bp)
    stage.links[event.link] = link.code


def _order_fact(stage: Stage, event: order_events.OrderFact, command: Command) -> None:
    fact = fulfil_order.ship if event.do == "shipped" else fulfil_order.cancel
    fact(stage.ports, command, event.order)


def _delivered(stage: Stage, event: order_events.Delivered, command: Command) -> None:
    fulfil_order.deliver(stage.ports, command, event.order, event.lines or ())


def _return_requested(stage: Stage, event: order_events.ReturnRequested, command: Command) -> None:
    handle_returns.ask_return(stage.ports, command, event.order, event.lines, event.kind)


def _return_received(stage: Stage, event: order_events.ReturnReceived, command: Command) -> None:
    handle_returns.receive_return(stage.ports, command, event.order, event.lines or ())


def _return_inspected(stage: Stage, event: order_events.ReturnInspected, command: Command) -> None:
    handle_returns.inspect_return(
        stage.ports, command, event.order, event.accepted, event.lines or ()
    )


def _refunded(stage: Stage, event: order_events.Refunded, command: Command) -> None:
    if event.refund is not None:
        command = stage.command(f"refund {event.order}/{event.refund}")
    refund_order.refund(stage.ports, command, event.order, event.amount, event.part, event.line)


def _dispute(stage: Stage, event: order_events.ChannelDispute, command: Command) -> None:
    if event.case is not None:
        _case_reported(stage, event, event.case, command)
        return
    take_in = refund_order.charge_back if event.do == "chargeback" else refund_order.win_dispute
    take_in(stage.ports, command, event.order, event.amount, event.line)


def _case_reported(
    stage: Stage, event: order_events.ChannelDispute, number: str, command: Command
) -> None:
    case = Case(number=number, amount_fen=event.amount, line=event.line, decision=BY_FINANCE)
    take_in_dispute.take_in_dispute(stage.ports, command, event.order, event.do, case)


def _bound(stage: Stage, event: people_events.Bound, command: Command) -> None:
    if event.distributor is not None:
        _transferred(stage, event.distributor, event.to, command)
    elif event.buyer is not None:
        bind.bind_buyer(stage.ports, command, event.buyer, event.to)


def _transferred(stage: Stage, distributor: str, to: str, command: Command) -> None:
    if require_distributor(stage.ports, distributor).upline != to:
        proposal = transfers.propose_transfer(stage.ports, command, distributor, to, BY_OPERATOR)
        approve_at_once(stage, command, proposal)


def _transfer_proposed(stage: Stage, event: people_events.TransferProposed, _: Command) -> None:
    command = stage.command(f"transfer {event.transfer}")
    decision = BY_OPERATOR.changed(by=event.by)
    transfers.propose_transfer(stage.ports, command, event.distributor, event.to, decision)


def _transfer_decided(stage: Stage, event: people_events.TransferDecided, command: Command) -> None:
    proposal = require_proposal(stage.ports, stage.command(f"transfer {event.transfer}").id)
    verdict = verdict_of(stage, proposal, event.by)
    if event.do == "transfer_approved":
        inbox.approve(stage.ports, command, proposal.id, verdict)
    elif event.by == proposal.proposed_by:
        inbox.withdraw(stage.ports, command, proposal.id, verdict)
    else:
        inbox.reject(stage.ports, command, proposal.id, verdict)


def _level_changed(stage: Stage, event: people_events.LevelChanged, command: Command) -> None:
    people.change_level(stage.ports, command, event.distributor, event.level, BY_OPERATOR)


def _grade_changed(stage: Stage, event: people_events.GradeChanged, command: Command) -> None:
    people.change_grade(stage.ports, command, event.distributor, event.grade, BY_OPERATOR)


def _standing_changed(stage: Stage, event: people_events.StandingChanged, command: Command) -> None:
    if event.do == "reinstated":
        people.reinstate(stage.ports, command, event.distributor, BY_OPERATOR)
    elif event.do == "forfeited":
        people.forfeit(stage.ports, command, event.distributor, BY_FINANCE)
    else:
        people.change_standing(stage.ports, command, event.distributor, event.do, BY_OPERATOR)


def _violated(stage: Stage, event: people_events.Violated, command: Command) -> None:
    new = NewViolation(code=event.code)
    record_violation.record_violation(
        stage.ports, command, event.distributor, new, by=BY_OPERATOR.by
    )


def _award_proposed(stage: Stage, event: people_events.AwardProposed, _: Command) -> None:
    award = NewAward(amount_fen=event.amount, form=event.form, tax_nature=event.tax_nature)
    command = stage.command(f"award {event.award}")
    decision = BY_OPERATOR.changed(by=event.by)
    manual_awards.propose_award(stage.ports, command, event.distributor, award, decision)


def _award_decided(stage: Stage, event: people_events.AwardDecided, command: Command) -> None:
    award = stage.command(f"award {event.award}").id
    if event.do == "award_reversal_proposed":
        decision = BY_OPERATOR.changed(by=event.by)
        manual_awards.propose_reversal(stage.ports, command, event.distributor, award, decision)
        return
    proposal = _award_proposal(stage, event, award)
    verdict = verdict_of(stage, proposal, event.by)
    is_approval = event.do in ("award_approved", "award_reversed")
    decide = inbox.approve if is_approval else inbox.reject
    decide(stage.ports, command, proposal.id, verdict)


def _award_proposal(stage: Stage, event: people_events.AwardDecided, award: str) -> Proposal:
    """Find what is decided: the award itself, or the latest proposal to take it back."""
    if event.do in ("award_approved", "award_rejected"):
        return require_proposal(stage.ports, award)
    kind = manual_awards.AWARD_REVERSAL.name
    proposals = page_of_proposals_on(stage.store, kind, event.distributor)
    about = [each for each in proposals.items if each.content["award"] == award]
    if not about:
        raise Refused("illegal_transition", "no_reversal_proposed")
    return about[-1]


def _withdraw_requested(stage: Stage, event: events.WithdrawRequested, _: Command) -> None:
    command = stage.payout_command(event.withdrawal)
    payouts.request_withdrawal(stage.ports, command, event.distributor, event.amount)
    _approve_review(stage, command.id)
    payouts.advance_payout(stage.ports, command.id)


def _approve_review(stage: Stage, payout: str) -> None:
    """Let finance approve a payout that its policy wants it to see."""
    proposal = stage.store.get(Proposal, payout)
    if proposal is not None and proposal.state == "open":
        verdict = verdict_of(stage, proposal, BY_FINANCE.by)
        inbox.approve(stage.ports, stage.command(f"approve {payout}"), payout, verdict)


def _payout_result(stage: Stage, event: events.PayoutResult, _: Command) -> None:
    payout = payouts.require_payout(stage.ports, stage.payout_id(event.withdrawal))
    parts = [part for part in payout.parts if event.part in (None, part.part)]
    if not parts:
        raise Refused("unknown_withdrawal", "never_asked", withdrawal=event.withdrawal)
    open_parts = [part for part in parts if part.state not in FINAL]
    for part in open_parts or parts:
        _report(stage, payout.id, part, event.result)


def _report(stage: Stage, payout_id: str, part: Part, result: str) -> None:
    if result == "unknown":
        payouts.lose_sight(stage.ports, payout_id, part.bill_no)
        return
    state: Any = "success" if result == "success" else "failed"
    report = TransferReport(bill_no=part.bill_no, state=state)
    payouts.record_transfer(stage.ports, payout_id, report)


def _settle(stage: Stage, event: events.Settle, command: Command) -> None:
    settle_period.start_settlement(stage.ports, command, event.period, by="finance")
    settle_period.advance_settlement(stage.ports, event.period)
    _approve_settlement(stage, event.period, command)
    settle_period.advance_settlement(stage.ports, event.period)
    for payout in stage.settled(event.period).values():
        payouts.advance_payout(stage.ports, payout)


def _approve_settlement(stage: Stage, period: str, command: Command) -> None:
    run = require_run(stage.ports, period)
    if run.state == "approval":
        proposal = require_proposal(stage.ports, settle_period.proposal_id_of(run))
        approval = stage.command(f"approve {command.id}")
        inbox.approve(stage.ports, approval, proposal.id, verdict_of(stage, proposal, "chief"))


def _plan_approved(stage: Stage, event: events.PlanApproved, command: Command) -> None:
    proposal = plans.propose_plan(stage.ports, command, event.plan, BY_OPERATOR.by)
    seen = warnings_of(plans.check_plan(stage.ports, event.plan))
    approve_at_once(stage, command, proposal, seen)


def _policy_approved(stage: Stage, event: events.PolicyApproved, command: Command) -> None:
    proposal = policies.propose_policy(stage.ports, command, event.policy, BY_OPERATOR.by)
    approve_at_once(stage, command, proposal)


def _time_passes(stage: Stage, event: events.TimePasses, _: Command) -> None:
    """Nothing happens but time."""


_USE_CASES: dict[type[Event], Callable[[Stage, Any, Command], None]] = {
    order_events.OrderCreated: _order_created,
    payment_events.PaymentRequested: happen_to_payments.payment_requested,
    payment_events.OrderPaid: happen_to_payments.order_paid,
    payment_events.OddResolved: happen_to_payments.odd_resolved,
    order_events.OrderFact: _order_fact,
    order_events.Delivered: _delivered,
    order_events.ReturnRequested: _return_requested,
    order_events.ReturnReceived: _return_received,
    order_events.ReturnInspected: _return_inspected,
    order_events.Refunded: _refunded,
    order_events.ChannelDispute: _dispute,
    account_events.AccountOpened: happen_to_accounts.account_opened,
    account_events.AccountEnded: happen_to_accounts.account_ended,
    account_events.PaidByHand: happen_to_accounts.paid_by_hand,
    people_events.Bound: _bound,
    people_events.LinkCreated: _link_created,
    people_events.TransferProposed: _transfer_proposed,
    people_events.TransferDecided: _transfer_decided,
    people_events.LevelChanged: _level_changed,
    people_events.GradeChanged: _grade_changed,
    people_events.StandingChanged: _standing_changed,
    people_events.Violated: _violated,
    people_events.AwardProposed: _award_proposed,
    people_events.AwardDecided: _award_decided,
    events.WithdrawRequested: _withdraw_requested,
    events.PayoutResult: _payout_result,
    events.Settle: _settle,
    events.PlanApproved: _plan_approved,
    events.PolicyApproved: _policy_approved,
    events.TimePasses: _time_passes,
}
