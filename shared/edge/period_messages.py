"""What is said about the assessment of periods; amounts are integer fen."""

from collections.abc import Iterable
from typing import Self

from pydantic import AwareDatetime

from shared.domain.periods.assessments import Assessment
from shared.domain.records import NOTHING, Value
from shared.usecases.period_statements import AwardLine


class AssessmentView(Value):
    """How a rule's assessment stands: for how many people anything counted, what that awarded.

    The figures are those of the assessment; what was refunded since shows in the awards.
    """

    rule: str
    plan: str | None
    due_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    counted: int
    awarded: int
    total_fen: int


class AssessmentsView(Value):
    """A period's assessments and a page of its awards; `next` goes on behind it, None: the end."""

    period: str
    assessments: tuple[AssessmentView, ...]
    awards: tuple[AwardLine, ...]
    next: str | None

    @classmethod
    def of(
        cls,
        period: str,
        assessments: Iterable[Assessment],
        awards: tuple[AwardLine, ...],
        following: str | None,
    ) -> Self:
        """Show a period."""
        views = tuple(_view(assessment) for assessment in assessments)
        return cls(period=period, assessments=views, awards=awards, next=following)


def _view(assessment: Assessment) -> AssessmentView:
    same = ("rule", "plan", "finished_at", "counted", "awarded", "total_fen")
    waits = assessment.awaiting != NOTHING
    return AssessmentView(
        due_at=assessment.due_at if waits else None,
        **{name: getattr(assessment, name) for name in same},
    )
