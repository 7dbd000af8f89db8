"""What is said about awards beside all rules; amounts are integer fen."""

from collections.abc import Iterator
from typing import Self

from pydantic import AwareDatetime

from shared.domain.awards.manual_awards import AwardState, ManualAward, NewAward, StepKind
from shared.domain.decisions import Reason
from shared.domain.forms import Form, TaxNature
from shared.domain.records import Value
from shared.edge.http.pages import Listed
from shared.edge.periods.messages import PeriodAwardView
from shared.usecases.awards.my_awards import MyAwardPage


class ProposeAward(NewAward):
    """An award beside all rules, and what it is for."""

    reason: Reason

    @property
    def award(self) -> NewAward:
        """The award without its reason."""
        return NewAward(amount_fen=self.amount_fen, form=self.form, tax_nature=self.tax_nature)


class StepView(Value):
    """Who did what with an award, when and why."""

    what: StepKind
    at: AwareDatetime
    by: str
    reason: str


class AwardView(Value):
    """An award as it stands now, with its log."""

    distributor: str
    award_id: str
    amount_fen: int
    form: Form
    tax_nature: TaxNature
    state: AwardState
    steps: tuple[StepView, ...]

    @classmethod
    def of(cls, award: ManualAward) -> Self:
        """Show an award."""
        return cls(
            distributor=award.distributor,
            award_id=award.id,
            state=award.state,
            steps=tuple(_steps(award)),
            **award.award.model_dump(),
        )


class Awards(Listed[AwardView]):
    """Manual awards, the oldest first; `next` goes on behind the page, null at the end."""


class MyManualAward(Value):
    """An award that I was given; `reversed_at` is when it was taken back again."""

    award_id: str
    amount_fen: int
    form: Form
    tax_nature: TaxNature
    reason: str
    paid_at: AwareDatetime
    reversed_at: AwareDatetime | None


class MyAwards(Value):
    """What I was given beside the commission of orders, oldest first: for periods, then by hand.

    `next` goes on behind the page, null at the end.
    """

    periods: tuple[PeriodAwardView, ...]
    manual: tuple[MyManualAward, ...]
    next: str | None

    @classmethod
    def of(cls, page: MyAwardPage) -> Self:
        """Show what was paid; what nobody has approved is nobody's yet."""
        manual = tuple(mine for award in page.manual for mine in _paid(award))
        periods = tuple(map(PeriodAwardView.of, page.periods))
        return cls(periods=periods, manual=manual, next=page.next)


def _steps(award: ManualAward) -> Iterator[StepView]:
    for step in award.steps:
        by, reason = step.decision.by, step.decision.reason
        yield StepView(what=step.what, at=step.at, by=by, reason=reason)


def _paid(award: ManualAward) -> Iterator[MyManualAward]:
    at = {step.what: step.at for step in award.steps}
    if "approved" in at:
        yield MyManualAward(
            award_id=award.id,
            reason=award.steps[0].decision.reason,
            paid_at=at["approved"],
            reversed_at=at.get("reversed"),
            **award.award.model_dump(),
        )
