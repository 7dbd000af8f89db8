"""Settle a period: propose, wait for finance, pay; every step can be repeated and resumed."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.civil_periods import period_before
from shared.domain.commands import Command
from shared.domain.moments import Occasion
from shared.domain.payouts import settlements
from shared.domain.payouts.settlement_parts import Phase
from shared.domain.payouts.settlements import SettlementRun
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import new_proposal
from shared.usecases.payouts.pay_settlement import pay_some
from shared.usecases.payouts.propose_settlement import propose_some
from shared.usecases.payouts.settlement_progress import parts_of, require_run
from shared.usecases.remembering import first_time, once
from shared.usecases.retrying import retried

BY_SCHEDULE = "schedule"
"""Who has started what no person did."""


def start_settlement(ports: Ports, command: Command, period: str, by: str) -> SettlementRun:
    """Begin a period's run, or another round of a finished one. Errors: period_open, invalid."""

    def attempt() -> SettlementRun:
        now = ports.clock.now()
        settlements.require_ended(period, now)
        request = first_time(ports, command, f"{SettlementRun.called}/{period}")
        old = ports.store.get(SettlementRun, period)
        if old is not None and not request:
            return old
        run = settlements.begin(old, period, by, now, command.id)
        ports.store.commit([*request, run])
        return run

    return once(ports.store, command, attempt)


def start_by_schedule(ports: Ports, at: datetime) -> SettlementRun:
    """Begin the run of the month that had ended by an instant; one that was begun stays as it is.

    Nobody of finance started it, so any one of them may approve it. Errors: period_open.
    """
    period = period_before("month", at)
    command = Command.of(BY_SCHEDULE, "settlement", period, b"")

    def attempt() -> SettlementRun:
        known = ports.store.get(SettlementRun, period)
        if known is not None:
            return known
        now = ports.clock.now()
        settlements.require_ended(period, now)
        run = settlements.begin(None, period, BY_SCHEDULE, now, command.id)
        ports.store.commit([run])
        return run

    return retried(attempt)


def finish_proposals(ports: Ports, period: str) -> SettlementRun:
    """Let the run wait for finance once every proposal is there; whoever started it proposes it.

    Before, it stays as it is. A round that pays nobody is over: nobody has to approve it.
    """

    def attempt() -> SettlementRun:
        run = require_run(ports, period)
        parts = parts_of(ports.store, run, settlements.PROPOSALS)
        if run.awaiting != settlements.PROPOSALS or not all(part.done for part in parts):
            return run
        run = settlements.totalled(run, parts)
        if not run.payees:
            empty = settlements.close_empty(run, ports.clock.now())
            ports.store.commit([empty])
            return empty
        waiting = settlements.await_approval(run, ports.clock.now())
        content = settlements.proposed_by(run)
        proposal = new_proposal(
            ports, proposal_id_of(run), SETTLEMENT, period, content, run.started_by
        )
        ports.store.commit([waiting, proposal])
        return waiting

    return retried(attempt)


def proposal_id_of(run: SettlementRun) -> str:
    """Give the id under which a run's round is approved."""
    return Command.of("settlement", run.period, f"round {run.round}", b"").id


def close_settlement(ports: Ports, period: str) -> SettlementRun:
    """Finish the run once every line was worked off; before, it stays as it is."""

    def attempt() -> SettlementRun:
        run = require_run(ports, period)
        if run.awaiting != settlements.PAYMENT or not _all_done(ports, run, settlements.PAYMENT):
            return run
        closed = settlements.close(run, ports.clock.now())
        ports.store.commit([closed])
        return closed

    return retried(attempt)


def settle_step(ports: Ports, period: str) -> SettlementRun:
    """Do a little of what the run waits for without finance. Errors: unknown_settlement."""
    run = require_run(ports, period)
    if run.awaiting == settlements.PROPOSALS and propose_some(ports, period):
        return finish_proposals(ports, period)
    if run.awaiting == settlements.PAYMENT and pay_some(ports, period):
        return close_settlement(ports, period)
    return run


def advance_settlement(ports: Ports, period: str) -> SettlementRun:
    """Do all that the run waits for without finance. Errors: unknown_settlement."""
    run = settle_step(ports, period)
    while run.awaiting in (settlements.PROPOSALS, settlements.PAYMENT):
        run = settle_step(ports, period)
    return run


def _all_done(ports: Ports, run: SettlementRun, phase: Phase) -> bool:
    return all(part.done for part in parts_of(ports.store, run, phase))


def _approved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    run = require_run(ports, proposal.subject)
    occasion = Occasion(verdict.at, command.id, verdict.by)
    approved = settlements.approve(run, proposal.content, occasion)
    return Approved({"round": run.round}, [approved])


def _closed(
    ports: Ports, command: Command, proposal: Proposal, verdict: Verdict
) -> Sequence[SettlementRun]:
    occasion = Occasion(verdict.at, command.id, verdict.by)
    return [settlements.refuse(require_run(ports, proposal.subject), occasion)]


SETTLEMENT = ApprovalKind(
    name="settlement",
    approve=_approved,
    close=_closed,
    deciders=frozenset({"finance"}),
    open_for=None,
)
"""What a period's settlement proposes is to be paid."""
