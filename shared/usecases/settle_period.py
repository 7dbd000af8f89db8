"""Settle a period: propose, wait for finance, pay; every step can be repeated and resumed."""

from collections.abc import Callable, Sequence
from functools import partial

from shared.domain import payouts, settlements
from shared.domain.balances import Balance
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.payouts import Payout, PayoutBook
from shared.domain.rulebook import policy_in_force
from shared.domain.settlements import Proposal, SettlementRun, proposal_key
from shared.ports import Ports
from shared.usecases.bind import require_distributor
from shared.usecases.payouts import store_new
from shared.usecases.retrying import retried

PAGE = 50
"""How many payees one step works off."""

Step = Callable[[Ports, str, int, str], str | None]


def start_settlement(ports: Ports, command: Command, period: str, by: str) -> SettlementRun:
    """Begin a period's run, or another round of a finished one. Errors: period_open, invalid."""

    def attempt() -> SettlementRun:
        now = ports.clock.now()
        settlements.require_ended(period, now)
        old = ports.store.get(SettlementRun, period)
        run = settlements.begin(old, period, by, now, command.id)
        if run != old:
            ports.store.commit([run])
        return run

    return retried(attempt)


def propose_page(ports: Ports, period: str, shard: int, after: str) -> str | None:
    """Propose payments for the next payees of a shard; give the last one, None at the end.

    The run is written along, so that nothing is proposed any more once finance may look.
    """
    payees = ports.store.payees(shard, after, PAGE)
    retried(partial(_propose_all, ports, period, payees))
    return payees[-1] if len(payees) == PAGE else None


def finish_proposals(ports: Ports, period: str) -> SettlementRun:
    """Let the run wait for finance once every proposal is there."""
    return _change(
        ports,
        period,
        lambda run: (
            settlements.await_approval(run) if run.awaiting == settlements.PROPOSALS else run
        ),
    )


def approve_settlement(ports: Ports, period: str, by: str) -> SettlementRun:
    """Let the proposed money move. Errors: unknown_settlement, illegal_transition."""
    return _change(ports, period, lambda run: settlements.approve(run, by, ports.clock.now()))


def pay_page(ports: Ports, period: str, shard: int, after: str) -> str | None:
    """Reserve and open the payouts of the next proposals of a shard; None at the end."""
    run = require_run(ports, period)
    if run.approved_at is None:
        raise Refused("illegal_transition", f"{period} has not been approved by finance")
    proposals = ports.store.proposals(period, shard, after, PAGE)
    for proposal in proposals:
        retried(partial(_pay, ports, run, proposal.key))
    return proposals[-1].payee if len(proposals) == PAGE else None


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
        raise Refused("unknown_settlement", f"{period} was never settled; start it first")
    return run


def _all_pages(ports: Ports, period: str, step: Step) -> None:
    for shard in range(settlements.SHARDS):
        after: str | None = ""
        while after is not None:
            after = step(ports, period, shard, after)


def _propose_all(ports: Ports, period: str, payees: Sequence[str]) -> None:
    run = require_run(ports, period)
    if run.awaiting != settlements.PROPOSALS:
        return
    proposals = [proposal for payee in payees for proposal in _propose(ports, run, payee)]
    if proposals:
        ports.store.commit([run, *proposals])


def _propose(ports: Ports, run: SettlementRun, payee: str) -> list[Proposal]:
    old = ports.store.get(Proposal, proposal_key(run.period, payee))
    if old is not None and old.round == run.round:
        return []
    balance = ports.store.get(Balance, payee) or Balance(payee=payee)
    payout = ports.store.get(Payout, old.payout) if old and old.payout else None
    policy = policy_in_force(ports.store.rule_versions("policy"), ports.clock.now()).payout
    return [settlements.propose(run, old, balance, payout, policy)]


def _pay(ports: Ports, run: SettlementRun, key: str) -> None:
    proposal = ports.store.get(Proposal, key)
    if proposal is None or proposal.round != run.round or proposal.outcome != "proposed":
        return
    now = ports.clock.now()
    policy = policy_in_force(ports.store.rule_versions("policy"), now).payout
    balance = ports.store.get(Balance, proposal.payee) or Balance(payee=proposal.payee)
    # Never more than finance approved, never more than is still there.
    amount = min(proposal.amount_fen, balance.available)
    outcome = _refusal(balance, amount, policy.minimum)
    if outcome:
        ports.store.commit([proposal.model_copy(update={"outcome": outcome})])
        return
    _open_payout(ports, run, proposal, balance, amount)


def _open_payout(
    ports: Ports, run: SettlementRun, proposal: Proposal, balance: Balance, amount: int
) -> None:
    now = ports.clock.now()
    attempt = proposal.attempt + 1
    payout = payouts.new_payout(
        Command.of("settlement", run.period, f"{proposal.payee}/{attempt}", b"").id,
        proposal.payee,
        amount,
        now,
        policy_in_force(ports.store.rule_versions("policy"), now).payout,
        period=run.period,
        approved_at=now,
        openid=require_distributor(ports, proposal.payee).openid,
    )
    book = PayoutBook(payout, balance, now, f"settlement {run.period}")
    payouts.open_payout(book, "settle", now)
    reserved = {
        "outcome": "reserved",
        "amount_fen": amount,
        "payout": payout.id,
        "attempt": attempt,
    }
    store_new(ports, book, proposal.model_copy(update=reserved))


def _refusal(balance: Balance, amount: int, minimum: int) -> settlements.Outcome | None:
    if balance.standing != "active":
        return "payee_not_active"
    return "below_minimum" if amount < minimum else None


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
