"""Which rules of a plan look at a period, and what an order keeps of them.

An order counts for the period rules of the plan that it was created under: for whom, and when, is
of its snapshot. What the count pays is for the plan in force when the period began. Source: A080;
rules.md, Snapshot.
"""

from datetime import datetime

from shared.domain.plans.document import Plan
from shared.domain.rules.period_ref import PeriodRef
from shared.domain.rules.periodic_rule import periodic_rules
from shared.domain.terms.parts import OrderKind


def period_refs(
    plan: Plan, kind: OrderKind, at: datetime, *, entry: bool = False
) -> tuple[PeriodRef, ...]:
    """Give what an order of a kind keeps of a plan's period rules when it is created.

    An agent's entry purchase counts for none (A098).
    """
    if entry:
        return ()
    rules = (rule for rule in periodic_rules(plan.rules) if rule.counts_orders(kind))
    return tuple(rule.ref() for rule in rules if rule.valid.covers(at))


def reach_of(plan: Plan) -> int:
    """Give how many above the buyer the plan's period rules look at."""
    return max((rule.reach for rule in periodic_rules(plan.rules)), default=0)
