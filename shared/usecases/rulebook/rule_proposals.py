"""What plans and policies share when they are proposed, approved and read.

A version never changes; its number is given with the approval, one after the other even when two
are approved at once. Source: A164; rules.md, Compliance guard; feature 41.
"""

from typing import Any

from shared.domain.approvals.proposals import Proposal, ProposalOn, Verdict
from shared.domain.errors import RefusalCode, Refused
from shared.domain.rulebook import rule_proposals
from shared.domain.rulebook.rule_proposals import Document
from shared.domain.rulebook.versions import RuleKind, RuleVersion, next_number, version_key
from shared.domain.times import iso_utc
from shared.ports import Ports
from shared.usecases.lists import led_to
from shared.usecases.reading import versions_of

MOST_LISTED = 200
"""Among how many of the latest proposals the open ones are looked for."""


def open_proposals(ports: Ports, kind: RuleKind) -> list[Proposal]:
    """Give the open ones among the latest proposals of a kind, oldest first."""
    page = ports.store.listed(ProposalOn, f"{kind}/{kind}", limit=MOST_LISTED, latest_first=True)
    found = led_to(ports.store, Proposal, reversed(page.items))
    return [proposal for proposal in found if proposal.state == "open"]


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
    if version is None:
        code: RefusalCode = "unknown_plan" if kind == "plan" else "unknown_policy"
        raise Refused(code, f"the {kind} has no version {number}")
    return version
