"""The guard: what a plan must not do, what somebody should think about, and what it cannot know.

Errors refuse a plan, warnings want to be acknowledged by whoever approves it. It is a guard, not
legal advice, and says so. Source: rules.md, Compliance guard; features 50, 77.
"""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.errors import Clause, Refused
from shared.domain.guard.checks.inducements import inducements
from shared.domain.guard.checks.mistakes import mistakes
from shared.domain.guard.checks.proposing import unfit_to_propose
from shared.domain.guard.checks.spreads import odd_grade_prices
from shared.domain.guard.checks.tiny import tiny_rates
from shared.domain.guard.checks.totals import totals
from shared.domain.guard.checks.trees import Network, large_trees
from shared.domain.guard.checks.unseen import unseen_names
from shared.domain.guard.checks.usual import unusual_rates
from shared.domain.guard.findings import Finding, FindingCode, finding
from shared.domain.plans.document import Plan

GRAVITY = {"error": 0, "warning": 1, "info": 2}


def findings(
    plan: Plan, network: Network | None = None, at: datetime | None = None
) -> tuple[Finding, ...]:
    """Give all findings, the gravest first: whatever proposing or approving the plan would refuse.

    Those of the network only where it is given, those of the day only for a plan proposed `at` it.
    """
    found = [*unfit_to_propose(plan, at), *inducements(plan), *totals(plan)]
    found += odd_grade_prices(plan)
    found += [*mistakes(plan), *unseen_names(plan), *tiny_rates(plan), *unusual_rates(plan)]
    if network is not None:
        found += large_trees(network)
    found.append(finding("not_legal_advice"))
    return tuple(sorted(found, key=lambda each: GRAVITY[each.severity]))


def require_proposable(plan: Plan, at: datetime) -> None:
    """Refuse with invalid a plan that nobody could approve as it was proposed at an instant."""
    if unfit := list(unfit_to_propose(plan, at)):
        raise Refused("invalid", "plan_unfit", findings=tuple(each.clause for each in unfit))


def require_allowed(plan: Plan, network: Network | None = None) -> tuple[Finding, ...]:
    """Give the findings of a plan without errors. Errors: plan_refused, naming every error."""
    found = findings(plan, network)
    errors = [each for each in found if each.severity == "error"]
    if errors:
        raise Refused(
            "plan_refused",
            "guard_found_errors",
            codes=", ".join(codes_of(errors)),
            findings=tuple(map(_placed, errors)),
        )
    return found


def _placed(found: Finding) -> Clause:
    return Clause("placed", {"place": found.path, "code": found.code, "finding": found.clause})


def warnings_of(found: Sequence[Finding]) -> tuple[FindingCode, ...]:
    """Give the codes that an approval has to acknowledge."""
    return codes_of([each for each in found if each.severity == "warning"])


def codes_of(found: Sequence[Finding]) -> tuple[FindingCode, ...]:
    """Give each code once, in order."""
    return tuple(dict.fromkeys(each.code for each in found))
