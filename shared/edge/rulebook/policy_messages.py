"""What operators and finance send and get of policies; documents carry quoted yuan."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator

from shared.domain.documents.changes import Change
from shared.domain.documents.part import written
from shared.domain.errors import Fault
from shared.domain.policy.policy import Policy, read_policy
from shared.domain.policy.policy_diff import policy_changes
from shared.domain.records import Value
from shared.domain.rulebook.rule_proposals import proposed_policy
from shared.domain.rulebook.versions import PolicyVersion
from shared.edge.approvals.messages import ProposalLine, ProposalView
from shared.edge.rulebook.messages import RuleVersionLine
from shared.usecases.rulebook.policies import AllPolicies, PolicyReview


def _read(document: object) -> Policy:
    if not isinstance(document, dict):
        raise Fault("no_policy_document")
    return read_policy(document)


class NewPolicy(Value):
    """A policy that somebody wants in force; what it leaves out is the product's default."""

    policy: Annotated[Policy, BeforeValidator(_read)]


class PolicyProposalView(ProposalView):
    """A proposal with what it changes in the policy it follows, 0 the product's default."""

    policy: dict[str, Any]
    follows: int
    changes: tuple[Change, ...]

    @classmethod
    def of_review(cls, review: PolicyReview) -> Self:
        """Show a proposal with what its reviewer should see."""
        proposal, follows = review
        return cls(
            policy=proposal.content,
            follows=follows.number,
            changes=policy_changes(follows.policy, proposed_policy(proposal)),
            **dict(ProposalView.of(proposal)),
        )


class PolicyVersions(Value):
    """The number of the policy in force, all versions, and what nobody has decided yet."""

    in_force: int
    items: tuple[RuleVersionLine, ...]
    next: str | None
    proposals: tuple[ProposalLine, ...]

    @classmethod
    def of(cls, policies: AllPolicies) -> Self:
        """Show the versions and the open proposals, oldest first."""
        return cls(
            in_force=policies.in_force.number,
            items=tuple(map(RuleVersionLine.of, policies.versions.items)),
            next=policies.versions.next,
            proposals=tuple(map(ProposalLine.of, policies.proposals)),
        )


class PolicyView(Value):
    """One version of the policy, with its whole document."""

    number: int
    policy: dict[str, Any]

    @classmethod
    def of(cls, version: PolicyVersion) -> Self:
        """Show a version."""
        return cls(number=version.number, policy=written(version.policy))


class PolicyDiff(Value):
    """What one version changes against another."""

    before: int
    after: int
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, before: PolicyVersion, after: PolicyVersion) -> Self:
        """Show what a version changes."""
        found = policy_changes(before.policy, after.policy)
        return cls(before=before.number, after=after.number, changes=found)
