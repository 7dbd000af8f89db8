"""A payout: money reserved once, sent in parts under numbers for life, paid or given back once.

Unknown is not failure: a part without a clear answer stays reserved and is asked about again.
Source: A135, A136; rules.md, Payout; invariants I16, I17.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal, TypeAlias

from pydantic import AwareDatetime, Field

from shared.domain.channel.channel import TransferReport, TransferTerms
from shared.domain.day_pointers import day_shard
from shared.domain.errors import Refused
from shared.domain.ledger.balances import (
    Balance,
    Moved,
    give_back,
    pay_out,
    require_active,
    require_available,
    reserve,
)
from shared.domain.ledger.journal import Chain, JournalEntry, append
from shared.domain.moments import NO_FACTS, HeadRecord, Occasion, codes_of
from shared.domain.notices import PayoutNotice
from shared.domain.payouts.payout_pointers import PayoutOf, PayoutOn, SettledIn
from shared.domain.policy.policy import PayoutPolicy
from shared.domain.records import NOTHING, AwaitingRecord, Pointer, Value
from shared.domain.times import FAR, iso_utc

PartState = Literal[
    "created",
    "sent",
    "processing",
    "confirming",
    "unknown",
    "cancelling",
    "withheld",
    "success",
    "failed",
    "cancelled",
]
FINAL: frozenset[PartState] = frozenset({"success", "failed", "cancelled"})
ASKED_ABOUT: frozenset[PartState] = frozenset({"sent", "processing", "unknown", "cancelling"})

PayoutFact = Literal[
    "payout_requested",
    "payout_settled",
    "payout_approved",
    "payout_sent",
    "payout_unknown",
    "payout_awaits_payee",
    "payout_paid",
    "payout_failed",
    "payout_cancelled",
    "payout_retried",
]

PayoutCode: TypeAlias = PayoutFact | PayoutNotice
"""What happens to a payout, as its moments bear it."""

_ENDS: Mapping[PartState, PayoutCode] = {
    "success": "payout_paid",
    "failed": "payout_failed",
    "cancelled": "payout_cancelled",
}

APPROVAL, SUBMISSION, CONFIRMATION, RESULT = "approval", "submission", "confirmation", "result"
WITHHELD: Final = "withheld"

FIRST_QUERY = timedelta(minutes=1)
LONGEST_QUERY = timedelta(hours=24)


class Part(Value):
    """One transfer at the channel; `bill_no` is its number for life."""

    part: int
    bill_no: str
    amount_fen: int = Field(gt=0)
    state: PartState = "created"
    confirm_package: str | None = None
    fail_reason: str | None = None


PayoutState = Literal[
    "approval",
    "submission",
    "withheld",
    "result",
    "confirmation",
    "paid",
    "partly_paid",
    "failed",
    "refused",
]
"""Where a payout stands: what it awaits, and once that is over what of it reached the payee."""

_OPEN: Mapping[str, PayoutState] = {
    APPROVAL: "approval",
    SUBMISSION: "submission",
    WITHHELD: "withheld",
    RESULT: "result",
    CONFIRMATION: "confirmation",
}


class Payout(AwaitingRecord, HeadRecord):
    """Reserved money on its way to a payee."""

    called: ClassVar[str] = "payout"
    codes: ClassVar[frozenset[str]] = codes_of(PayoutFact, PayoutNotice)

    id: str = Field(pattern=r"^[A-Za-z0-9]{1,30}$")
    payee: str
    openid: str | None = None
    amount_fen: int = Field(gt=0)
    period: str | None = None
    requested_at: AwareDatetime
    approved_at: AwareDatetime | None = None
    approved_by: str | None = None
    send_at: AwareDatetime | None = None
    """From when on it may be sent, where that is later than its approval."""
    expires_at: AwareDatetime | None = None
    query_at: AwareDatetime = FAR
    queries: int = 0
    parts: tuple[Part, ...]
    request_hash: str = ""
    retry_of: str | None = None
    retried_as: str | None = None
    retry_proposal: str | None = None
    journal: Chain = Chain()

    @property
    def key(self) -> str:
        """The payout's id."""
        return self.id

    @property
    def pointers(self) -> Iterator[Pointer]:
        """By its payee, its day, and the period that it settles."""
        asked_at = iso_utc(self.requested_at)
        yield PayoutOf(payee=self.payee, requested_at=asked_at, payout=self.id)
        yield PayoutOn.leading(self.requested_at, self.id)
        if self.period is not None:
            shard = day_shard(self.id)
            yield SettledIn(period=self.period, shard=shard, requested_at=asked_at, payout=self.id)

    @property
    def kept_by_sweeper(self) -> bool:
        """Whether it is of a settlement: an execution for each would be most of what that costs."""
        return self.period is not None and self.retry_of is None

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose money it is."""
        return (self.payee,)

    @property
    def books(self) -> str:
        """The subject of its journal."""
        return f"PAYOUT#{self.id}"

    @property
    def open(self) -> bool:
        """Whether any part has no final result yet."""
        return any(part.state not in FINAL for part in self.parts)

    @property
    def waiting(self) -> bool:
        """Whether somebody has to do something yet; finance, where it failed for good."""
        failed = self.state in ("failed", "partly_paid")
        return self.open or (failed and self.retried_as is None)

    @property
    def paid_fen(self) -> int:
        """What reached the payee, in fen."""
        return sum(part.amount_fen for part in self.parts if part.state == "success")

    @property
    def state(self) -> PayoutState:
        """Where it stands."""
        if self.open:
            return _OPEN[next_step(self)[0]]
        if self.approved_at is None:
            return "refused"
        if self.paid_fen == self.amount_fen:
            return "paid"
        return "partly_paid" if self.paid_fen else "failed"

    def part_of(self, bill_no: str) -> Part:
        """Give the part with a number. Errors: unknown_withdrawal."""
        for part in self.parts:
            if part.bill_no == bill_no:
                return part
        raise Refused("unknown_withdrawal", "no_such_transfer_number", bill_no=bill_no)


@dataclass
class PayoutBook:
    """A payout and its payee's balance under change, with what the command has posted."""

    payout: Payout
    balance: Balance
    recorded_at: datetime
    command: str
    entries: list[JournalEntry] = field(default_factory=list)
    by: str | None = None

    def change_part(self, part: Part) -> None:
        """Replace one part."""
        parts = tuple(part if p.part == part.part else p for p in self.payout.parts)
        self.payout = self.payout.changed(parts=parts)

    def note(
        self, code: PayoutCode, at: datetime, amount_fen: int, facts: Mapping[str, str] = NO_FACTS
    ) -> None:
        """Let the payout tell what happened to it."""
        occasion = Occasion(self.recorded_at, self.command, self.by)
        moment = occasion.moment(code, at, amount_fen=amount_fen, facts=facts)
        self.payout = self.payout.telling(moment)

    def note_part(self, code: PayoutCode, at: datetime, part: Part) -> None:
        """Let the payout tell what happened to a part of it."""
        why = {"reason": part.fail_reason} if part.fail_reason else {}
        self.note(code, at, part.amount_fen, {"bill": part.bill_no, **why})

    def post(self, cause: str, at: datetime, moved: Moved) -> None:
        """Take over a moved balance and write its postings as one entry."""
        self.balance, postings = moved
        chain, entry = append(
            self.payout.journal,
            subject=self.payout.books,
            at=at,
            recorded_at=self.recorded_at,
            cause=cause,
            command=self.command,
            postings=tuple(postings),
        )
        self.payout = self.payout.changed(journal=chain)
        self.entries.append(entry)


def new_payout(
    payout_id: str, payee: str, amounts: Sequence[int], at: datetime, **more: object
) -> Payout:
    """Make a payout of one transfer an amount."""
    parts = tuple(
        Part(part=n, bill_no=f"{payout_id}{n:02d}", amount_fen=fen)
        for n, fen in enumerate(amounts, start=1)
    )
    return Payout.model_validate(
        {
            "id": payout_id,
            "payee": payee,
            "amount_fen": sum(amounts),
            "requested_at": at,
            "parts": parts,
            **more,
        }
    )


def check_withdrawal(
    balance: Balance, amount: int, policy: PayoutPolicy, terms: TransferTerms, openid: str | None
) -> None:
    """Refuse what may not be withdrawn.

    Errors: payee_not_active, no_payout_account, amount_zero, below_minimum,
    insufficient_available.
    """
    require_active(balance)
    require_account(balance.payee, terms, openid)
    if amount == 0:
        raise Refused("amount_zero", "nothing_withdrawn")
    if amount < policy.minimum:
        raise Refused("below_minimum", "below_smallest_withdrawal", minimum_fen=policy.minimum)
    require_available(balance, amount)


def require_account(payee: str, terms: TransferTerms, openid: str | None) -> None:
    """Refuse a payee whom the channel cannot pay. Errors: no_payout_account."""
    if terms.needs_account and openid is None:
        raise Refused("no_payout_account", "no_account_at_channel", payee=payee)


def open_payout(book: PayoutBook, cause: str, at: datetime) -> None:
    """Reserve the payout's amount. Errors: payee_not_active, insufficient_available."""
    book.post(cause, at, reserve(book.balance, book.payout.amount_fen))
    settled = book.payout.period is not None
    book.note("payout_settled" if settled else "payout_requested", at, book.payout.amount_fen)


def next_step(payout: Payout) -> tuple[str, datetime]:
    """Say what the payout awaits and until when."""
    states = {part.state for part in payout.parts}
    if states <= FINAL:
        return NOTHING, FAR
    if payout.approved_at is None:
        return APPROVAL, FAR
    if WITHHELD in states:
        return WITHHELD, FAR
    if "created" in states:
        return SUBMISSION, payout.send_at or payout.approved_at
    if states & ASKED_ABOUT:
        return RESULT, min(payout.query_at, _expiry(payout, states))
    return CONFIRMATION, _expiry(payout, states)


def settle_wait(book: PayoutBook) -> None:
    """Store on the payout what it awaits now."""
    book.payout = book.payout.changed(**book.payout.waits(*next_step(book.payout)))


def approve(book: PayoutBook, by: str, at: datetime) -> None:
    """Let the payout be sent; approved again changes nothing."""
    if book.payout.approved_at is None:
        book.payout = book.payout.changed(approved_at=at, approved_by=by)
        book.note("payout_approved", at, book.payout.amount_fen)


def refuse(book: PayoutBook, at: datetime) -> None:
    """Let nothing of a payout be sent: what was reserved is available again.

    Errors: illegal_transition for one that was approved.
    """
    if book.payout.approved_at is not None:
        raise Refused("illegal_transition", "payout_was_approved")
    call_off(book, at, "rejected")


def call_off(book: PayoutBook, at: datetime, why: str) -> None:
    """Cancel every part that was never sent: what was reserved is available again."""
    for part in book.payout.parts:
        if part.state in ("created", WITHHELD):
            cancelled = part.changed(fail_reason=why)
            _finish(book, cancelled, "cancelled", at, give_back(book.balance, part.amount_fen))


def count_paid(book: PayoutBook, at: datetime) -> None:
    """Let what was withheld be paid: it has reached the payee by an earlier transfer."""
    for part in book.payout.parts:
        if part.state == WITHHELD:
            _finish(book, part, "success", at, pay_out(book.balance, part.amount_fen))


def submit(book: PayoutBook, at: datetime, policy: PayoutPolicy) -> list[Part]:
    """Mark every part that was never sent as sent, before it is; give those to send."""
    parts = [part for part in book.payout.parts if part.state == "created"]
    for part in parts:
        book.change_part(part.changed(state="sent"))
    if parts:
        book.note("payout_sent", at, sum(part.amount_fen for part in parts))
        book.payout = book.payout.changed(query_at=at + FIRST_QUERY, queries=0)
        # So does one that he was to have authorised, where the channel asks him all the same.
        book.payout = book.payout.changed(expires_at=at + timedelta(hours=policy.confirm_hours))
    return parts


def expire(book: PayoutBook, at: datetime) -> list[Part]:
    """Mark every part whose confirmation is overdue as being cancelled; give those to cancel."""
    if book.payout.expires_at is None or book.payout.expires_at > at:
        return []
    parts = [part for part in book.payout.parts if part.state == "confirming"]
    for part in parts:
        book.change_part(part.changed(state="cancelling"))
    if parts:
        book.payout = book.payout.changed(query_at=at + FIRST_QUERY, queries=0)
    return parts


def ask_about(book: PayoutBook, at: datetime) -> list[Part]:
    """Give the parts to ask the channel about now, and put the next question later each time."""
    if book.payout.query_at > at:
        return []
    queries = book.payout.queries + 1
    pause = min(FIRST_QUERY * 2 ** min(queries, 12), LONGEST_QUERY)
    book.payout = book.payout.changed(query_at=at + pause, queries=queries)
    return [part for part in book.payout.parts if part.state in ASKED_ABOUT]


def lose_sight(book: PayoutBook, bill_no: str, at: datetime) -> None:
    """Note that a part's outcome is unknown: it stays reserved, its expiry clock stops."""
    part = book.payout.part_of(bill_no)
    if part.state not in FINAL | {"unknown"}:
        book.change_part(part.changed(state="unknown"))
        book.note_part("payout_unknown", at, part)
        book.payout = book.payout.changed(query_at=at + FIRST_QUERY, queries=0)


def report(book: PayoutBook, said: TransferReport, at: datetime) -> None:
    """Take in what the channel says of a part: paid, given back once, or still under way.

    Errors: payout_final for the opposite of a final result; amount_mismatch.
    """
    part = book.payout.part_of(said.bill_no)
    if said.amount_fen not in (None, part.amount_fen):
        raise Refused(
            "amount_mismatch",
            "transfer_report_differs",
            bill_no=part.bill_no,
            transfer_fen=part.amount_fen,
        )
    if part.state in FINAL:
        _require_same(part, said)
    elif said.state == "success":
        _finish(book, part, "success", at, pay_out(book.balance, part.amount_fen))
    elif said.state in ("failed", "cancelled"):
        _give_back(book, part, said, at)
    else:
        _still_under_way(book, part, said, at)


def _expiry(payout: Payout, states: set[PartState]) -> datetime:
    return payout.expires_at if payout.expires_at and "confirming" in states else FAR


def _require_same(part: Part, said: TransferReport) -> None:
    paid = part.state == "success"
    if said.state in ("success", "failed", "cancelled") and paid != (said.state == "success"):
        raise Refused(
            "payout_final",
            "transfer_is_final",
            bill_no=part.bill_no,
            state=part.state,
        )


def _give_back(book: PayoutBook, part: Part, said: TransferReport, at: datetime) -> None:
    expired = part.state == "cancelling"
    at = book.payout.expires_at if expired and book.payout.expires_at else at
    if expired and all(told.at != at for told in book.payout.notices):
        book.note("PAYOUT_EXPIRED", at, book.payout.amount_fen - book.payout.paid_fen)
    part = part.changed(fail_reason=said.fail_reason)
    state: PartState = "failed" if said.state == "failed" else "cancelled"
    _finish(book, part, state, at, give_back(book.balance, part.amount_fen))


def _finish(book: PayoutBook, part: Part, state: PartState, at: datetime, moved: Moved) -> None:
    book.change_part(part.changed(state=state, confirm_package=None))
    book.note_part(_ENDS[state], at, part)
    book.post("payout_result", at, moved)


def _still_under_way(book: PayoutBook, part: Part, said: TransferReport, at: datetime) -> None:
    states: dict[str, PartState] = {
        "accepted": "processing",
        "transferring": "processing",
        "wait_user_confirm": "confirming",
        "cancelling": "cancelling",
    }
    state = states[said.state]
    if part.state == "cancelling":
        state = "cancelling"
    if state == "confirming" != part.state:
        book.note_part("payout_awaits_payee", at, part)
    package = said.confirm_package or part.confirm_package
    book.change_part(part.changed(state=state, confirm_package=package))
