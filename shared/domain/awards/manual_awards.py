"""A manual award: one person proposes it, another approves it; taken back only in the same way.

An award is never changed: its steps are its log, and what takes it back is another entry of the
journal that it began. Source: A049, A090; invariant I3.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.forms import Form, TaxNature
from shared.domain.ledger.balances import Balance, Moved, claw_back, receive
from shared.domain.ledger.journal import COMMISSION, Chain, JournalEntry, Posting, account, append
from shared.domain.money import PositiveFen
from shared.domain.records import Queue, Record, Value
from shared.domain.times import iso_utc
from shared.domain.two_persons import require_another_person

StepKind = Literal[
    "proposed", "approved", "rejected", "reversal_proposed", "reversed", "reversal_rejected"
]
AwardState = Literal["proposed", "approved", "rejected", "reversal_proposed", "reversed"]

OPEN: frozenset[AwardState] = frozenset({"proposed", "reversal_proposed"})
"""What waits for a second person."""

_FROM: Mapping[StepKind, AwardState] = {
    "approved": "proposed",
    "rejected": "proposed",
    "reversal_proposed": "approved",
    "reversed": "reversal_proposed",
    "reversal_rejected": "reversal_proposed",
}
_TWO_PERSONS: frozenset[StepKind] = frozenset({"approved", "reversed"})


class AwardStep(Value):
    """What somebody did with an award, when and why."""

    what: StepKind
    at: AwareDatetime
    decision: Decision


class NewAward(Value):
    """An award as somebody proposes it."""

    amount_fen: PositiveFen
    form: Form = "cash"
    tax_nature: TaxNature = "labour"


class ManualAward(Record):
    """An award to a distributor, with everything that was done with it.

    `hold` is the number of the payee's hold it went under, 0 where it became available.
    """

    distributor: str
    id: str
    award: NewAward
    steps: tuple[AwardStep, ...] = Field(min_length=1)
    hold: int = 0
    journal: Chain = Chain()

    @property
    def key(self) -> str:
        """The award's place among the distributor's."""
        return f"{self.distributor}/{self.id}"

    @property
    def subject(self) -> str:
        """What its journal is about."""
        return f"DECISION#{self.id}"

    @property
    def state(self) -> AwardState:
        """Where the award stands; a reversal that was rejected leaves it approved."""
        last = self.steps[-1].what
        return "approved" if last == "reversal_rejected" else last

    @property
    def waits_since(self) -> datetime | None:
        """Since when it waits for a second person, if it does."""
        return self.steps[-1].at if self.state in OPEN else None


def _waits(award: ManualAward) -> tuple[str, str] | None:
    since = award.waits_since
    return ("", f"{iso_utc(since)}#{award.key}") if since else None


OPEN_AWARDS = Queue("AWARDS", ManualAward, _waits)
"""The awards and reversals that wait for a second person, the longest waiting first."""


def propose(
    distributor: str, award_id: str, award: NewAward, decision: Decision, at: datetime
) -> ManualAward:
    """Propose an award: no money moves before another person approves it."""
    proposed = AwardStep(what="proposed", at=at, decision=decision)
    return ManualAward(distributor=distributor, id=award_id, award=award, steps=(proposed,))


def go_on(award: ManualAward, what: StepKind, decision: Decision, at: datetime) -> ManualAward:
    """Take the next step; two persons decide, neither of them the payee.

    Errors: illegal_transition, same_person.
    """
    if _FROM.get(what) != award.state:
        raise Refused("illegal_transition", f"the award is {award.state}; it cannot be {what} now")
    if what in _TWO_PERSONS:
        require_another_person(award.steps[-1].decision.by, decision.by)
        require_another_person(award.distributor, decision.by)
    step = AwardStep(what=what, at=at, decision=decision)
    return award.model_copy(update={"steps": (*award.steps, step)})


def pay(award: ManualAward, balance: Balance) -> tuple[ManualAward, Moved]:
    """Give the payee an approved award: debt first; held for one who is not active."""
    balance, postings, hold = receive(balance, COMMISSION, award.award.amount_fen)
    return award.model_copy(update={"hold": hold}), (balance, postings)


def take_back(award: ManualAward, balance: Balance) -> tuple[ManualAward, Moved]:
    """Take a reversed award from where it lies: held, else available, the rest is debt.

    Errors: illegal_transition for one that was forfeited: nothing of it is left to take.
    """
    amount = award.award.amount_fen
    outcome = balance.closed_holds.get(award.hold)
    if outcome == "forfeited":
        raise Refused("illegal_transition", "the award was forfeited; nothing of it is left")
    if award.hold and outcome is None:
        source = account(balance.key, "held")
        posting = Posting(from_account=source, to_account=COMMISSION, amount_fen=amount)
        return award, (balance.move(held=-amount), [posting])
    return award, claw_back(balance, amount)


Move = Callable[[ManualAward, Balance], tuple[ManualAward, Moved]]

MOVES: Mapping[StepKind, tuple[str, Move]] = {
    "approved": ("manual_award", pay),
    "reversed": ("award_reversed", take_back),
}
"""The steps that move money: under which cause, and how."""


def entry_of(
    award: ManualAward, cause: str, postings: list[Posting], command: str, at: datetime
) -> tuple[ManualAward, JournalEntry]:
    """Write the next entry of an award's own journal."""
    chain, entry = append(
        award.journal,
        subject=award.subject,
        at=at,
        recorded_at=at,
        cause=cause,
        command=command,
        postings=tuple(postings),
    )
    return award.model_copy(update={"journal": chain}), entry
