"""Propose, read what was proposed, and close what is about nothing any more."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from shared.domain.approvals import proposals
from shared.domain.approvals.proposals import Proposal, ProposalOn, is_expired, lapse
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.ownership import ALL, Scope
from shared.domain.times import iso_utc
from shared.ports import Page, Ports, Store
from shared.usecases.approvals.kinds import ApprovalKind
from shared.usecases.lists import led_to, page_led_to
from shared.usecases.remembering import first_time, once

LOOKED_AT: Final = 1_000
"""How many proposals on a subject are looked at, the latest first."""

AT_ONCE: Final = 50
"""How many lapse in one transaction; any beyond are refused when decided, and expire."""


def propose(
    ports: Ports,
    command: Command,
    kind: ApprovalKind,
    subject: str,
    content: Callable[[], Mapping[str, Any]],
    by: Decision | str,
) -> Proposal:
    """Propose under the command's id, once; `content` checks what is proposed.

    Errors: what `content` refuses; idempotency_conflict.
    """

    def attempt() -> Proposal:
        reason = by.reason if isinstance(by, Decision) else None
        request = first_time(ports, command, kind.subject_of(subject), reason)
        if not request:
            return require_proposal(ports, command.id, kind.name)
        new = new_proposal(ports, command.id, kind, subject, content(), by)
        ports.store.commit([new, *request])
        return new.changed(version=1)

    return once(ports.store, command, attempt)


def new_proposal(
    ports: Ports,
    proposal_id: str,
    kind: ApprovalKind,
    subject: str,
    content: Mapping[str, Any],
    by: Decision | str,
) -> Proposal:
    """Make a proposal that a room stores along with what it is about."""
    who, reason = (by.by, by.reason) if isinstance(by, Decision) else (by, None)
    return proposals.propose(
        proposal_id,
        kind.name,
        subject,
        content,
        who,
        ports.clock.now(),
        reason=reason,
        open_for=kind.open_for,
    )


def require_proposal(ports: Ports, proposal_id: str, *kinds: str, scope: Scope = ALL) -> Proposal:
    """Load a proposal, of some kinds where any are named.

    Errors: unknown_proposal, for one outside the scope as well.
    """
    found = ports.store.get(Proposal, proposal_id)
    if found is None or (kinds and found.kind not in kinds) or not scope.reaches(found.proposed_by):
        raise Refused("unknown_proposal", "no_such_proposal", proposal_id=proposal_id)
    return found


def page_of_proposals_on(store: Store, kind: str, subject: str, after: str = "") -> Page[Proposal]:
    """Give a page of the proposals of a kind on a subject, oldest first."""
    pointers = store.listed(ProposalOn, f"{kind}/{subject}", after=after)
    return page_led_to(store, Proposal, pointers)


def open_proposals(ports: Ports, kind: ApprovalKind, subject: str) -> list[Proposal]:
    """Give what may still be decided of a kind on a subject, oldest first.

    None is looked for that has been there for longer than its kind is open, and none behind the
    latest 1,000.
    """
    now = ports.clock.now()
    since = iso_utc(now - kind.open_for) if kind.open_for else ""
    pointers = ports.store.listed(
        ProposalOn, f"{kind.name}/{subject}", since=since, limit=LOOKED_AT, latest_first=True
    )
    found = led_to(ports.store, Proposal, pointers.items[::-1])
    return [each for each in found if each.state == "open" and not is_expired(each, now)]


def lapsed(
    ports: Ports, proposal_id: str | None, occasion: Occasion, instead: Mapping[str, Any]
) -> Iterator[Proposal]:
    """Give a proposal as it lapses, if one is there and open; `instead` is what was done."""
    found = ports.store.get(Proposal, proposal_id) if proposal_id else None
    if found is not None and found.state == "open" and not is_expired(found, occasion.now):
        yield lapse(found, occasion, instead)


def others_lapsed(
    ports: Ports,
    kind: ApprovalKind,
    subject: str,
    occasion: Occasion,
    instead: Mapping[str, Any],
    but: str = "",
) -> Iterator[Proposal]:
    """Give the open proposals on a subject as they lapse, but for the one that was approved."""
    others = (each for each in open_proposals(ports, kind, subject) if each.id != but)
    for each in islice(others, AT_ONCE):
        yield lapse(each, occasion, instead)
