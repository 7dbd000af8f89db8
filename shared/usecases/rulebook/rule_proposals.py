"""What plans and policies share when they are proposed, approved and read.

A version never changes; its number is given with the approval, one after the other even when two
are approved at once. Source: A164; rules.md, Compliance guard; feature 41.
"""

from typing import Any

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.errors import Refused
from shared.domain.rulebook import rule_proposals
from shared.domain.rulebook.rule_proposals import Document
from shared.domain.rulebook.versions import RuleKind, RuleVersion, next_number, version_key
from shared.domain.times import iso_utc
from shared.ports import Ports
from shared.usecases.reading import versions_of


def version_approved(
    ports: Ports,
    proposal: Proposal,
    wanted: Document,
    verdict: Verdict,
    follows: int,
) -> tuple[RuleVersion, dict[str, Any]]:
    """Give the version that a proposal becomes, and what is told of it."""
    versions = versions_of(ports.store, rule_proposals.kind_of(wanted))
    number = next_number(versions)
    version = rule_proposals.version_of(proposal, wanted, number, verdict.at)
    outcome = {
        "number": number,
        "follows": follows,
        "effective_from": iso_utc(version.effective_from),
    }
    return version, outcome


def require_version(ports: Ports, kind: RuleKind, number: int) -> RuleVersion:
    """Load a stored version. Errors: unknown_plan, unknown_policy."""
    version = ports.store.get(RuleVersion, version_key(kind, number))
    if version is not None:
        return version
    if kind == "plan":
        raise Refused("unknown_plan", "no_such_plan", number=number)
    raise Refused("unknown_policy", "no_such_policy", number=number)
