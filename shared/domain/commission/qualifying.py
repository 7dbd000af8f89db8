"""Whether a rule pays somebody of his level and conduct at all, or why not.

Source: A076; rules.md, Depth. The level is that of the snapshot.
"""

from datetime import datetime, timedelta

from shared.domain.commission.facts import Upline
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.plans.rules import OrderRule


def disqualified(rule: OrderRule, person: Upline, at: datetime) -> NotPaidFor | None:
    """Say why a rule pays somebody nothing at an instant, whatever he sold; None: it may pay."""
    if rule.levels is not None and person.level not in rule.levels:
        return "level_not_paid"
    if rule.no_violation_days is None or person.last_violation_at is None:
        return None
    recent = person.last_violation_at > at - timedelta(days=rule.no_violation_days)
    return "conduct" if recent else None
