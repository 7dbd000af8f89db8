"""The evaluation of a rule for a period: when it is due, which plan decides, how far it has come.

The plan in force when the period began decides; a rule that came into force inside it counts as it
first said there. Source: A080, A164; invariant I6.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from pydantic import AwareDatetime

from shared.domain import civil_periods as calendar
from shared.domain.civil_periods import Cadence, bounds, last_second, next_period, period_of
from shared.domain.commission.prizes import Ranked
from shared.domain.ledger.shards import SHARDS
from shared.domain.periods.count_so_far import CountSoFar
from shared.domain.records import NOTHING, AwaitingRecord
from shared.domain.rulebook.versions import RuleVersion, plan_in_force
from shared.domain.times import FAR

if TYPE_CHECKING:
    from shared.domain.plans.document import Plan
    from shared.domain.rulebook.plan_version import PlanVersion
    from shared.domain.rules.periodic_rule import PeriodicRule

EVALUATION = "evaluation"

BEHIND_WHAT_WAS_ON_ACCOUNT = timedelta(hours=1)
"""How much later the final award of a period is evaluated than those that were on account of it."""


class Evaluation(AwaitingRecord):
    """One rule's evaluation for one period; everybody is looked at, shard by shard, by id.

    `ranked` are the best so far, `prized` how many of them had their prize. `counted` is for how
    many people anything counted, `awarded` how many got something, `total_fen` what that was then,
    `budget_cut_fen` what budgets had no room for. `ranking` is whose orders are being counted, and
    how far, while that takes several turns.
    """

    period: str
    rule: str
    shard: int = 0
    after: str = ""
    ranked: tuple[Ranked, ...] = ()
    ranking: tuple[str, CountSoFar] | None = None
    prized: int = 0
    counted: int = 0
    awarded: int = 0
    total_fen: int = 0
    budget_cut_fen: int = 0
    plan: str | None = None
    finished_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """The rule's place under its period."""
        return f"{self.period}/{self.rule}"

    @property
    def looked_at_all(self) -> bool:
        """Whether everybody was looked at."""
        return self.shard >= SHARDS

    def count_of(self, payee: str) -> CountSoFar:
        """Give how far a payee's orders were counted that are to rank him."""
        return (
            CountSoFar() if self.ranking is None else dict([self.ranking]).get(payee, CountSoFar())
        )

    def moved_on(self, last: str | None) -> "Evaluation":
        """Go on behind the last payee of a page, or with the next shard."""
        if last:
            return self.changed(after=last)
        return self.changed(shard=self.shard + 1, after="")

    def tallied(self, counted: int, awards: Sequence[int], cut_fen: int = 0) -> "Evaluation":
        """Add for how many people something counted, and what each is awarded and all are cut."""
        awarded = sum(1 for fen in awards if fen)
        return self.changed(
            counted=self.counted + counted,
            awarded=self.awarded + awarded,
            total_fen=self.total_fen + sum(awards),
            budget_cut_fen=self.budget_cut_fen + cut_fen,
        )

    def finish(self, plan: str | None, at: datetime) -> "Evaluation":
        """Note that nothing is left to do, and which plan has decided, if any."""
        return self.changed(plan=plan, finished_at=at, **self.waits(NOTHING, FAR))


class Decided(NamedTuple):
    """The rule as it counts for a period, and the plan version that says so."""

    rule: "PeriodicRule"
    plan: "PlanVersion"


def deciding(versions: Sequence[RuleVersion], rule: str, period: str) -> Decided | None:
    """Give the rule as it counts for a period; None where no plan had it then."""
    start, end = bounds(period)
    begun_inside = sorted(v.effective_from for v in versions if start < v.effective_from < end)
    for at in (start, *begun_inside):
        plan = plan_in_force(versions, at)
        found = _rule_of(plan, rule, calendar.cadence_of(period))
        if found is not None:
            return Decided(found, plan)
    return None


def decided_by(versions: Sequence[RuleVersion], number: int, rule: str) -> Decided | None:
    """Give a rule as a plan version says it."""
    version = next((v for v in versions if v.number == number), None)
    if version is None:
        return None
    plan = plan_in_force([version], version.effective_from)
    found = _rule_of(plan, rule, None)
    return Decided(found, plan) if found else None


def budgeting(versions: Sequence[RuleVersion], decided: Decided, period: str) -> "Plan":
    """Give the version of the deciding plan's name whose budget counts: the last in the period."""
    named = [each for each in versions if each.plan.plan.name == decided.plan.plan.name]
    return plan_in_force(named, last_second(period)).plan


def closing(decided: Decided, period: str) -> datetime:
    """Give when a period is evaluated: behind what was paid on account of it."""
    at = bounds(period).end + timedelta(days=decided.rule.closes_after)
    return at + BEHIND_WHAT_WAS_ON_ACCOUNT if decided.rule.on_account else at


def first_evaluations(version: RuleVersion, now: datetime) -> list[Evaluation]:
    """Give the evaluations that a new plan version begins with, to be stored along with it.

    One that is there already, from a version before, stands as it is.
    """
    plan = plan_in_force([version], version.effective_from)
    begins = max(version.effective_from, now)
    return [
        _evaluation(Decided(rule, plan), period_of(rule.cadence, begins))
        for rule in plan.periodic_rules
    ]


def next_evaluation(versions: Sequence[RuleVersion], done: Evaluation) -> Evaluation | None:
    """Give the evaluation of the period that follows, if the rule goes on."""
    period = next_period(done.period)
    decided = deciding(versions, done.rule, period)
    return _evaluation(decided, period) if decided else None


def _evaluation(decided: Decided, period: str) -> Evaluation:
    evaluation = Evaluation(period=period, rule=decided.rule.id)
    return evaluation.changed(**evaluation.waits(EVALUATION, closing(decided, period)))


def _rule_of(plan: "PlanVersion", rule: str, every: Cadence | None) -> "PeriodicRule | None":
    return next(
        (each for each in plan.periodic_rules if each.id == rule and every in (None, each.cadence)),
        None,
    )
