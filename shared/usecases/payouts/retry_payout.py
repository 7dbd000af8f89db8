"""Pay again what failed: proposed by one person of finance, approved by another."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.moments import Occasion
from shared.domain.payouts import payouts, retries
from shared.domain.payouts.payouts import Payout, PayoutBook
from shared.domain.payouts.settlements import SettlementLine, line_key
from shared.domain.payouts.splitting import split_amount
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import propose
from shared.usecases.payouts.payouts import require_payout, tries
from shared.usecases.reading import load_balance, policy_now, require_distributor
from shared.usecases.remembering import first_time, once


def propose_retry(ports: Ports, command: Command, payout_id: str, decision: Decision) -> Proposal:
    """Propose to pay what failed of a payout under new numbers.

    Errors: unknown_payout, illegal_transition, idempotency_conflict.
    """

    def content() -> Mapping[str, Any]:
        first = _require_retriable(ports, payout_id)
        failed = {part.bill_no: part.fail_reason for part in retries.failed_parts(first)}
        return {
            "payee": first.payee,
            "amount_fen": retries.failed_fen(first),
            "period": first.period,
            "failed": failed,
        }

    return propose(ports, command, PAYOUT_RETRY, payout_id, content, decision)


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


def _approved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    first = _require_retriable(ports, proposal.subject)
    balance = load_balance(ports.store, first.payee)
    retry = _retry_of(ports, first, proposal.id, verdict)
    book = PayoutBook(retry, balance, verdict.at, command.id, by=verdict.by)
    payouts.open_payout(book, "payout_retried", verdict.at)
    payouts.settle_wait(book)
    told = _told(first, retry, Occasion(verdict.at, command.id, verdict.by))
    lines = _line_led_on(ports, first, retry)
    return Approved(
        {"payout_id": retry.id}, [book.payout, book.balance, *book.entries, told, *lines]
    )


def _require_retriable(ports: Ports, payout_id: str) -> Payout:
    first = require_payout(ports, payout_id)
    retries.require_failed(first)
    retries.require_remembered(tries(ports, first), ports.clock.now())
    return first


def _retry_of(ports: Ports, first: Payout, retry_id: str, verdict: Verdict) -> Payout:
    payee, terms = require_distributor(ports, first.payee), ports.transfer_terms
    payouts.require_account(first.payee, terms, payee.openid)
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


def _told(first: Payout, retry: Payout, occasion: Occasion) -> Payout:
    facts = {"retry": retry.id}
    moment = occasion.moment("payout_retried", amount_fen=retry.amount_fen, facts=facts)
    return first.changed(retried_as=retry.id).telling(moment)


def _line_led_on(ports: Ports, first: Payout, retry: Payout) -> Iterator[Record]:
    if first.period is None:
        return
    key = line_key(first.period, first.payee)
    led_on = retries.line_retried(ports.store.get(SettlementLine, key), first, retry)
    if led_on is not None:
        yield led_on


PAYOUT_RETRY = ApprovalKind(name="payout_retry", approve=_approved, deciders=frozenset({"finance"}))
"""What failed of a payout is to be paid under new numbers."""
