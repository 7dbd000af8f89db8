"""Settlement of a period: who is proposed what, approved by finance, then paid once a period.

The period is a name, not a cut-off: what is available is paid. Source: A134; rules.md, Payout.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from shared.domain.channel.channel import TransferTerms
from shared.domain.civil_periods import bounds
from shared.domain.commands import BY_TIME
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.shards import shard_of
from shared.domain.moments import HeadRecord, Occasion, codes_of
from shared.domain.payouts.payouts import APPROVAL, Payout
from shared.domain.payouts.splitting import MAX_PARTS, largest_part
from shared.domain.policy.policy import PayoutPolicy
from shared.domain.records import NOTHING, AwaitingRecord, Pointer, Record
from shared.domain.times import FAR

PROPOSALS, PAYMENT = "proposals", "payment"

EVERY_RUN = "every"
"""What the list of all runs is called."""

Outcome = Literal[
    "proposed",
    "not_approved",
    "reserved",
    "below_minimum",
    "payee_not_active",
    "no_payout_account",
    "has_payout",
]


SettlementCode = Literal[
    "settlement_started",
    "settlement_proposed",
    "settlement_approved",
    "settlement_refused",
    "settlement_closed",
]


class RunIn(Pointer):
    """By which the runs of all periods are found, by the names of their periods."""

    runs: str
    period: str


SettlementState = Literal["proposals", "approval", "payment", "closed", "refused"]
"""Where a run stands: what it awaits, and once that is over how it ended."""

_OPEN: Mapping[str, SettlementState] = {
    PROPOSALS: "proposals",
    APPROVAL: "approval",
    PAYMENT: "payment",
}


class SettlementRun(AwaitingRecord, HeadRecord):
    """One period's settlement. A new round looks again at who was not paid.

    `payees` and `total_fen` count what this round proposes to pay, nothing once it is refused.
    """

    called: ClassVar[str] = "settlement"
    codes: ClassVar[frozenset[str]] = codes_of(SettlementCode)

    period: str
    round: int = 1
    started_at: AwareDatetime
    started_by: str
    approved_at: AwareDatetime | None = None
    approved_by: str | None = None
    closed_at: AwareDatetime | None = None
    payees: int = 0
    total_fen: int = 0
    commands: dict[str, int] = {}

    @property
    def key(self) -> str:
        """The period."""
        return self.period

    @property
    def pointers(self) -> tuple[RunIn, ...]:
        """Among all runs."""
        return (RunIn(runs=EVERY_RUN, period=self.period),)

    @property
    def state(self) -> SettlementState:
        """Where it stands."""
        if self.awaiting in _OPEN:
            return _OPEN[self.awaiting]
        return "closed" if self.approved_at else "refused"


class SettlementLine(Record):
    """What a payee is to be paid for a period, and what became of it."""

    period: str
    payee: str
    round: int
    outcome: Outcome
    amount_fen: int = 0
    payout: str | None = None
    attempt: int = 0

    @property
    def key(self) -> str:
        """The payee's place in the run, by shard."""
        return line_key(self.period, self.payee)


def line_key(period: str, payee: str) -> str:
    """Give the place of a payee in a period's run."""
    return f"{period}/{shard_of(payee)}/{payee}"


def require_ended(period: str, at: datetime) -> None:
    """Refuse a period that still runs. Errors: period_open, invalid."""
    if at < bounds(period).end:
        raise Refused("period_open", "period_has_not_ended", period=period)


def _told(run: SettlementRun, code: SettlementCode, occasion: Occasion) -> SettlementRun:
    facts = {"round": str(run.round)}
    return run.telling(occasion.moment(code, amount_fen=run.total_fen or None, facts=facts))


def begin(
    run: SettlementRun | None, period: str, by: str, at: datetime, command: str
) -> SettlementRun:
    """Begin a run, or another round of a finished one.

    An unfinished run goes on. `commands` keeps which round each command began or joined.
    """
    if run is not None and run.awaiting != NOTHING:
        return run.changed(commands={**run.commands, command: run.round})
    if run is None:
        run = SettlementRun(period=period, round=0, started_at=at, started_by=by)
    begun = run.changed(
        round=run.round + 1,
        started_at=at,
        started_by=by,
        approved_at=None,
        approved_by=None,
        closed_at=None,
        payees=0,
        total_fen=0,
        commands={**run.commands, command: run.round + 1},
        **run.waits(PROPOSALS, at),
    )
    return _told(begun, "settlement_started", Occasion(at, command, by))


@dataclass(frozen=True)
class Claim:
    """What a payee has, where it can be paid to, and his latest payout of the period."""

    balance: Balance
    openid: str | None
    payout: Payout | None


def propose(
    run: SettlementRun,
    old: SettlementLine | None,
    claim: Claim,
    policy: PayoutPolicy,
    terms: TransferTerms,
) -> SettlementLine:
    """Say what a payee would be paid: nothing while he has an open or paid payout of the period."""
    new = old or SettlementLine(
        period=run.period, payee=claim.balance.payee, round=run.round, outcome="below_minimum"
    )
    outcome, amount = _judge(claim, policy, terms)
    if outcome == "has_payout":
        amount = new.amount_fen
    return new.changed(round=run.round, outcome=outcome, amount_fen=amount)


def tallied(run: SettlementRun, lines: Iterable[SettlementLine]) -> SettlementRun:
    """Count lines that this round proposes to pay."""
    amounts = [line.amount_fen for line in lines if line.outcome == "proposed"]
    total_fen = run.total_fen + sum(amounts)
    return run.changed(payees=run.payees + len(amounts), total_fen=total_fen)


def await_approval(run: SettlementRun, at: datetime) -> SettlementRun:
    """All proposals are there: finance may approve."""
    waiting = run.changed(**run.waits(APPROVAL, FAR))
    return _told(waiting, "settlement_proposed", Occasion(at, BY_TIME))


def approve(run: SettlementRun, proposed_round: int, occasion: Occasion) -> SettlementRun:
    """Let the money of a round move. Errors: illegal_transition for another round."""
    if run.awaiting != APPROVAL or run.round != proposed_round:
        raise Refused("illegal_transition", "another_round_waits", period=run.period)
    approved = run.changed(approved_at=occasion.now, approved_by=occasion.by)
    approved = approved.changed(**approved.waits(PAYMENT, occasion.now))
    return _told(approved, "settlement_approved", occasion)


def refuse(run: SettlementRun, occasion: Occasion) -> SettlementRun:
    """Let no money of this round move: the run is over, another round may be begun."""
    told = _told(_over(run, occasion.now), "settlement_refused", occasion)
    return told.changed(payees=0, total_fen=0)


def as_decided(run: SettlementRun, line: SettlementLine) -> SettlementLine:
    """Give a line as the decision about its run leaves it: nothing is proposed any more behind one.

    A refusal writes no line, however many there are: it is the run that says what became of them.
    """
    if line.outcome == "proposed" and run.awaiting == NOTHING:
        return line.changed(outcome="not_approved")
    return line


def close(run: SettlementRun, at: datetime) -> SettlementRun:
    """Every proposal was worked off."""
    return _told(_over(run, at), "settlement_closed", Occasion(at, BY_TIME))


def _over(run: SettlementRun, at: datetime) -> SettlementRun:
    return run.changed(closed_at=at, **run.waits(NOTHING, FAR))


def _judge(claim: Claim, policy: PayoutPolicy, terms: TransferTerms) -> tuple[Outcome, int]:
    if claim.payout is not None and (claim.payout.open or claim.payout.paid_fen):
        return "has_payout", 0
    if claim.balance.standing != "active":
        return "payee_not_active", 0
    if terms.needs_account and claim.openid is None:
        return "no_payout_account", 0
    if claim.balance.available < max(policy.minimum, 1):
        return "below_minimum", 0
    largest = largest_part(policy, terms)
    most = largest * MAX_PARTS if largest else claim.balance.available
    return "proposed", min(claim.balance.available, most)
