"""Policies: proposed, approved by another person, listed and compared with each other.

Source: A164; rules.md, The default documents.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.commands import Command
from shared.domain.policy.policy import Policy
from shared.domain.records import Record
from shared.domain.rulebook import rule_proposals
from shared.domain.rulebook.rule_proposals import OPEN_RULES, Approval, RuleProposal, begins_at
from shared.domain.rulebook.versions import (
    DEFAULT_POLICY,
    PolicyVersion,
    RuleVersion,
    next_number,
    policy_version_at,
)
from shared.ports import Ports
from shared.usecases.lists import longest_waiting
from shared.usecases.reading import versions_of
from shared.usecases.rulebook import rule_proposals as proposals


class PolicyReview(NamedTuple):
    """A proposal beside the version that it follows."""

    proposal: RuleProposal
    follows: PolicyVersion


class AllPolicies(NamedTuple):
    """The policy in force now, every version and every open proposal, oldest first."""

    in_force: PolicyVersion
    versions: Sequence[RuleVersion]
    proposals: Sequence[RuleProposal]


def propose_policy(ports: Ports, command: Command, policy: Policy, by: str) -> RuleProposal:
    """Propose a policy under the command's id. Errors: invalid, idempotency_conflict."""
    return proposals.propose(ports, command, policy, by)


def approve_policy(ports: Ports, command: Command, proposal_id: str, by: str) -> RuleProposal:
    """Put a proposal in force as the next version, for what happens from then on.

    Errors: unknown_proposal, illegal_transition, same_person, idempotency_conflict.
    """

    def approved(proposal: RuleProposal) -> tuple[RuleProposal, Sequence[Record]]:
        versions, approval = versions_of(ports.store, "policy"), Approval(by, ports.clock.now())
        follows = policy_version_at(versions, begins_at(proposal.policy, approval.at))
        number = next_number(versions)
        decided, version = rule_proposals.approve(proposal, approval, number, follows.number)
        return decided, [version]

    return proposals.decide(ports, command, "policy", proposal_id, approved)


def reject_policy(
    ports: Ports, command: Command, proposal_id: str, by: str, reason: str
) -> RuleProposal:
    """Reject a proposal, or take one's own back.

    Errors: unknown_proposal, illegal_transition, idempotency_conflict.
    """
    return proposals.reject(ports, command, "policy", proposal_id, by, reason)


def review_policy(ports: Ports, proposal_id: str) -> PolicyReview:
    """Show a proposal beside the version it follows. Errors: unknown_proposal."""
    proposal = proposals.require_proposal(ports, "policy", proposal_id)
    return PolicyReview(proposal, _followed(ports, proposal))


def policy_version(ports: Ports, number: int) -> PolicyVersion:
    """Give a version of the policy, 0 the product's default. Errors: unknown_policy."""
    if number == 0:
        return DEFAULT_POLICY
    return proposals.require_version(ports, "policy", number).policy


def two_policies(ports: Ports, number: int, against: int) -> tuple[PolicyVersion, PolicyVersion]:
    """Give the version to compare with, and the one that is compared. Errors: unknown_policy."""
    return policy_version(ports, against), policy_version(ports, number)


def all_policies(ports: Ports) -> AllPolicies:
    """Give what is in force, all versions and the oldest open proposals."""
    versions = versions_of(ports.store, "policy")
    in_force = policy_version_at(versions, ports.clock.now())
    waiting = longest_waiting(ports.store, OPEN_RULES, "policy", proposals.MOST_OPEN)
    return AllPolicies(in_force, versions, waiting)


def _followed(ports: Ports, proposal: RuleProposal) -> PolicyVersion:
    if proposal.follows is not None:
        return policy_version(ports, proposal.follows)
    at = proposal.decided_at or ports.clock.now()
    return policy_version_at(versions_of(ports.store, "policy"), begins_at(proposal.policy, at))
