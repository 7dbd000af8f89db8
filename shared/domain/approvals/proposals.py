"""A proposal: made by one person, decided once by another, whatever it is about.

What is proposed may be revised while nobody has decided, so that whoever decides says which version
he saw. Source: A012, A049, A090, A164; rules.md, People.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal, NoReturn

from pydantic import AwareDatetime

from shared.domain.commands import BY_TIME
from shared.domain.errors import Refused
from shared.domain.moments import HeadRecord, Occasion, codes_of
from shared.domain.records import Pointer, Queue
from shared.domain.times import FAR, iso_utc

ProposalState = Literal["open", "approved", "rejected", "withdrawn", "expired", "lapsed"]


class ProposalOn(Pointer):
    """By which the proposals on a subject are found, oldest first."""

    kind: str
    subject: str
    proposed_at: str
    proposal: str


ProposalCode = Literal[
    "proposed",
    "proposal_revised",
    "proposal_approved",
    "proposal_rejected",
    "proposal_withdrawn",
    "proposal_expired",
    "proposal_lapsed",
]
"""What happens to a proposal, as its moments bear it."""

_CODES: Mapping[ProposalState, ProposalCode] = {
    "open": "proposal_revised",
    "approved": "proposal_approved",
    "rejected": "proposal_rejected",
    "withdrawn": "proposal_withdrawn",
}


class Proposal(HeadRecord):
    """Somebody wants `content` for a subject; `outcome` is what became of it when approved.

    An open proposal past `expires_at` is decided no more. Where it lapsed, `outcome` says what was
    done instead.
    """

    called: ClassVar[str] = "proposal"
    codes: ClassVar[frozenset[str]] = codes_of(ProposalCode)

    id: str
    kind: str
    subject: str
    content: dict[str, Any] = {}
    proposed_by: str
    proposed_at: AwareDatetime
    reason: str | None = None
    expires_at: AwareDatetime = FAR
    state: ProposalState = "open"
    decided_by: str | None = None
    decided_at: AwareDatetime | None = None
    decision_reason: str | None = None
    outcome: dict[str, Any] = {}

    @property
    def key(self) -> str:
        """The proposal's id."""
        return self.id

    @property
    def payee(self) -> str | None:
        """Whose money it is about, where its content says so."""
        return self.content.get("payee")

    @property
    def amount_fen(self) -> int | None:
        """The one sum that it is about, in fen, where its content says so."""
        return self.content.get("amount_fen", self.content.get("total_fen"))

    @property
    def pointers(self) -> tuple[ProposalOn, ...]:
        """By its subject it is found."""
        at = iso_utc(self.proposed_at)
        return (ProposalOn(kind=self.kind, subject=self.subject, proposed_at=at, proposal=self.id),)


def _waits(proposal: Proposal) -> tuple[str, str] | None:
    if proposal.state != "open":
        return None
    return "", f"{iso_utc(proposal.expires_at)}#{iso_utc(proposal.proposed_at)}#{proposal.id}"


OPEN_PROPOSALS = Queue("PROPOSALS", Proposal, _waits)
"""Whatever waits for a second person, the soonest to expire first, then the longest waiting."""


@dataclass(frozen=True)
class Verdict:
    """Who decides, when and why, which version of the proposal he saw, what he acknowledges."""

    by: str
    at: datetime
    seen: int
    reason: str | None = None
    acknowledged: tuple[str, ...] = ()


def propose(  # noqa: PLR0913 - all that a proposal says
    proposal: str,
    kind: str,
    subject: str,
    content: Mapping[str, Any],
    by: str,
    at: datetime,
    *,
    reason: str | None = None,
    open_for: timedelta | None = None,
) -> Proposal:
    """Make a proposal; without `open_for` it never expires."""
    new = Proposal(
        id=proposal,
        kind=kind,
        subject=subject,
        content=dict(content),
        proposed_by=by,
        proposed_at=at,
        reason=reason,
        expires_at=FAR if open_for is None else at + open_for,
    )
    return _told(new, "proposed", Occasion(at, proposal, by))


def revise(proposal: Proposal, content: Mapping[str, Any], verdict: Verdict) -> Proposal:
    """Let the proposer change what he proposes.

    Errors: not_proposer, illegal_transition, outdated_version.
    """
    _require_proposer(proposal, verdict.by)
    require_decidable(proposal, verdict)
    reason = verdict.reason or proposal.reason
    return proposal.changed(content=dict(content), reason=reason)


def approve(proposal: Proposal, verdict: Verdict, outcome: Mapping[str, Any]) -> Proposal:
    """Approve what another person has proposed.

    Errors: illegal_transition, outdated_version, same_person.
    """
    require_another(proposal, verdict)
    return _decided(proposal, "approved", verdict, outcome)


def reject(proposal: Proposal, verdict: Verdict) -> Proposal:
    """Reject what another person has proposed.

    Errors: illegal_transition, outdated_version, same_person.
    """
    require_another(proposal, verdict)
    return _decided(proposal, "rejected", verdict, {})


def withdraw(proposal: Proposal, verdict: Verdict) -> Proposal:
    """Take one's own proposal back. Errors: illegal_transition, outdated_version, not_proposer."""
    _require_proposer(proposal, verdict.by)
    require_decidable(proposal, verdict)
    return _decided(proposal, "withdrawn", verdict, {})


def expire(proposal: Proposal, now: datetime) -> Proposal:
    """Close an open proposal that nobody decided in time."""
    at = proposal.expires_at
    expired = proposal.changed(state="expired", decided_at=at)
    return expired.telling(
        Occasion(now, BY_TIME).moment("proposal_expired", at, facts=_what(expired))
    )


def lapse(proposal: Proposal, occasion: Occasion, instead: Mapping[str, Any]) -> Proposal:
    """Close an open proposal whose object was decided or paid otherwise."""
    lapsed = proposal.changed(state="lapsed", decided_at=occasion.now, outcome=dict(instead))
    return _told(lapsed, "proposal_lapsed", occasion)


def is_expired(proposal: Proposal, at: datetime) -> bool:
    """Tell whether an open proposal can be decided no more."""
    return proposal.state == "open" and proposal.expires_at <= at


def require_another(proposal: Proposal, verdict: Verdict) -> None:
    """Refuse what may not be decided by whoever proposed it.

    Errors: illegal_transition, outdated_version, same_person.
    """
    require_decidable(proposal, verdict)
    if verdict.by == proposal.proposed_by:
        raise Refused("same_person", "own_proposal", person=verdict.by, proposal_id=proposal.id)


def require_decidable(proposal: Proposal, verdict: Verdict) -> None:
    """Refuse what is decided, has expired, or is another version than the one seen.

    Errors: illegal_transition, outdated_version.
    """
    if proposal.state == "lapsed":
        _refuse_lapsed(proposal)
    state = "expired" if is_expired(proposal, verdict.at) else proposal.state
    if state != "open":
        raise Refused("illegal_transition", "proposal_was_decided", state=state)
    if verdict.seen != proposal.version:
        raise Refused("outdated_version", "proposal_has_changed", version=proposal.version)


def _refuse_lapsed(proposal: Proposal) -> NoReturn:
    instead = proposal.outcome
    raise Refused(
        "illegal_transition",
        "proposal_has_lapsed",
        paid_as=instead.get("paid_as", ""),
        resolution=instead.get("resolution", ""),
    )


def require_another_person(first: str, second: str) -> None:
    """Refuse with same_person what takes two persons; ids count, whatever role each has now."""
    if first == second:
        raise Refused("same_person", "another_must_decide", person=first)


def told(proposal: Proposal, verdict: Verdict, command: str) -> Proposal:
    """Let a proposal tell what a verdict has made of it."""
    return _told(proposal, _CODES[proposal.state], Occasion(verdict.at, command, verdict.by))


def _told(proposal: Proposal, code: ProposalCode, occasion: Occasion) -> Proposal:
    return proposal.telling(occasion.moment(code, facts=_what(proposal)))


def _what(proposal: Proposal) -> Mapping[str, str]:
    return {"kind": proposal.kind, "subject": proposal.subject}


def _require_proposer(proposal: Proposal, by: str) -> None:
    if proposal.proposed_by != by:
        raise Refused("not_proposer", "only_who_proposed", proposer=proposal.proposed_by)


def _decided(
    proposal: Proposal, state: ProposalState, verdict: Verdict, outcome: Mapping[str, Any]
) -> Proposal:
    return proposal.changed(
        state=state,
        decided_by=verdict.by,
        decided_at=verdict.at,
        decision_reason=verdict.reason,
        outcome=dict(outcome),
    )
