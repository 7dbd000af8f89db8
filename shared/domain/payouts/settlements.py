"""Settlement of a period: who is proposed what, approved by finance, then paid once a period.

The period is a name, not a cut-off: what is available is paid. Source: A134; rules.md, Payout.
"""

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
from shared.domain.moments import HeadRecord, Occasion
from shared.domain.payouts.payouts import APPROVAL, MAX_PARTS, Payout, largest_part
from shared.domain.policy.policy import PayoutPolicy
from shared.domain.records import NOTHING, AwaitingRecord, Record
from shared.domain.times import FAR

PROPOSALS, PAYMENT = "proposals", "payment"

Outcome = Literal[
    "proposed",
    "reserved",
    "below_minimum",
    "payee_not_active",
    "no_payout_account",
    "has_payout",
]


SettlementCode = Literal[
    "settlement_started", "settlement_proposed", "settlement_approved", "settlement_closed"
]


class SettlementRun(AwaitingRecord, HeadRecord):
    """One period's settlement. A new round looks again at who was not paid."""

    called: ClassVar[str] = "settlement"

    period: str
    round: int = 1
    started_at: AwareDatetime
    started_by: str
    approved_at: AwareDatetime | None = None
    approved_by: str | None = None
    closed_at: AwareDatetime | None = None
    commands: dict[str, int] = {}

    @property
    def key(self) -> str:
        """The period."""
        return self.period


class Proposal(Record):
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
        return proposal_key(self.period, self.payee)


def proposal_key(period: str, payee: str) -> str:
    """Give the place of a payee in a period's run."""
    return f"{period}/{shard_of(payee)}/{payee}"


def require_ended(period: str, at: datetime) -> None:
    """Refuse a period that still runs. Errors: period_open, invalid."""
    if at < bounds(period).end:
        raise Refused("period_open", f"{period} has not ended yet; settle it afterwards")


def subject_of(period: str) -> str:
    """Name a period's run as a subject."""
    return f"{SettlementRun.called}/{period}"


def _told(run: SettlementRun, code: SettlementCode, occasion: Occasion) -> SettlementRun:
    return run.telling(occasion.moment(code, facts={"round": str(run.round)}))


def begin(
    run: SettlementRun | None, period: str, by: str, at: datetime, command: str
) -> SettlementRun:
    """Begin a run, or another round of a finished one.

    An unfinished run goes on. `commands` keeps which round each command began or joined.
    """
    if run is not None and run.awaiting != NOTHING:
        return run.model_copy(update={"commands": {**run.commands, command: run.round}})
    if run is None:
        run = SettlementRun(period=period, round=0, started_at=at, started_by=by)
    begun = run.model_copy(
        update={
            "round": run.round + 1,
            "started_at": at,
            "started_by": by,
            "approved_at": None,
            "approved_by": None,
            "closed_at": None,
            "commands": {**run.commands, command: run.round + 1},
            **run.waits(PROPOSALS, at),
        }
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
    old: Proposal | None,
    claim: Claim,
    policy: PayoutPolicy,
    terms: TransferTerms,
) -> Proposal:
    """Say what a payee would be paid: nothing while he has an open or paid payout of the period."""
    new = old or Proposal(
        period=run.period, payee=claim.balance.payee, round=run.round, outcome="below_minimum"
    )
    outcome, amount = _judge(claim, policy, terms)
    if outcome == "has_payout":
        amount = new.amount_fen
    return new.model_copy(update={"round": run.round, "outcome": outcome, "amount_fen": amount})


def await_approval(run: SettlementRun, at: datetime) -> SettlementRun:
    """All proposals are there: finance may approve."""
    waiting = run.model_copy(update=run.waits(APPROVAL, FAR))
    return _told(waiting, "settlement_proposed", Occasion(at, BY_TIME))


def approve(run: SettlementRun, by: str, at: datetime, command: str) -> SettlementRun:
    """Let the money move; approved again changes nothing. Errors: illegal_transition."""
    if run.approved_at is not None:
        return run
    if run.awaiting != APPROVAL:
        raise Refused("illegal_transition", "the proposals are still being made; ask again soon")
    approved = run.model_copy(update={"approved_at": at, "approved_by": by})
    approved = approved.model_copy(update=approved.waits(PAYMENT, at))
    return _told(approved, "settlement_approved", Occasion(at, command, by))


def close(run: SettlementRun, at: datetime) -> SettlementRun:
    """Every proposal was worked off."""
    closed = run.model_copy(update={"closed_at": at, **run.waits(NOTHING, FAR)})
    return _told(closed, "settlement_closed", Occasion(at, BY_TIME))


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
