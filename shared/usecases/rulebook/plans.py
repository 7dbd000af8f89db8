"""Plans: checked, proposed, approved by another person, listed and compared with each other.

Source: A164; rules.md, Compliance guard; feature 41.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from shared.domain.approvals.proposals import Proposal, Verdict
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
from shared.domain.plans.document import Plan, read_plan
from shared.domain.rulebook import rule_proposals
from shared.domain.rulebook.plan_version import PlanVersion
from shared.domain.rulebook.rule_proposals import begins_at
from shared.domain.rulebook.versions import (
    RuleVersion,
    label_of,
    plan_in_force,
)
from shared.ports import Page, Ports, Store
from shared.usecases.approvals.kinds import ApprovalKind, Approved, read_content
from shared.usecases.approvals.proposing import open_proposals, propose, require_proposal
from shared.usecases.reading import versions_of
from shared.usecases.rulebook import rule_proposals as proposals

MOST_PEOPLE = 5_000
"""How many people of the network the guard looks at."""

PAGE = 500


class Review(NamedTuple):
    """A proposal with all that whoever decides it should see."""

    proposal: Proposal
    follows: PlanVersion
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


class AllPlans(NamedTuple):
    """The plan in force now, a page of all versions, and every open proposal, oldest first."""

    in_force: PlanVersion
    versions: Page[RuleVersion]
    proposals: Sequence[Proposal]


def check_plan(ports: Ports, plan: Plan) -> tuple[Finding, ...]:
    """Say what the guard finds in a plan and in the network that it would pay; store nothing."""
    return findings(plan, network_of(ports.store), ports.clock.now())


def propose_plan(ports: Ports, command: Command, plan: Plan, by: str) -> Proposal:
    """Propose a plan under the command's id. Errors: invalid, idempotency_conflict."""

    def content() -> Mapping[str, Any]:
        return rule_proposals.proposable(plan, ports.clock.now())

    return propose(ports, command, PLAN, "plan", content, by)


def review(ports: Ports, proposal_id: str) -> Review:
    """Show a proposal beside the version it follows. Errors: unknown_proposal."""
    proposal = require_proposal(ports, proposal_id, PLAN.name)
    follows = _followed(ports, proposal)
    plan = rule_proposals.proposed_plan(proposal)
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


def all_plans(ports: Ports, after: str = "") -> AllPlans:
    """Give what is in force, a page of all versions and what is open to be decided."""
    versions = versions_of(ports.store, "plan")
    in_force = plan_in_force(versions, ports.clock.now())
    page = ports.store.listed(RuleVersion, "plan", after=after)
    waiting = open_proposals(ports, PLAN, "plan")
    return AllPlans(in_force, page, waiting)


def network_of(store: Store) -> Network:
    """Read who stands under whom, as far as the guard looks."""
    uplines: dict[str, str | None] = {}
    looked_at = 0
    for shard in range(SHARDS):
        after: str | None = ""
        while after is not None:
            ids, after = store.waiting(PAYEES, str(shard), after=after, limit=PAGE)
            people = store.get_all(Distributor, ids)
            uplines |= {person.id: person.upline for person in people}
            looked_at += len(ids)
            if looked_at >= MOST_PEOPLE:
                return Network(uplines, whole=False)
    return Network(uplines)


def _approved(ports: Ports, _: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    """Put a plan in force, with the first evaluations of its period rules.

    Errors: plan_refused, warnings_open.
    """
    plan = rule_proposals.proposed_plan(proposal)
    warnings = warnings_of(require_allowed(plan, network_of(ports.store)))
    rule_proposals.require_acknowledged(warnings, verdict.acknowledged)
    begins = begins_at(plan, verdict.at)
    follows = plan_in_force(versions_of(ports.store, "plan"), begins)
    version, outcome = proposals.version_approved(ports, proposal, plan, verdict, follows.number)
    new = _new_evaluations(ports, version)
    told = {"label": label_of(version), "acknowledged": list(warnings)}
    return Approved({**outcome, **told}, [version, *new])


def _revised(ports: Ports, _: Proposal, content: Mapping[str, Any]) -> Mapping[str, Any]:
    return rule_proposals.proposable(read_content(read_plan, content), ports.clock.now())


def _new_evaluations(ports: Ports, version: RuleVersion) -> list[Evaluation]:
    """Give the first evaluations but those that an earlier version has begun with already."""
    first = first_evaluations(version, ports.clock.now())
    return [each for each in first if ports.store.get(Evaluation, each.key) is None]


def _followed(ports: Ports, proposal: Proposal) -> PlanVersion:
    if "follows" in proposal.outcome:
        return plan_version(ports, proposal.outcome["follows"])
    at = proposal.decided_at or ports.clock.now()
    return plan_in_force(
        versions_of(ports.store, "plan"), begins_at(rule_proposals.proposed_plan(proposal), at)
    )


PLAN = ApprovalKind(
    name="plan",
    approve=_approved,
    deciders=frozenset({"finance"}),
    revise=_revised,
)
"""A plan is to be in force."""
