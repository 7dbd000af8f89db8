"""Withdraw, send, ask about and finish payouts; nothing is sent before it is stored."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    TransferReport,
    TransferRequest,
)
from shared.domain.commands import BY_CHANNEL, BY_TIME, Command, is_repeat
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.moments import Occasion
from shared.domain.network.people import Distributor
from shared.domain.ownership import ALL, Scope
from shared.domain.payouts import payouts, retries
from shared.domain.payouts.payouts import Part, Payout, PayoutBook
from shared.domain.payouts.splitting import split_amount
from shared.domain.policy.policy import PayoutPolicy
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import new_proposal
from shared.usecases.reading import load_balance, policy_now, require_distributor
from shared.usecases.remembering import done_by_person
from shared.usecases.retrying import retried


def request_withdrawal(ports: Ports, command: Command, payee: str, amount: int) -> Payout:
    """Reserve available money for a payout whose id is the command's.

    Errors: unknown_person, payee_not_active, no_payout_account, amount_zero, below_minimum,
    insufficient_available, idempotency_conflict; invalid for too many transfers.
    """
    distributor = require_distributor(ports, payee)
    return retried(partial(_requested, ports, command, distributor, amount))


def _requested(ports: Ports, command: Command, distributor: Distributor, amount: int) -> Payout:
    # Before the payout: a balance that the same request has reserved from comes with it.
    balance = load_balance(ports.store, distributor.id)
    known = ports.store.get(Payout, command.id)
    if known is not None:
        is_repeat({known.id: known.request_hash}, command)
        return known
    if amount > balance.available:
        # Most withdraw what is there.
        from shared.usecases.ledger.draining import drain  # noqa: PLC0415

        drain(ports, distributor.id)
        balance = load_balance(ports.store, distributor.id)
    payout = _wanted(ports, command, distributor, balance, amount)
    now = payout.requested_at
    book = PayoutBook(payout, balance, now, command.id, by=distributor.id)
    payouts.open_payout(book, "withdraw_requested", now)
    done = done_by_person(ports, command, payout.about)
    return store_new(ports, book, *_under_review(ports, payout), *done)


def _wanted(
    ports: Ports, command: Command, distributor: Distributor, balance: Balance, amount: int
) -> Payout:
    now, policy, terms = ports.clock.now(), policy_now(ports).payout, ports.transfer_terms
    payouts.check_withdrawal(balance, amount, policy, terms, distributor.openid)
    return payouts.new_payout(
        command.id,
        distributor.id,
        split_amount(amount, policy, terms),
        now,
        openid=distributor.openid,
        approved_at=None if policy.review else now,
        request_hash=command.body_hash,
    )


def _under_review(ports: Ports, payout: Payout) -> Iterator[Proposal]:
    """Give the proposal by which finance approves a payout that it wants to see first."""
    if payout.approved_at is None:
        content = {"payee": payout.payee, "amount_fen": payout.amount_fen}
        yield new_proposal(ports, payout.id, PAYOUT, payout.id, content, payout.payee)


def store_new(ports: Ports, book: PayoutBook, *more: Record) -> Payout:
    """Store a payout with its reservation and journal, and what else belongs to it, at once."""
    # Most functions that know payouts open none.
    from shared.usecases.payouts.taking_up import led_on  # noqa: PLC0415

    payouts.settle_wait(book)
    before = led_on(ports, book)
    ports.store.commit([book.payout, book.balance, *book.entries, *before, *more])
    return book.payout


def advance_payout(ports: Ports, payout_id: str) -> Payout:
    """Send what was never sent, cancel what was not confirmed, ask about what is unknown.

    Errors: unknown_payout, `Busy`.
    """
    _submit(ports, payout_id)
    _cancel_expired(ports, payout_id)
    return _ask(ports, payout_id)


def record_transfer(ports: Ports, payout_id: str, report: TransferReport) -> Payout:
    """Take in what the channel says of a transfer, once.

    Errors: unknown_payout, unknown_withdrawal, payout_final, amount_mismatch.
    """
    return _change(
        ports, payout_id, BY_CHANNEL, lambda book: payouts.report(book, report, book.recorded_at)
    )


def lose_sight(ports: Ports, payout_id: str, bill_no: str) -> Payout:
    """Note that a transfer's outcome is unknown. Errors: unknown_payout, unknown_withdrawal."""
    return _change(
        ports, payout_id, BY_TIME, lambda book: payouts.lose_sight(book, bill_no, book.recorded_at)
    )


def payout_of_bill(bill_no: str) -> str:
    """Give the id of the payout that a transfer number belongs to."""
    return bill_no[:-2]


def require_payout(ports: Ports, payout_id: str, scope: Scope = ALL) -> Payout:
    """Load a payout. Errors: unknown_payout, for one outside the scope as well."""
    payout = ports.store.get(Payout, payout_id)
    if payout is None or not scope.reaches(payout.payee):
        raise Refused("unknown_payout", "no_such_payout", payout_id=payout_id)
    return payout


def tries(ports: Ports, payout: Payout) -> Iterator[Payout]:
    """Give a payout and those whose failed transfers it pays again, the newest first."""
    yield payout
    while payout.retry_of is not None:
        payout = require_payout(ports, payout.retry_of)
        yield payout


def _submit(ports: Ports, payout_id: str) -> None:
    living = _living_first(ports, payout_id)
    if living is not None:
        _withhold(ports, payout_id, living)
    payout, parts = _mark(
        ports,
        payout_id,
        lambda book, policy: (
            payouts.submit(book, book.recorded_at, policy) if book.payout.approved_at else []
        ),
    )
    for part in parts:
        _send(ports, payout, part)


def _withhold(ports: Ports, payout_id: str, living: Part) -> None:
    # Next to no payout is withheld: the rules of odd money wait for the first that is.
    from shared.domain.odd_notices.withheld import withheld_retry  # noqa: PLC0415

    def attempt() -> None:
        payout = require_payout(ports, payout_id)
        if payout.awaiting != payouts.SUBMISSION:
            return
        balance = load_balance(ports.store, payout.payee)
        book = PayoutBook(payout, balance, ports.clock.now(), BY_TIME)
        retries.withhold(book)
        payouts.settle_wait(book)
        occasion = Occasion(book.recorded_at, BY_TIME)
        ports.store.commit([book.payout, withheld_retry(payout, living, occasion)])

    retried(attempt)


def _living_first(ports: Ports, payout_id: str) -> Part | None:
    """Give a transfer before this retry of which the channel does not say that it failed.

    Errors: ChannelUnavailable, ChannelRefused: without a clear answer nothing is sent.
    """
    payout = require_payout(ports, payout_id)
    if payout.approved_at is None or payout.awaiting != payouts.SUBMISSION:
        return None
    _, *before = tries(ports, payout)
    failed = ((each, part) for each in before for part in retries.failed_parts(each))
    return next((part for each, part in failed if _lives(ports, each, part)), None)


def _lives(ports: Ports, payout: Payout, part: Part) -> bool:
    said = ports.channel.query_transfer(part.bill_no)
    if said is None:
        return not retries.is_remembered(payout, ports.clock.now())
    return said.state not in ("failed", "cancelled")


def _cancel_expired(ports: Ports, payout_id: str) -> None:
    payout, parts = _mark(ports, payout_id, lambda book, _: payouts.expire(book, book.recorded_at))
    for part in parts:
        _cancel(ports, payout, part)


def _ask(ports: Ports, payout_id: str) -> Payout:
    payout, parts = _mark(
        ports, payout_id, lambda book, _: payouts.ask_about(book, book.recorded_at)
    )
    for part in parts:
        payout = _ask_part(ports, payout, part)
    return require_payout(ports, payout_id)


def _ask_part(ports: Ports, payout: Payout, part: Part) -> Payout:
    try:
        said = ports.channel.query_transfer(part.bill_no)
    except (ChannelUnavailable, ChannelRefused):
        return payout  # Asked again later: only a clear answer ends a transfer.
    if said is None:
        # The channel never saw it: the same number once more, with the same parameters.
        return _send(ports, payout, part)
    if part.state == "cancelling" and said.state == "wait_user_confirm":
        return _cancel(ports, payout, part)
    return record_transfer(ports, payout.id, said)


def _cancel(ports: Ports, payout: Payout, part: Part) -> Payout:
    try:
        return record_transfer(ports, payout.id, ports.channel.cancel_transfer(part.bill_no))
    except (ChannelUnavailable, ChannelRefused):
        # Refused means too late, not failed: asked next, the channel tells whether it has paid.
        return payout


def _send(ports: Ports, payout: Payout, part: Part) -> Payout:
    request = TransferRequest(
        bill_no=part.bill_no,
        openid=payout.openid or "",
        amount_fen=part.amount_fen,
        remark=f"Commission {payout.period or ''}".strip(),
    )
    try:
        return record_transfer(ports, payout.id, ports.channel.transfer(request))
    except ChannelUnavailable:
        return lose_sight(ports, payout.id, part.bill_no)
    except ChannelRefused as refused:
        said = TransferReport(bill_no=part.bill_no, state="failed", fail_reason=refused.code)
        return record_transfer(ports, payout.id, said)


def _mark(
    ports: Ports, payout_id: str, mark: Callable[[PayoutBook, PayoutPolicy], list[Part]]
) -> tuple[Payout, list[Part]]:
    """Store what is about to be done, before it is; give the parts to do it for."""
    marked: list[Part] = []

    def decide(book: PayoutBook) -> None:
        marked[:] = mark(book, policy_now(ports).payout)

    return _change(ports, payout_id, BY_TIME, decide), marked


def _change(
    ports: Ports, payout_id: str, command: str, decide: Callable[[PayoutBook], None]
) -> Payout:
    def attempt() -> Payout:
        old = require_payout(ports, payout_id)
        balance = load_balance(ports.store, old.payee)
        book = PayoutBook(old, balance, ports.clock.now(), command)
        decide(book)
        payouts.settle_wait(book)
        if book.payout != old:
            moved = [book.balance] if book.balance != balance else []
            ports.store.commit([book.payout, *book.entries, *moved])
        return book.payout

    return retried(attempt)


def _book(ports: Ports, payout_id: str, command: str, verdict: Verdict) -> PayoutBook:
    payout = require_payout(ports, payout_id)
    balance = load_balance(ports.store, payout.payee)
    return PayoutBook(payout, balance, verdict.at, command, by=verdict.by)


def _approved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    book = _book(ports, proposal.subject, command.id, verdict)
    payouts.approve(book, verdict.by, verdict.at)
    payouts.settle_wait(book)
    return Approved({}, [book.payout])


def _refused(
    ports: Ports, command: Command, proposal: Proposal, verdict: Verdict
) -> Sequence[Record]:
    book = _book(ports, proposal.subject, command.id, verdict)
    payouts.refuse(book, verdict.at)
    payouts.settle_wait(book)
    return [book.payout, book.balance, *book.entries]


PAYOUT = ApprovalKind(
    name="payout",
    approve=_approved,
    close=_refused,
    deciders=frozenset({"finance"}),
    open_for=None,
)
"""A withdrawal that finance wants to see is to be sent."""
