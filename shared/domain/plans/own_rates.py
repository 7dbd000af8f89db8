"""Rates that others than the plan set, such as a promoter's for his link.

Each is taken only inside the limits that one rule of the plan gives. Source: A069; rules.md,
Base.
"""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.errors import Refused
from shared.domain.plans.document import Plan
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import Limits


def require_link_rate(plan: Plan, rate_bp: int, at: datetime) -> None:
    """Refuse with invalid a link's rate that the plan does not allow now."""
    limits = next((rule.link_limits for rule in rules_at(plan, at) if rule.link_limits), None)
    if limits is None:
        raise Refused("invalid", "the plan lets no link set a rate; leave rate_bp out")
    if not limits.min_bp <= rate_bp <= limits.max_bp:
        raise outside(limits, "a link's rate")


def rules_at(plan: Plan, at: datetime) -> Iterator[Rule]:
    """Give the rules that count at an instant."""
    return (rule for rule in plan.rules if rule.valid.covers(at))


def outside(limits: Limits, what: str) -> Refused:
    """Give the refusal of a rate that lies outside its limits."""
    return Refused(
        "invalid",
        f"{what} must lie between {limits.min_bp} and {limits.max_bp} basis points",
        min_bp=limits.min_bp,
        max_bp=limits.max_bp,
    )
