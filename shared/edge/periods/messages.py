"""What is said about the evaluation of periods; amounts are integer fen."""

from collections.abc import Iterable
from typing import Self

from pydantic import AwareDatetime

from shared.domain.periods.award_lines import AwardLine
from shared.domain.periods.evaluations import Evaluation
from shared.domain.records import NOTHING, Value
from shared.words.catalogue import term


class EvaluationView(Value):
    """How a rule's evaluation stands: for how many people anything counted, what that awarded.

    The figures are those of the evaluation, `budget_cut_fen` what budgets had no room for; what was
    refunded since shows in the awards.
    """

    rule: str
    plan: str | None
    due_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    counted: int
    awarded: int
    total_fen: int
    budget_cut_fen: int


class PeriodAwardView(AwardLine):
    """An award with its reason; the message says why the rule pays nothing, where it does not."""

    message: str | None
    message_zh: str | None

    @classmethod
    def of(cls, line: AwardLine) -> Self:
        """Show an award."""
        words = term("unpaid", line.why.unpaid) if line.why.unpaid else None
        return cls(
            **dict(line),
            message=words.en if words else None,
            message_zh=words.zh if words else None,
        )


class EvaluationsView(Value):
    """A period's evaluations and a page of its awards; `next` goes on behind it, None: the end."""

    period: str
    evaluations: tuple[EvaluationView, ...]
    items: tuple[PeriodAwardView, ...]
    next: str | None

    @classmethod
    def of(
        cls,
        period: str,
        evaluations: Iterable[Evaluation],
        awards: tuple[AwardLine, ...],
        following: str | None,
    ) -> Self:
        """Show a period."""
        views = tuple(_view(evaluation) for evaluation in evaluations)
        told = tuple(map(PeriodAwardView.of, awards))
        return cls(period=period, evaluations=views, items=told, next=following)


def _view(evaluation: Evaluation) -> EvaluationView:
    same = ("rule", "plan", "finished_at", "counted", "awarded", "total_fen", "budget_cut_fen")
    waits = evaluation.awaiting != NOTHING
    return EvaluationView(
        due_at=evaluation.due_at if waits else None,
        **{name: getattr(evaluation, name) for name in same},
    )
