"""Policies: proposed, approved by another person, listed and compared with each other.

Source: A164; rules.md, The default documents.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.policy.policy import Policy, read_policy
from shared.domain.rulebook import rule_proposals
from shared.domain.rulebook.rule_proposals import begins_at
from shared.domain.rulebook.versions import (
    PolicyVersion,
    RuleVersion,
    default_version,
    policy_version_at,
)
from shared.ports import Page, Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved, read_content
from shared.usecases.approvals.proposing import open_proposals, propose, require_proposal
from shared.usecases.reading import versions_of
from shared.usecases.rulebook import rule_proposals as proposals


class PolicyReview(NamedTuple):
    """A proposal beside the version that it follows."""

    proposal: Proposal
    follows: PolicyVersion


class AllPolicies(NamedTuple):
    """The policy in force now, a page of all versions, and every open proposal, oldest first."""

    in_force: PolicyVersion
    versions: Page[RuleVersion]
    proposals: Sequence[Proposal]


def propose_policy(ports: Ports, command: Command, policy: Policy, by: str) -> Proposal:
    """Propose a policy under the command's id. Errors: invalid, idempotency_conflict."""

    def content() -> Mapping[str, Any]:
        return rule_proposals.proposable(policy, ports.clock.now())

    return propose(ports, command, POLICY, "policy", content, by)


def review_policy(ports: Ports, proposal_id: str) -> PolicyReview:
    """Show a proposal beside the version it follows. Errors: unknown_proposal."""
    proposal = require_proposal(ports, proposal_id, POLICY.name)
    return PolicyReview(proposal, _followed(ports, proposal))


def policy_version(ports: Ports, number: int) -> PolicyVersion:
    """Give a version of the policy, 0 the product's default. Errors: unknown_policy."""
    if number == 0:
        return default_version("policy").policy
    return proposals.require_version(ports, "policy", number).policy


def two_policies(ports: Ports, number: int, against: int) -> tuple[PolicyVersion, PolicyVersion]:
    """Give the version to compare with, and the one that is compared. Errors: unknown_policy."""
    return policy_version(ports, against), policy_version(ports, number)


def all_policies(ports: Ports, after: str = "") -> AllPolicies:
    """Give what is in force, a page of all versions and what is open to be decided."""
    versions = versions_of(ports.store, "policy")
    in_force = policy_version_at(versions, ports.clock.now())
    page = ports.store.listed(RuleVersion, "policy", after=after)
    waiting = open_proposals(ports, POLICY, "policy")
    return AllPolicies(in_force, page, waiting)


def _approved(ports: Ports, _: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    """Put a policy in force, for what happens from then on."""
    policy = rule_proposals.proposed_policy(proposal)
    begins = begins_at(policy, verdict.at)
    follows = policy_version_at(versions_of(ports.store, "policy"), begins)
    version, outcome = proposals.version_approved(ports, proposal, policy, verdict, follows.number)
    return Approved(outcome, [version])


def _revised(ports: Ports, _: Proposal, content: Mapping[str, Any]) -> Mapping[str, Any]:
    return rule_proposals.proposable(read_content(read_policy, content), ports.clock.now())


def _followed(ports: Ports, proposal: Proposal) -> PolicyVersion:
    if "follows" in proposal.outcome:
        return policy_version(ports, proposal.outcome["follows"])
    at = proposal.decided_at or ports.clock.now()
    return policy_version_at(
        versions_of(ports.store, "policy"), begins_at(rule_proposals.proposed_policy(proposal), at)
    )


POLICY = ApprovalKind(
    name="policy",
    approve=_approved,
    deciders=frozenset({"finance"}),
    revise=_revised,
)
"""A policy is to be in force."""
