"""Settlement of a period: who is proposed what, approved by finance, then paid once a period.

The period is a name, not a cut-off: what is available is paid. Source: A134; rules.md, Payout.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Literal

from pydantic import AwareDatetime

from shared.domain.civil_periods import bounds
from shared.domain.commands import BY_TIME
from shared.domain.errors import Refused
from shared.domain.moments import HeadRecord, Occasion, codes_of
from shared.domain.payouts.payouts import APPROVAL
from shared.domain.payouts.settlement_lines import Outcome, SettlementLine
from shared.domain.payouts.settlement_parts import (
    SettlementPart,
    Tally,
    digest_of,
    summed,
)
from shared.domain.records import NOTHING, AwaitingRecord, Pointer
from shared.domain.times import FAR

PROPOSALS: Final = "proposals"
PAYMENT: Final = "payment"

HEAD_START = timedelta(minutes=15)
"""How long a phase is left to its machine, before the sweeper works on it as well."""

EVERY_RUN = "every"
"""What the list of all runs is called."""

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
    digest: str = ""
    """Of all that this round proposes."""
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
        **run.waits(PROPOSALS, at + HEAD_START),
    )
    return _told(begun, "settlement_started", Occasion(at, command, by))


def totalled(run: SettlementRun, parts: Sequence[SettlementPart]) -> SettlementRun:
    """Let a run say what its round proposes, once every part of it is there."""
    proposed, again = summed(parts).get("proposed", Tally()), Tally()
    for part in parts:
        again = again.more(part.again)
    return run.changed(
        payees=proposed.payees,
        total_fen=proposed.fen,
        again_payees=again.payees,
        again_fen=again.fen,
        digest=digest_of(parts),
    )


def await_approval(run: SettlementRun, at: datetime) -> SettlementRun:
    """All proposals are there: finance may approve."""
    waiting = run.changed(**run.waits(APPROVAL, FAR))
    return _told(waiting, "settlement_proposed", Occasion(at, BY_TIME))


def proposed_by(run: SettlementRun) -> dict[str, Any]:
    """Give what a round proposes, as finance sees and approves it."""
    return {
        "round": run.round,
        "payees": run.payees,
        "total_fen": run.total_fen,
        "digest": run.digest,
    }


def approve(run: SettlementRun, seen: Mapping[str, Any], occasion: Occasion) -> SettlementRun:
    """Let the money of a round move that finance has seen. Errors: illegal_transition."""
    if run.awaiting != APPROVAL or {**proposed_by(run), **seen} != proposed_by(run):
        raise Refused("illegal_transition", "another_round_waits", period=run.period)
    approved = run.changed(approved_at=occasion.now, approved_by=occasion.by)
    approved = approved.changed(**approved.waits(PAYMENT, occasion.now + HEAD_START))
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


def outcomes_as_decided(
    run: SettlementRun, outcomes: Mapping[Outcome, Tally]
) -> dict[Outcome, Tally]:
    """Give counts of lines as the decision about their run leaves them."""
    over = run.awaiting == NOTHING
    return {
        "not_approved" if over and outcome == "proposed" else outcome: tally
        for outcome, tally in outcomes.items()
    }


def close(run: SettlementRun, at: datetime) -> SettlementRun:
    """Every proposal was worked off."""
    return _told(_over(run, at), "settlement_closed", Occasion(at, BY_TIME))


def _uncounted(run: SettlementRun) -> SettlementRun:
    return run.changed(payees=0, total_fen=0, again_payees=0, again_fen=0, digest="")


def _over(run: SettlementRun, at: datetime) -> SettlementRun:
    return run.changed(closed_at=at, **run.waits(NOTHING, FAR))
