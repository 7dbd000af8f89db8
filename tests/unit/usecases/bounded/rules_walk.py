"""The rulebook: proposed, approved, read, and compared with what was."""

from typing import Any, Final

from shared.domain.plans.document import read_plan
from shared.domain.policy.policy import read_policy
from shared.domain.rulebook.rule_proposals import NOTICE
from shared.usecases.comparing.compare_period import compare_period
from shared.usecases.inbox import inbox
from shared.usecases.rulebook import plans, policies
from tests.account_in_force import put_account_in_force
from tests.deciding import verdict_of
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.usecases.bench import FINANCE
from tests.unit.usecases.bounded.walker import Walk

MONTH: Final[dict[str, Any]] = {"period": "month", "counted": "paid"}
PLAN: Final = read_plan(
    {
        "preset": "depth-10-5",
        "budget": {"amount": "100000.00", "period": "year"},
        "upline_activity_days": 30,
        "rules": [
            {"id": "wish", "kind": "percent", "link": {"max_bp": 500}},
            {
                **MONTH,
                "id": "month",
                "kind": "tier",
                "no_violation_days": 5,
                "tiers": {"bands": {"default": [{"rate_bp": 100}]}},
            },
            {**MONTH, "id": "best", "kind": "ranking", "places": [{"amount": "5.00"}]},
        ],
    }
)
POLICY: Final = read_policy({"bind_on_order": True, "payout": {"review": True, "minimum": "1.00"}})


def begin(walk: Walk) -> None:
    """Let a plan and a policy come into force that read as much as any."""
    put_account_in_force(walk.store)
    proposed = walk.ask(plans.propose_plan, walk.command(), PLAN, "ops")
    found = walk.ask(plans.review, proposed.id).findings
    seen = verdict_of(walk.ports, proposed.id, FINANCE, *(each.code for each in found))
    walk.ask(inbox.approve, walk.command(), proposed.id, seen)
    proposed = walk.ask(policies.propose_policy, walk.command(), POLICY, "ops")
    walk.ask(policies.review_policy, proposed.id)
    seen = verdict_of(walk.ports, proposed.id, FINANCE)
    walk.ask(inbox.approve, walk.command(), proposed.id, seen)
    walk.clock.set(walk.clock.now() + NOTICE)


def read(walk: Walk) -> None:
    """Read all rules, and compare what was paid with what others would have paid."""
    walk.let(plans.propose_plan, walk.command(), PLAN, "ops")
    walk.ask(plans.check_plan, PLAN)
    walk.ask(plans.all_plans)
    walk.ask(plans.two_versions, 1, 0)
    walk.ask(policies.all_policies)
    walk.ask(policies.two_policies, 1, 0)
    for old in (None, DEFAULT_PLAN):
        walk.ask(compare_period, old, PLAN, "2025-03")
