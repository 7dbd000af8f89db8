"""Settle a period: propose, wait for finance, pay; every step can be repeated and resumed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.civil_periods import period_before
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.ledger.balances import PAYEES
from shared.domain.ledger.shards import SHARDS
from shared.domain.moments import Occasion
from shared.domain.network.people import Distributor
from shared.domain.payouts import payouts, settlements
from shared.domain.payouts.payouts import Payout, PayoutBook
from shared.domain.payouts.settlements import Judged, SettlementLine, SettlementRun, line_key
from shared.domain.payouts.splitting import split_amount
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import new_proposal
from shared.usecases.payouts.payouts import store_new
from shared.usecases.reading import load_balance, policy_now
from shared.usecases.remembering import first_time, once
from shared.usecases.retrying import retried

PAGE = 50
"""How many payees one step works off."""

BY_SCHEDULE = "schedule"
"""Who has started what no person did."""

Step = Callable[[Ports, str, int, str], str | None]


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


def propose_page(ports: Ports, period: str, shard: int, after: str) -> str | None:
    """Propose payments for the next payees of a shard; give the last one, None at the end.

    The run is written along, so that nothing is proposed any more once finance may look.
    """
    page = ports.store.waiting(PAYEES, str(shard), after=after, limit=PAGE)
    retried(partial(_propose_all, ports, period, page.items))
    return page.next


def finish_proposals(ports: Ports, period: str) -> SettlementRun:
    """Let the run wait for finance once every proposal is there; whoever started it proposes it.

    A round that pays nobody is over: nobody has to approve it.
    """

    def attempt() -> SettlementRun:
        run = require_run(ports, period)
        if run.awaiting != settlements.PROPOSALS:
            return run
        if not run.payees:
            empty = settlements.close_empty(run, ports.clock.now())
            ports.store.commit([empty])
            return empty
        waiting = settlements.await_approval(run, ports.clock.now())
        content = {"round": run.round, "payees": run.payees, "total_fen": run.total_fen}
        proposal = new_proposal(
            ports, proposal_id_of(run), SETTLEMENT, period, content, run.started_by
        )
        ports.store.commit([waiting, proposal])
        return waiting

    return retried(attempt)


def proposal_id_of(run: SettlementRun) -> str:
    """Give the id under which a run's round is approved."""
    return Command.of("settlement", run.period, f"round {run.round}", b"").id


def pay_page(ports: Ports, period: str, shard: int, after: str) -> str | None:
    """Reserve and open the payouts of the next proposals of a shard; None at the end."""
    run = require_run(ports, period)
    if run.approved_at is None:
        raise Refused("illegal_transition", "settlement_not_approved", period=period)
    page = ports.store.listed(SettlementLine, f"{period}/{shard}", after=after, limit=PAGE)
    for proposal in page.items:
        retried(partial(_pay, ports, run, proposal.key))
    return page.next


def close_settlement(ports: Ports, period: str) -> SettlementRun:
    """Finish the run once every proposal was worked off."""
    return _change(
        ports,
        period,
        lambda run: (
            settlements.close(run, ports.clock.now())
            if run.awaiting == settlements.PAYMENT
            else run
        ),
    )


def advance_settlement(ports: Ports, period: str) -> SettlementRun:
    """Do whatever the run waits for without finance, to its end. Errors: unknown_settlement."""
    run = require_run(ports, period)
    if run.awaiting == settlements.PROPOSALS:
        _all_pages(ports, period, propose_page)
        return finish_proposals(ports, period)
    if run.awaiting == settlements.PAYMENT:
        _all_pages(ports, period, pay_page)
        return close_settlement(ports, period)
    return run


def require_run(ports: Ports, period: str) -> SettlementRun:
    """Load a run. Errors: unknown_settlement."""
    run = ports.store.get(SettlementRun, period)
    if run is None:
        raise Refused("unknown_settlement", "never_settled", period=period)
    return run


def _all_pages(ports: Ports, period: str, step: Step) -> None:
    for shard in range(SHARDS):
        after: str | None = ""
        while after is not None:
            after = step(ports, period, shard, after)


def _propose_all(ports: Ports, period: str, payees: Sequence[str]) -> None:
    run = require_run(ports, period)
    if run.awaiting != settlements.PROPOSALS:
        return
    judged = [each for payee in payees for each in _propose(ports, run, payee)]
    if judged:
        lines = [each.line for each in judged]
        ports.store.commit([settlements.tallied(run, judged), *lines])


def _propose(ports: Ports, run: SettlementRun, payee: str) -> list[Judged]:
    old = ports.store.get(SettlementLine, line_key(run.period, payee))
    if old is not None and old.round == run.round:
        return []
    claim = _claim(ports, payee, old)
    line = settlements.propose(run, old, claim, policy_now(ports).payout, ports.transfer_terms)
    return [Judged(line, claim.payout)]


def _claim(ports: Ports, payee: str, line: SettlementLine | None) -> settlements.Claim:
    """Give what a payee has now, and how his payout of the period stands now, a retry or not."""
    payout = ports.store.get(Payout, line.payout) if line and line.payout else None
    return settlements.Claim(load_balance(ports.store, payee), _openid(ports, payee), payout)


def _openid(ports: Ports, payee: str) -> str | None:
    distributor = ports.store.get(Distributor, payee)
    return distributor.openid if distributor else None


def _pay(ports: Ports, run: SettlementRun, key: str) -> None:
    proposal = ports.store.get(SettlementLine, key)
    if proposal is None or proposal.round != run.round or proposal.outcome != "proposed":
        return
    claim = _claim(ports, proposal.payee, proposal)
    # Never more than finance approved, never more than is still there, and nobody twice: since it
    # was proposed, a retry may have paid him.
    now = settlements.propose(run, proposal, claim, policy_now(ports).payout, ports.transfer_terms)
    if now.outcome != "proposed":
        ports.store.commit([now])
        return
    amount = min(proposal.amount_fen, now.amount_fen)
    _open_payout(ports, proposal, claim, amount)


def _open_payout(
    ports: Ports, proposal: SettlementLine, claim: settlements.Claim, amount: int
) -> None:
    now = ports.clock.now()
    attempt = proposal.attempt + 1
    payout = payouts.new_payout(
        Command.of("settlement", proposal.period, f"{proposal.payee}/{attempt}", b"").id,
        proposal.payee,
        split_amount(amount, policy_now(ports).payout, ports.transfer_terms),
        now,
        period=proposal.period,
        approved_at=now,
        openid=claim.openid,
    )
    book = PayoutBook(payout, claim.balance, now, f"settlement {proposal.period}")
    payouts.open_payout(book, "settle", now)
    reserved = proposal.changed(
        outcome="reserved", amount_fen=amount, payout=payout.id, attempt=attempt
    )
    store_new(ports, book, reserved)


def _approved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    run = require_run(ports, proposal.subject)
    occasion = Occasion(verdict.at, command.id, verdict.by)
    approved = settlements.approve(run, proposal.content["round"], occasion)
    return Approved({"round": run.round}, [approved])


def _closed(
    ports: Ports, command: Command, proposal: Proposal, verdict: Verdict
) -> Sequence[SettlementRun]:
    occasion = Occasion(verdict.at, command.id, verdict.by)
    return [settlements.refuse(require_run(ports, proposal.subject), occasion)]


def _change(
    ports: Ports, period: str, change: Callable[[SettlementRun], SettlementRun]
) -> SettlementRun:
    def attempt() -> SettlementRun:
        old = require_run(ports, period)
        new = change(old)
        if new != old:
            ports.store.commit([new])
        return new

    return retried(attempt)


SETTLEMENT = ApprovalKind(
    name="settlement",
    approve=_approved,
    close=_closed,
    deciders=frozenset({"finance"}),
    open_for=None,
)
"""What a period's settlement proposes is to be paid."""
