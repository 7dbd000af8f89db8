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

_PAID_OUT: frozenset[Outcome] = frozenset({"reserved", "has_payout"})
"""What becomes of a line whose sum is what its payouts came to, not what a round wished."""

SettlementCode = Literal[
    "settlement_started",
    "settlement_proposed",
    "settlement_approved",
    "settlement_refused",
    "settlement_closed",
    "settlement_empty",
]


class RunIn(Pointer):
    """By which the runs of all periods are found, by the names of their periods."""

    runs: str
    period: str


SettlementState = Literal["proposals", "approval", "payment", "closed", "refused", "empty"]
"""Where a run stands: what it awaits, and once that is over how it ended (empty: nobody to pay)."""

_OPEN: Mapping[str, SettlementState] = {
    PROPOSALS: "proposals",
    APPROVAL: "approval",
    PAYMENT: "payment",
}


class SettlementRun(AwaitingRecord, HeadRecord):
    """One period's settlement. A new round looks again at who was not paid.

    `payees` and `total_fen` count what this round proposes to pay, nothing once it is refused;
    `again_…` what of it failed in an earlier round, `earlier_…` what the rounds before came to.
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
    again_payees: int = 0
    again_fen: int = 0
    earlier_payees: int = 0
    earlier_fen: int = 0
    empty: bool = False
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
        if self.empty:
            return "empty"
        return "closed" if self.approved_at else "refused"

    @property
    def period_payees(self) -> int:
        """How many payees all rounds come to, each counted once."""
        return self.earlier_payees + self.payees - self.again_payees

    @property
    def period_fen(self) -> int:
        """What all rounds come to, in fen; what failed and is paid again is counted once."""
        return self.earlier_fen + self.total_fen - self.again_fen


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
    begun = _uncounted(run).changed(
        round=run.round + 1,
        started_at=at,
        started_by=by,
        approved_at=None,
        approved_by=None,
        closed_at=None,
        earlier_payees=run.period_payees,
        earlier_fen=run.period_fen,
        empty=False,
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
    if claim.payout is not None and outcome == "has_payout":
        amount = new.amount_fen if new.outcome in _PAID_OUT else claim.payout.amount_fen
    return new.changed(round=run.round, outcome=outcome, amount_fen=amount)


@dataclass(frozen=True)
class Judged:
    """A line as a round leaves it, and the payee's latest payout of the period before."""

    line: SettlementLine
    before: Payout | None


def tallied(run: SettlementRun, judged: Iterable[Judged]) -> SettlementRun:
    """Count what this round proposes to pay, and what of it failed in an earlier one."""
    proposed = [each for each in judged if each.line.outcome == "proposed"]
    failed = [each.before.amount_fen for each in proposed if each.before]
    return run.changed(
        payees=run.payees + len(proposed),
        total_fen=run.total_fen + sum(each.line.amount_fen for each in proposed),
        again_payees=run.again_payees + len(failed),
        again_fen=run.again_fen + sum(failed),
    )


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
    return _uncounted(told)


def close_empty(run: SettlementRun, at: datetime) -> SettlementRun:
    """Nobody is to be paid: the round is over, and nobody has to approve it."""
    return _told(_over(run, at), "settlement_empty", Occasion(at, BY_TIME)).changed(empty=True)


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


def _uncounted(run: SettlementRun) -> SettlementRun:
    return run.changed(payees=0, total_fen=0, again_payees=0, again_fen=0)


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
