"""A plan or policy before it is one: what may be proposed, and which version it becomes.

Source: A164; rules.md, Compliance guard; feature 41.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias, get_args

from shared.domain.approvals.proposals import Proposal
from shared.domain.documents.fault_hints import listed, meant, shown
from shared.domain.documents.part import written
from shared.domain.errors import Refused
from shared.domain.guard.findings import FindingCode
from shared.domain.guard.guard import require_proposable
from shared.domain.plans.document import Plan, read_plan
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import RuleKind, RuleVersion
from shared.domain.times import iso_local

Document: TypeAlias = Plan | Policy

NOTICE: Final = timedelta(seconds=60)
"""How long after its approval a version begins at the earliest: by then all have heard of it."""


def proposable(wanted: Document, at: datetime) -> dict[str, Any]:
    """Write a document that may be proposed. Errors: invalid where it should be in force before."""
    if isinstance(wanted, Plan):
        require_proposable(wanted, at)
    _require_not_past(kind_of(wanted), wanted.effective_from, at)
    return written(wanted)


def kind_of(wanted: Document) -> RuleKind:
    """Say which of the two a document is."""
    return "plan" if isinstance(wanted, Plan) else "policy"


def proposed_plan(proposal: Proposal) -> Plan:
    """Read the plan that is proposed."""
    return read_plan(proposal.content)


def proposed_policy(proposal: Proposal) -> Policy:
    """Read the policy that is proposed."""
    return Policy.model_validate(proposal.content)


def begins_at(wanted: Document, at: datetime) -> datetime:
    """Give the instant from which a document approved at another is in force: not before `NOTICE`.

    Processes remember for a while which versions there are.
    """
    earliest = at + NOTICE
    return max(wanted.effective_from or earliest, earliest)


def version_of(proposal: Proposal, wanted: Document, number: int, at: datetime) -> RuleVersion:
    """Make the `number`-th version of what was proposed, approved at an instant."""
    return RuleVersion(
        kind=kind_of(wanted),
        number=number,
        effective_from=begins_at(wanted, at),
        document=proposal.content,
        proposal=proposal.id,
    )


def require_acknowledged(warnings: Iterable[FindingCode], seen: Sequence[str]) -> None:
    """Refuse an approval that leaves a warning out, or names one that there is not.

    Errors: warnings_open, invalid.
    """
    _require_known(seen)
    missing = [code for code in warnings if code not in seen]
    if missing:
        codes = ", ".join(missing)
        raise Refused("warnings_open", "warnings_left_out", codes=codes)


def _require_known(seen: Sequence[str]) -> None:
    known = get_args(FindingCode)
    for code in seen:
        if code not in known:
            raise _no_warning(code, known)


def _no_warning(code: str, known: Sequence[str]) -> Refused:
    warning, names = shown(code), listed(known)
    if near := meant(code, known):
        return Refused("invalid", "no_warning_but_near", warning=warning, near=near, known=names)
    return Refused("invalid", "no_warning", warning=warning, known=names)


def _require_not_past(kind: RuleKind, begins: datetime | None, at: datetime) -> None:
    if begins is not None and begins < at:
        raise Refused(
            "invalid",
            "begins_in_past",
            kind=kind,
            effective_from=iso_local(begins),
        )
