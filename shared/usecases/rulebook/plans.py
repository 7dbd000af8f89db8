"""Plans: checked, proposed, approved by another person, listed and compared with each other.

Source: A164; rules.md, Compliance guard; feature 41.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.commands import Command
from shared.domain.documents.changes import Change
from shared.domain.guard.checks.trees import Network
from shared.domain.guard.findings import Finding
from shared.domain.guard.guard import findings, require_allowed, warnings_of
from shared.domain.ledger.balances import PAYEES
from shared.domain.ledger.shards import SHARDS
from shared.domain.network.people import Distributor
from shared.domain.periods.evaluations import Evaluation, first_evaluations
from shared.domain.plans.diff import changes
from shared.domain.plans.document import Plan
from shared.domain.records import Record
from shared.domain.rulebook import rule_proposals
from shared.domain.rulebook.rule_proposals import OPEN_RULES, Approval, RuleProposal, begins_at
from shared.domain.rulebook.versions import (
    PlanVersion,
    RuleVersion,
    next_number,
    plan_in_force,
)
from shared.ports import Ports, Store
from shared.usecases.lists import longest_waiting
from shared.usecases.reading import versions_of
from shared.usecases.rulebook import rule_proposals as proposals

MOST_PEOPLE = 5_000
"""How many people of the network the guard looks at."""

PAGE = 500


class Review(NamedTuple):
    """A proposal with all that whoever decides it should see."""

    proposal: RuleProposal
    follows: PlanVersion
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


class AllPlans(NamedTuple):
    """The plan in force now, every version and every open proposal, oldest first."""

    in_force: PlanVersion
    versions: Sequence[RuleVersion]
    proposals: Sequence[RuleProposal]


def check_plan(ports: Ports, plan: Plan) -> tuple[Finding, ...]:
    """Say what the guard finds in a plan and in the network that it would pay; store nothing."""
    return findings(plan, network_of(ports.store), ports.clock.now())


def propose_plan(ports: Ports, command: Command, plan: Plan, by: str) -> RuleProposal:
    """Propose a plan under the command's id. Errors: invalid, idempotency_conflict."""
    return proposals.propose(ports, command, plan, by)


def approve_plan(
    ports: Ports, command: Command, proposal_id: str, by: str, acknowledged: Sequence[str]
) -> RuleProposal:
    """Put a proposal in force as the next version, with the first evaluations of its period rules.

    Errors: unknown_proposal, illegal_transition, same_person, plan_refused, warnings_open,
    idempotency_conflict.
    """

    def approved(proposal: RuleProposal) -> tuple[RuleProposal, Sequence[Record]]:
        decided, version = _approved(ports, proposal, by, acknowledged)
        return decided, [version, *_new_evaluations(ports, version)]

    return proposals.decide(ports, command, "plan", proposal_id, approved)


def reject_plan(
    ports: Ports, command: Command, proposal_id: str, by: str, reason: str
) -> RuleProposal:
    """Reject a proposal, or take one's own back.

    Errors: unknown_proposal, illegal_transition, idempotency_conflict.
    """
    return proposals.reject(ports, command, "plan", proposal_id, by, reason)


def review(ports: Ports, proposal_id: str) -> Review:
    """Show a proposal beside the version it follows. Errors: unknown_proposal."""
    proposal = proposals.require_proposal(ports, "plan", proposal_id)
    follows = _followed(ports, proposal)
    plan = proposal.plan
    found = findings(plan, network_of(ports.store), proposal.proposed_at)
    return Review(proposal, follows, changes(follows.plan, plan), found)


def plan_version(ports: Ports, number: int) -> PlanVersion:
    """Give a version of the plan, 0 the product's default. Errors: unknown_plan."""
    if number == 0:
        return plan_in_force([], ports.clock.now())
    version = proposals.require_version(ports, "plan", number)
    return plan_in_force([version], version.effective_from)


def two_versions(ports: Ports, number: int, against: int) -> tuple[PlanVersion, PlanVersion]:
    """Give the version to compare with, and the one that is compared. Errors: unknown_plan."""
    return plan_version(ports, against), plan_version(ports, number)


def all_plans(ports: Ports) -> AllPlans:
    """Give what is in force, all versions and the oldest open proposals."""
    versions = versions_of(ports.store, "plan")
    in_force = plan_in_force(versions, ports.clock.now())
    waiting = longest_waiting(ports.store, OPEN_RULES, "plan", proposals.MOST_OPEN)
    return AllPlans(in_force, versions, waiting)


def network_of(store: Store) -> Network:
    """Read who stands under whom, as far as the guard looks."""
    uplines: dict[str, str | None] = {}
    for shard in range(SHARDS):
        after: str | None = ""
        while after is not None:
            ids, after = store.waiting(PAYEES, str(shard), after=after, limit=PAGE)
            people = store.get_all(Distributor, ids)
            uplines |= {person.id: person.upline for person in people}
            if len(uplines) >= MOST_PEOPLE:
                return Network(uplines, whole=False)
    return Network(uplines)


def _approved(
    ports: Ports, proposal: RuleProposal, by: str, acknowledged: Sequence[str]
) -> tuple[RuleProposal, RuleVersion]:
    rule_proposals.require_approvable(proposal, by)
    warnings = warnings_of(require_allowed(proposal.plan, network_of(ports.store)))
    rule_proposals.require_acknowledged(warnings, acknowledged)
    versions = versions_of(ports.store, "plan")
    approval = Approval(by, ports.clock.now(), warnings)
    follows = plan_in_force(versions, begins_at(proposal.plan, approval.at))
    return rule_proposals.approve(proposal, approval, next_number(versions), follows.number)


def _new_evaluations(ports: Ports, version: RuleVersion) -> list[Evaluation]:
    """Give the first evaluations but those that an earlier version has begun with already."""
    first = first_evaluations(version, ports.clock.now())
    return [each for each in first if ports.store.get(Evaluation, each.key) is None]


def _followed(ports: Ports, proposal: RuleProposal) -> PlanVersion:
    if proposal.follows is not None:
        return plan_version(ports, proposal.follows)
    at = proposal.decided_at or ports.clock.now()
    return plan_in_force(versions_of(ports.store, "plan"), begins_at(proposal.plan, at))
