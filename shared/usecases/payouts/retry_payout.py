"""Pay again what failed: proposed by one person of finance, approved by another."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.domain.approvals.proposals import Proposal, Verdict, is_expired
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.moments import Occasion
from shared.domain.payouts import payouts, retries
from shared.domain.payouts.payouts import Payout, PayoutBook
from shared.domain.payouts.settlement_lines import SettlementLine, line_key
from shared.domain.payouts.splitting import split_amount
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import new_proposal, require_proposal
from shared.usecases.payouts.payouts import require_payout, tries
from shared.usecases.reading import load_balance, policy_now, require_distributor
from shared.usecases.remembering import first_time, once


def propose_retry(ports: Ports, command: Command, payout_id: str, decision: Decision) -> Proposal:
    """Propose to pay what failed of a payout under new numbers.

    Errors: unknown_payout, illegal_transition, payee_not_active, insufficient_available,
    no_payout_account, idempotency_conflict.
    """

    def attempt() -> Proposal:
        first = require_payout(ports, payout_id)
        request = first_time(ports, command, PAYOUT_RETRY.subject_of(payout_id), decision.reason)
        if not request:
            return require_proposal(ports, command.id, PAYOUT_RETRY.name)
        _require_retriable(ports, first)
        _require_unproposed(ports, first)
        content = _content(first)
        new = new_proposal(ports, command.id, PAYOUT_RETRY, payout_id, content, decision)
        # The payout is written along: of two who propose at once one finds the other's.
        ports.store.commit([new, first.changed(retry_proposal=new.id), *request])
        return new.changed(version=1)

    return once(ports.store, command, attempt)


def ask_channel(ports: Ports, command: Command, payout_id: str, reason: str) -> Payout:
    """Have the channel asked now about a payout without a clear answer, under the same numbers.

    Errors: unknown_payout, illegal_transition, idempotency_conflict.
    """

    def attempt() -> Payout:
        payout = require_payout(ports, payout_id)
        request = first_time(ports, command, payout.about, reason)
        if not request:
            return payout
        balance = load_balance(ports.store, payout.payee)
        book = PayoutBook(payout, balance, ports.clock.now(), command.id, by=command.by)
        retries.ask_now(book)
        payouts.settle_wait(book)
        ports.store.commit([book.payout, *request])
        return book.payout

    return once(ports.store, command, attempt)


def _content(first: Payout) -> Mapping[str, Any]:
    return {
        "payee": first.payee,
        "amount_fen": retries.failed_fen(first),
        "period": first.period,
        "failed": {part.bill_no: part.fail_reason for part in retries.failed_parts(first)},
    }


def _approved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    first = require_payout(ports, proposal.subject)
    balance = _require_retriable(ports, first)
    retry = _retry_of(ports, first, proposal.id, verdict)
    book = PayoutBook(retry, balance, verdict.at, command.id, by=verdict.by)
    payouts.open_payout(book, "payout_retried", verdict.at)
    payouts.settle_wait(book)
    occasion = Occasion(verdict.at, command.id, verdict.by)
    told = retries.paid_again(first, retry, retry.amount_fen, occasion)
    lines = _line_led_on(ports, first, retry)
    return Approved(
        {"payout_id": retry.id}, [book.payout, book.balance, *book.entries, told, *lines]
    )


def _require_retriable(ports: Ports, first: Payout) -> Balance:
    """Refuse what may not be paid again, or cannot be; give the balance that it is paid from."""
    retries.require_failed(first)
    retries.require_remembered(tries(ports, first), ports.clock.now())
    balance = load_balance(ports.store, first.payee)
    retries.require_there(first, balance)
    payee = require_distributor(ports, first.payee)
    payouts.require_account(payee.id, ports.transfer_terms, payee.openid)
    return balance


def _require_unproposed(ports: Ports, first: Payout) -> None:
    if first.retry_proposal is None:
        return
    before = require_proposal(ports, first.retry_proposal, PAYOUT_RETRY.name)
    if before.state == "open" and not is_expired(before, ports.clock.now()):
        raise Refused(
            "illegal_transition",
            "retry_was_proposed",
            payout_id=first.id,
            proposal_id=before.id,
            proposer=before.proposed_by,
        )


def _retry_of(ports: Ports, first: Payout, retry_id: str, verdict: Verdict) -> Payout:
    payee, terms = require_distributor(ports, first.payee), ports.transfer_terms
    amounts = split_amount(retries.failed_fen(first), policy_now(ports).payout, terms)
    return payouts.new_payout(
        retry_id,
        first.payee,
        amounts,
        verdict.at,
        period=first.period,
        openid=payee.openid,
        approved_at=verdict.at,
        approved_by=verdict.by,
        retry_of=first.id,
    )


def _line_led_on(ports: Ports, first: Payout, retry: Payout) -> Iterator[Record]:
    if first.period is None:
        return
    key = line_key(first.period, first.payee)
    led_on = retries.line_retried(ports.store.get(SettlementLine, key), first, retry)
    if led_on is not None:
        yield led_on


PAYOUT_RETRY = ApprovalKind(name="payout_retry", approve=_approved, deciders=frozenset({"finance"}))
"""What failed of a payout is to be paid under new numbers."""
