"""Awards: what somebody gets by a rule for a period, and where that stands.

There is one award a payee, rule and period. It owes what its facts pay, as far as its budget has
room, no more and no less. Plan, level and what was booked stay as they were first evaluated.
Source: A070-A087, A094; rules.md, Refund, clawback, debt.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from pydantic import AwareDatetime

from shared.domain.commission.period_pay import Pay, PeriodFacts, after_booking
from shared.domain.commission.prizes import Prize
from shared.domain.forms import Form, TaxNature
from shared.domain.ledger.journal import Chain, purse
from shared.domain.moments import HeadRecord, codes_of
from shared.domain.money import UNITS
from shared.domain.orders.commissions import Share
from shared.domain.periods.count_so_far import CountSoFar
from shared.domain.periods.evaluations import Decided
from shared.domain.periods.funds import Funds
from shared.domain.records import NOTHING, AwaitingRecord, Pointer, Record
from shared.domain.times import FAR

if TYPE_CHECKING:
    from shared.domain.rules.periodic_rule import PeriodicRule

REEVALUATION = "reevaluation"

NO_FACTS = PeriodFacts()
THE_PERIOD = 0
"""What stands for the line in the share of an award: it is for the period as a whole."""


class AwardIn(Pointer):
    """By which a period's awards are found, by payee and rule."""

    period: str
    payee: str
    rule: str

    @property
    def target(self) -> str:
        """The award's place under its payee."""
        return award_key(self.payee, self.period, self.rule)


AwardCode = Literal[
    "award_given", "award_not_earned", "award_raised", "award_lowered", "award_told_no_more"
]
"""What happens to an award, as its moments bear it."""


class PeriodAward(AwaitingRecord, HeadRecord):
    """What somebody gets by a rule for a period; `facts` and `share` are as last evaluated.

    Until it was evaluated it names no plan. It waits while facts have changed since. `terms` says
    the rule in words, `pay` how that applies to the facts. Without `funds` no budget limits it.
    `counting` is how far its orders are counted, while that takes several turns.
    """

    called: ClassVar[str] = "period_award"
    codes: ClassVar[frozenset[str]] = codes_of(AwardCode)

    payee: str
    rule: str
    period: str
    kind: str = ""
    plan: str = ""
    number: int = 0
    form: Form = "cash"
    tax_nature: TaxNature = "labour"
    level: str = ""
    qualified: bool = True
    terms: str = ""
    facts: PeriodFacts = NO_FACTS
    pay: Pay | None = None
    booked: Pay | None = None
    prize: Prize | None = None
    share: Share = Share(line=THE_PERIOD, weight=0)
    funds: Funds | None = None
    evaluated_at: AwareDatetime | None = None
    counting: CountSoFar | None = None
    journal: Chain = Chain()

    @property
    def key(self) -> str:
        """The award's place under its payee."""
        return award_key(self.payee, self.period, self.rule)

    @property
    def pointers(self) -> "tuple[AwardIn, ...]":
        """By which period it is found."""
        return (AwardIn(period=self.period, payee=self.payee, rule=self.rule),)

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose award it is."""
        return (self.payee,)

    @property
    def books(self) -> str:
        """The subject of its journal."""
        return self.subject

    @property
    def subject(self) -> str:
        """The subject of its journal."""
        return f"AWARD#{self.payee}.{self.period}.{self.rule}"

    @property
    def purse(self) -> str:
        """The key of the balance that it goes to."""
        return purse(self.payee, self.form)

    @property
    def due_fen(self) -> int:
        """What its facts pay."""
        return self.share.weight // UNITS

    @property
    def target_fen(self) -> int:
        """What it owes: what its facts pay, as far as its budget has room."""
        return self.due_fen if self.funds is None else min(self.due_fen, self.funds.fen)

    @property
    def budget_cut_fen(self) -> int:
        """What the budget had no room for."""
        return self.due_fen - self.target_fen

    @property
    def promised_fen(self) -> int:
        """What it owes if every dispute is won."""
        return self.target_fen if self.funds is None else self.funds.fen

    @property
    def reevaluation_due_at(self) -> datetime | None:
        """When it is evaluated again because facts have changed since, if they have."""
        return self.due_at if self.awaiting == REEVALUATION else None

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell: it counted something, or money has moved."""
        return not self.facts.nothing or self.journal.sequence > 0


class Reckoning(Record):
    """What one entry of an award's journal follows from."""

    award: str
    sequence: int
    facts: PeriodFacts
    share: Share
    pay: Pay | None = None
    budget_cut_fen: int = 0

    @property
    def key(self) -> str:
        """The entry's place in the award's journal."""
        return f"{self.award}/{self.sequence:04d}"


class Person(NamedTuple):
    """A payee as he was when the period ended."""

    level: str
    qualified: bool


def person_at_end(
    rule: "PeriodicRule", level: str, violations: Iterable[datetime], period: str
) -> Person:
    """Say what a payee is when a period ends, and whether a rule counts for him (A076)."""
    return Person(level, rule.qualifies(level, violations, period))


def award_key(payee: str, period: str, rule: str) -> str:
    """Give the place of an award under its payee."""
    return f"{payee}/{period}/{rule}"


def outdated(award: PeriodAward, at: datetime) -> PeriodAward:
    """Let an award be evaluated again as of an instant at which facts have changed, or the last.

    A count that is under way goes on all the same, so that many changes do not keep it from its
    end: as if what has changed behind it had done so afterwards.
    """
    since = at if award.awaiting == NOTHING else max(at, award.due_at)
    counting = award.counting.changed(stale=True) if award.counting else None
    return award.changed(counting=counting, **award.waits(REEVALUATION, since))


def evaluated(
    award: PeriodAward,
    decided: Decided,
    person: Person,
    facts: PeriodFacts,
    at: datetime,
    prize: Prize | None = None,
) -> PeriodAward:
    """Say what the facts pay; plan, level and qualification stay once they were looked at.

    What has changed while they were counted lets the award wait to be evaluated again.
    """
    if not award.plan:
        award = _begun(award, decided, person)
    prize = award.prize or prize
    pay = _pay(award, decided, facts, prize)
    new = award.changed(
        facts=facts,
        pay=pay,
        booked=_booked(award, decided, pay),
        prize=prize,
        share=_weighed(award.share, pay, facts.on_account_fen),
        evaluated_at=at,
        counting=None,
    )
    counts_again = award.counting is not None and award.counting.stale
    return new if counts_again else new.changed(**new.waits(NOTHING, FAR))


def _begun(award: PeriodAward, decided: Decided, person: Person) -> PeriodAward:
    return award.changed(
        kind=decided.rule.kind,
        plan=decided.plan.label,
        number=decided.plan.number,
        form=decided.rule.form,
        tax_nature=decided.rule.tax_nature,
        level=person.level,
        qualified=person.qualified,
        terms=decided.rule.period_terms(person.level),
    )


def _pay(award: PeriodAward, decided: Decided, facts: PeriodFacts, prize: Prize | None) -> Pay:
    rule = decided.rule
    if not award.qualified:
        paid = rule.pays_level(award.level)
        return Pay(facts.size, unpaid="conduct" if paid else "level_not_paid")
    now = rule.pay(award.level, facts, prize)
    return now if rule.after_refund is None else after_booking(rule.after_refund, award.booked, now)


def _booked(award: PeriodAward, decided: Decided, pay: Pay) -> Pay:
    """Keep what was booked first; where tiers are looked up anew, the latest that grew."""
    if award.booked is None:
        return pay
    if decided.rule.after_refund == "booked_rate":
        return award.booked
    return pay if pay.grew_from(award.booked) else award.booked


def _weighed(share: Share, pay: Pay, on_account_fen: int) -> Share:
    return share.changed(
        weight=max(0, pay.weight - on_account_fen * UNITS),
        rate_bp=pay.rate_bp,
        on_fen=pay.base,
        fixed_fen=pay.fixed_fen,
        fixed_rest=pay.fixed_rest,
        cut=pay.cut,
    )
