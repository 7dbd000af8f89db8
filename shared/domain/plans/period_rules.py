"""Which rules of a plan look at a period, and what an order keeps of them.

An order counts for the period rules of the plan that it was created under: for whom, and when, is
of its snapshot. What the count pays is for the plan in force when the period began. Source: A080;
rules.md, Snapshot.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from shared.domain.civil_periods import Cadence
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import PerPieceRule, RankingRule, Subject, TierRule
from shared.domain.records import Value
from shared.domain.terms.parts import MAX_PAY_DEPTH, OrderKind

TEAM_DEPTH = 20
"""How far above the buyer a sale still counts for what somebody's team reaches."""

Role = Literal["own", "direct", "team"]
"""How somebody stands to an order: it came through him, through his direct downline, or deeper."""

ROLES_OF: dict[Subject, tuple[Role, ...]] = {
    "own": ("own",),
    "direct": ("direct",),
    "team": ("own", "direct", "team"),
}
"""Which orders are a subject's: those in which somebody stands so."""

PeriodicRule = TierRule | RankingRule | PerPieceRule

_REACH: dict[Subject, int] = {"own": 1, "direct": 2, "team": TEAM_DEPTH}
_PAID_REACH: dict[Subject, int] = {**_REACH, "team": MAX_PAY_DEPTH}
_TERMS: dict[str, Cadence] = {"month": "month", "term": "year", "lifetime": "month"}


class PeriodRef(Value):
    """A period rule that an order counts for.

    `reach` is how many above the buyer it looks at, nearest first; 0: it counts the pieces that the
    rule pays somebody for. A `lifetime` count goes on from period to period.
    """

    rule: str
    cadence: Cadence
    counted: Literal["released", "paid"] = "released"
    reach: int
    lifetime: bool = False


def periodic_rules(plan: Plan) -> Iterator[PeriodicRule]:
    """Give the rules of a plan that a period decides, in its order."""
    for rule in plan.rules:
        if isinstance(rule, TierRule | RankingRule) or (
            isinstance(rule, PerPieceRule) and rule.steps
        ):
            yield rule


def period_refs(
    plan: Plan, kind: OrderKind, at: datetime, *, entry: bool = False
) -> tuple[PeriodRef, ...]:
    """Give what an order of a kind keeps of a plan's period rules when it is created.

    An agent's entry purchase counts for none (A098).
    """
    if entry:
        return ()
    rules = (rule for rule in periodic_rules(plan) if kind in rule.orders and rule.valid.covers(at))
    return tuple(_ref(rule) for rule in rules)


def reach_of(plan: Plan) -> int:
    """Give how many above the buyer the plan's period rules look at."""
    return max((reach(rule) for rule in periodic_rules(plan)), default=0)


def reach(rule: PeriodicRule) -> int:
    """Give how many above the buyer a rule looks at; 0 for one that counts the pieces it pays for.

    Who is paid on his team's sales is one of the three whom a sale may pay (A064); a team that only
    opens a tier on somebody's own sales goes further up.
    """
    if isinstance(rule, PerPieceRule):
        return 0
    if isinstance(rule, RankingRule):
        return _REACH["own"]
    return (_PAID_REACH if rule.pays_on == "subject" else _REACH)[rule.subject]


def cadence(rule: PeriodicRule) -> Cadence:
    """Give how often a rule is evaluated: a term is a civil year, a lifetime goes by months."""
    return _TERMS[rule.counted] if isinstance(rule, PerPieceRule) else rule.period


def close_after_days(rule: PeriodicRule) -> int:
    """Give how many days after its end a period is evaluated."""
    return 0 if isinstance(rule, PerPieceRule) else rule.close_after_days


def is_lifetime(rule: PeriodicRule) -> bool:
    """Tell whether the count goes on from period to period."""
    return isinstance(rule, PerPieceRule) and rule.counted == "lifetime"


def _ref(rule: PeriodicRule) -> PeriodRef:
    return PeriodRef(
        rule=rule.id,
        cadence=cadence(rule),
        counted="released" if isinstance(rule, PerPieceRule) else rule.counted,
        reach=reach(rule),
        lifetime=is_lifetime(rule),
    )
