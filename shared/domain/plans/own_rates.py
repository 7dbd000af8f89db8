"""Rates that others than the plan set, such as a promoter's for his link.

Each is taken only inside the limits that one rule of the plan gives. Source: A069; rules.md,
Base.
"""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.errors import Refused
from shared.domain.plans.document import Plan
from shared.domain.rules.rule import Rule


def require_link_rate(plan: Plan, rate_bp: int, at: datetime) -> None:
    """Refuse with invalid a link's rate that the plan does not allow now."""
    limits = next((rule.link_limits for rule in rules_at(plan, at) if rule.link_limits), None)
    if limits is None:
        raise Refused("invalid", "link_sets_no_rate")
    if not limits.min_bp <= rate_bp <= limits.max_bp:
        raise Refused("invalid", "link_rate_outside", min_bp=limits.min_bp, max_bp=limits.max_bp)


def rules_at(plan: Plan, at: datetime) -> Iterator[Rule]:
    """Give the rules that count at an instant."""
    return (rule for rule in plan.rules if rule.valid.covers(at))
