"""Awards by hand: proposed, paid when another person approves, taken back in the same way."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.awards import manual_awards
from shared.domain.awards.manual_awards import MOVES, AwardTo, ManualAward, NewAward, StepKind
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.ledger.journal import purse
from shared.domain.moments import Occasion
from shared.domain.records import Record
from shared.ports import Page, Ports, Store
from shared.usecases.approvals.kinds import ApprovalKind, Approved
from shared.usecases.approvals.proposing import propose
from shared.usecases.ledger.purses import Balances
from shared.usecases.reading import require_in_network


def propose_award(
    ports: Ports, command: Command, distributor: str, award: NewAward, decision: Decision
) -> Proposal:
    """Propose an award under the command's id; nothing is paid before it is approved.

    Errors: unknown_person, payee_not_active for one who was removed, idempotency_conflict.
    """

    def content() -> Mapping[str, Any]:
        require_in_network(ports, distributor)
        return award.model_dump()

    return propose(ports, command, AWARD, distributor, content, decision)


def propose_reversal(
    ports: Ports, command: Command, distributor: str, award_id: str, decision: Decision
) -> Proposal:
    """Propose to take an award back; nothing moves before it is approved.

    Errors: unknown_proposal, illegal_transition, idempotency_conflict.
    """

    def content() -> Mapping[str, Any]:
        manual_awards.require_standing(require_award(ports, distributor, award_id))
        return {"award": award_id}

    return propose(ports, command, AWARD_REVERSAL, distributor, content, decision)


def awards_of(store: Store, distributor: str, after: str = "") -> Page[ManualAward]:
    """Give a page of a distributor's awards by hand, in the order in which they were given."""
    page = store.listed(AwardTo, distributor, after=after)
    targets = [pointer.target for pointer in page.items]
    return Page(store.get_all(ManualAward, targets, exact=True), page.next)


def require_award(ports: Ports, distributor: str, award_id: str) -> ManualAward:
    """Load an award. Errors: unknown_proposal."""
    found = ports.store.get(ManualAward, f"{distributor}/{award_id}")
    if found is None:
        raise Refused(
            "unknown_proposal", "no_such_award", distributor=distributor, award_id=award_id
        )
    return found


def _granted(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    award = manual_awards.grant(proposal, verdict)
    records = [*_with_money(ports, command, award, "approved", verdict)]
    return Approved({"award": award.id}, records)


def _reversed(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    old = require_award(ports, proposal.subject, str(proposal.content["award"]))
    award = manual_awards.reverse(old, proposal, verdict)
    records = [*_with_money(ports, command, award, "reversed", verdict)]
    return Approved({"award": award.id}, records)


def _with_money(
    ports: Ports, command: Command, award: ManualAward, what: StepKind, verdict: Verdict
) -> Iterator[Record]:
    """Give the award with its journal entry and the purse that it moves."""
    cause, move = MOVES[what]
    key = purse(award.distributor, award.award.form)
    balances = Balances(ports.store)
    award, (balances[key], postings) = move(award, balances[key])
    award, entry = manual_awards.entry_of(award, cause, postings, command.id, verdict.at)
    yield manual_awards.telling(award, what, Occasion(verdict.at, command.id, verdict.by))
    yield entry
    yield from balances.changed


AWARD = ApprovalKind(name="award", approve=_granted, deciders=frozenset({"finance"}))
"""A distributor is to be given something beside all rules."""

AWARD_REVERSAL = ApprovalKind(
    name="award_reversal", approve=_reversed, deciders=frozenset({"finance"})
)
"""What a distributor was given is to be taken back."""
