"""Plans: checked, proposed, approved by another person, listed and compared with each other.

A version never changes; its number is given with the approval, one after the other even when two
are approved at once. Source: A164; rules.md, Compliance guard; feature 41.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.payouts.settlements import SHARDS
from shared.domain.periods.evaluations import Evaluation, first_evaluations
from shared.domain.plans.checks.trees import Network
from shared.domain.plans.diff import Change, changes
from shared.domain.plans.document import Plan
from shared.domain.plans.findings import Finding
from shared.domain.plans.guard import findings, require_allowed, warnings_of
from shared.domain.rulebook import proposals as rule_proposals
from shared.domain.rulebook.proposals import Approval, RuleProposal, begins_at
from shared.domain.rulebook.rulebook import PlanVersion, RuleVersion, plan_in_force, version_key
from shared.ports import Ports, Store
from shared.usecases.remembering import first_time, once

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
    """The plan in force now, every version and every proposal, oldest first."""

    in_force: PlanVersion
    versions: Sequence[RuleVersion]
    proposals: Sequence[RuleProposal]


def check_plan(ports: Ports, plan: Plan) -> tuple[Finding, ...]:
    """Say what the guard finds in a plan and in the network that it would pay; store nothing."""
    return findings(plan, network_of(ports.store))


def propose_plan(ports: Ports, command: Command, plan: Plan, by: str) -> RuleProposal:
    """Propose a plan under the command's id. Errors: invalid, idempotency_conflict."""

    def attempt() -> RuleProposal:
        request = first_time(ports.store, command)
        if not request:
            return require_proposal(ports, command.id)
        new = rule_proposals.propose_plan(command.id, plan, by, ports.clock.now())
        ports.store.commit([new, *request])
        return new

    return once(ports.store, command, attempt)


def approve_plan(
    ports: Ports, command: Command, proposal_id: str, by: str, acknowledged: Sequence[str]
) -> RuleProposal:
    """Put a proposal in force as the next version, with the first evaluations of its period rules.

    Errors: unknown_proposal, illegal_transition, same_person, plan_refused, warnings_open,
    idempotency_conflict.
    """

    def attempt() -> RuleProposal:
        request = first_time(ports.store, command)
        proposal = require_proposal(ports, proposal_id)
        if not request:
            return proposal
        approved, version = _approved(ports, proposal, by, acknowledged)
        ports.store.commit([approved, version, *_new_evaluations(ports, version), *request])
        return approved

    return once(ports.store, command, attempt)


def reject_plan(
    ports: Ports, command: Command, proposal_id: str, by: str, reason: str
) -> RuleProposal:
    """Reject a proposal, or take one's own back.

    Errors: unknown_proposal, illegal_transition, idempotency_conflict.
    """

    def attempt() -> RuleProposal:
        request = first_time(ports.store, command)
        proposal = require_proposal(ports, proposal_id)
        if not request:
            return proposal
        rejected = rule_proposals.reject(proposal, by, ports.clock.now(), reason)
        ports.store.commit([rejected, *request])
        return rejected

    return once(ports.store, command, attempt)


def require_proposal(ports: Ports, proposal_id: str) -> RuleProposal:
    """Load a proposal of a plan. Errors: unknown_proposal."""
    proposal = ports.store.get(RuleProposal, f"plan/{proposal_id}")
    if proposal is None:
        raise Refused("unknown_proposal", f"no plan was proposed as {proposal_id}")
    return proposal


def review(ports: Ports, proposal_id: str) -> Review:
    """Show a proposal beside the version it follows. Errors: unknown_proposal."""
    proposal = require_proposal(ports, proposal_id)
    follows = _followed(ports, proposal)
    plan = proposal.plan
    found = check_plan(ports, plan)
    return Review(proposal, follows, changes(follows.plan, plan), found)


def plan_version(ports: Ports, number: int) -> PlanVersion:
    """Give a version of the plan, 0 the product's default. Errors: unknown_plan."""
    if number == 0:
        return plan_in_force([], ports.clock.now())
    version = require_version(ports, number)
    return plan_in_force([version], version.effective_from)


def require_version(ports: Ports, number: int) -> RuleVersion:
    """Load a stored version of the plan. Errors: unknown_plan."""
    version = ports.store.get(RuleVersion, version_key("plan", number))
    if version is None:
        raise Refused("unknown_plan", f"the plan has no version {number}")
    return version


def version_of(ports: Ports, approved: RuleProposal) -> RuleVersion:
    """Give the version that an approved proposal is. Errors: unknown_plan."""
    return require_version(ports, approved.number or 0)


def two_versions(ports: Ports, number: int, against: int) -> tuple[PlanVersion, PlanVersion]:
    """Give the version to compare with, and the one that is compared. Errors: unknown_plan."""
    return plan_version(ports, against), plan_version(ports, number)


def all_plans(ports: Ports) -> AllPlans:
    """Give what is in force, all versions and all proposals."""
    versions = ports.store.rule_versions("plan")
    in_force = plan_in_force(versions, ports.clock.now())
    return AllPlans(in_force, versions, ports.store.rule_proposals("plan"))


def network_of(store: Store) -> Network:
    """Read who stands under whom, as far as the guard looks."""
    uplines: dict[str, str | None] = {}
    for shard in range(SHARDS):
        after: str | None = ""
        while after is not None:
            ids = store.payees(shard, after, PAGE)
            uplines |= {person.id: person.upline for person in store.distributors(ids)}
            if len(uplines) >= MOST_PEOPLE:
                return Network(uplines, whole=False)
            after = ids[-1] if len(ids) == PAGE else None
    return Network(uplines)


def _approved(
    ports: Ports, proposal: RuleProposal, by: str, acknowledged: Sequence[str]
) -> tuple[RuleProposal, RuleVersion]:
    rule_proposals.require_approvable(proposal, by)
    warnings = warnings_of(require_allowed(proposal.plan, network_of(ports.store)))
    rule_proposals.require_acknowledged(warnings, acknowledged)
    versions = ports.store.rule_versions("plan")
    number = versions[-1].number + 1 if versions else 1
    approval = Approval(by, ports.clock.now(), warnings)
    follows = plan_in_force(versions, begins_at(proposal.plan, approval.at))
    return rule_proposals.approve(proposal, approval, number, follows.number)


def _new_evaluations(ports: Ports, version: RuleVersion) -> list[Evaluation]:
    """Give the first evaluations but those that an earlier version has begun with already."""
    first = first_evaluations(version, ports.clock.now())
    return [each for each in first if ports.store.get(Evaluation, each.key) is None]


def _followed(ports: Ports, proposal: RuleProposal) -> PlanVersion:
    if proposal.follows is not None:
        return plan_version(ports, proposal.follows)
    at = proposal.decided_at or ports.clock.now()
    return plan_in_force(ports.store.rule_versions("plan"), begins_at(proposal.plan, at))
