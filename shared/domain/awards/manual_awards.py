"""A manual award: one person proposes it, another approves it; taken back only in the same way.

An award is there once it is approved, and never changed: its steps are its log, and what takes it
back is another entry of the journal that it began. Source: A049, A090; invariant I3.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.domain.approvals.proposals import Proposal, Verdict, require_another_person
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.forms import Form, TaxNature
from shared.domain.ledger.balances import Balance, Moved, claw_back, receive
from shared.domain.ledger.journal import COMMISSION, Chain, JournalEntry, Posting, account, append
from shared.domain.moments import HeadRecord, Occasion, codes_of
from shared.domain.money import PositiveFen
from shared.domain.records import Pointer, Value
from shared.domain.times import iso_utc

StepKind = Literal["proposed", "approved", "reversal_proposed", "reversed"]
AwardState = Literal["approved", "reversed"]


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


class AwardTo(Pointer):
    """By which a distributor's awards by hand are found, in the order in which they were given."""

    distributor: str
    given_at: str
    award: str

    @property
    def target(self) -> str:
        """The award's place among the distributor's."""
        return f"{self.distributor}/{self.award}"


ManualAwardCode = Literal["manual_award_given", "manual_award_reversed"]
"""What happens to an award by hand, as its moments bear it."""


class ManualAward(HeadRecord):
    """An award to a distributor, with everything that was done with it.

    `hold` is the number of the payee's hold it went under, 0 where it became available.
    """

    called: ClassVar[str] = "manual_award"
    codes: ClassVar[frozenset[str]] = codes_of(ManualAwardCode)

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
    def pointers(self) -> tuple[AwardTo, ...]:
        """By when it was given it is found: when it was approved."""
        given_at = next(iso_utc(step.at) for step in self.steps if step.what == "approved")
        return (AwardTo(distributor=self.distributor, given_at=given_at, award=self.id),)

    @property
    def owners(self) -> tuple[str, ...]:
        """Who was given it."""
        return (self.distributor,)

    @property
    def books(self) -> str:
        """The subject of its journal."""
        return self.subject

    @property
    def subject(self) -> str:
        """What its journal is about."""
        return f"DECISION#{self.id}"

    @property
    def state(self) -> AwardState:
        """Where the award stands."""
        return "reversed" if self.steps[-1].what == "reversed" else "approved"


def grant(proposal: Proposal, verdict: Verdict) -> ManualAward:
    """Make the award that another person than its payee approves. Errors: same_person."""
    require_another_person(proposal.subject, verdict.by)
    steps = _two_steps("proposed", "approved", proposal, verdict)
    award = NewAward.model_validate(proposal.content)
    return ManualAward(distributor=proposal.subject, id=proposal.id, award=award, steps=steps)


def reverse(award: ManualAward, proposal: Proposal, verdict: Verdict) -> ManualAward:
    """Take an award back as two persons decide, neither of them the payee.

    Errors: illegal_transition for one that was taken back; same_person.
    """
    require_standing(award)
    require_another_person(award.distributor, verdict.by)
    steps = _two_steps("reversal_proposed", "reversed", proposal, verdict)
    return award.changed(steps=(*award.steps, *steps))


def require_standing(award: ManualAward) -> None:
    """Refuse with illegal_transition an award that was taken back."""
    if award.state == "reversed":
        raise Refused("illegal_transition", "award_was_taken_back")


def _two_steps(
    proposed: StepKind, decided: StepKind, proposal: Proposal, verdict: Verdict
) -> tuple[AwardStep, AwardStep]:
    first = Decision(by=proposal.proposed_by, reason=proposal.reason or proposed)
    second = Decision(by=verdict.by, reason=verdict.reason or decided)
    return (
        AwardStep(what=proposed, at=proposal.proposed_at, decision=first),
        AwardStep(what=decided, at=verdict.at, decision=second),
    )


def pay(award: ManualAward, balance: Balance) -> tuple[ManualAward, Moved]:
    """Give the payee an approved award: debt first; held for one who is not active."""
    balance, postings, hold = receive(balance, COMMISSION, award.award.amount_fen)
    return award.changed(hold=hold), (balance, postings)


def take_back(award: ManualAward, balance: Balance) -> tuple[ManualAward, Moved]:
    """Take a reversed award from where it lies: held, else available, the rest is debt.

    Errors: illegal_transition for one that was forfeited: nothing of it is left to take.
    """
    amount = award.award.amount_fen
    outcome = balance.closed_holds.get(award.hold)
    if outcome == "forfeited":
        raise Refused("illegal_transition", "award_was_forfeited")
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


_TOLD: Mapping[StepKind, ManualAwardCode] = {
    "approved": "manual_award_given",
    "reversed": "manual_award_reversed",
}


def telling(award: ManualAward, done: StepKind, occasion: Occasion) -> ManualAward:
    """Let an award tell that it was given or taken back, and what for."""
    proposed = award.steps[-2]
    return award.telling(
        occasion.moment(
            _TOLD[done],
            amount_fen=award.award.amount_fen,
            entry=award.journal.sequence,
            facts={"reason": proposed.decision.reason},
        )
    )


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
    return award.changed(journal=chain), entry
