"""A distributor moves under another upline: one person proposes it, another approves it.

Every approval writes the one tree, so of two that would close a loop together one loses and looks
again. Source: A012, A101; rules.md, People.
"""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.network import transfers
from shared.domain.network.people import Distributor, RelationChange, Tree, decided, subject_of
from shared.domain.network.transfers import TransferProposal
from shared.domain.records import Record
from shared.ports import Ports, Store
from shared.usecases.lists import all_of
from shared.usecases.reading import require_distributor, require_in_network
from shared.usecases.remembering import first_time, once


def propose_transfer(
    ports: Ports, command: Command, distributor: str, to: str, decision: Decision
) -> TransferProposal:
    """Propose a transfer under the command's id; nothing moves before it is approved.

    Errors: unknown_person, payee_not_active, loop, illegal_transition, idempotency_conflict.
    """

    def attempt() -> TransferProposal:
        request = first_time(ports, command, subject_of(distributor), decision.reason)
        if not request:
            return require_proposal(ports, distributor, command.id)
        person = require_distributor(ports, distributor)
        _require_may_stand_under(ports, distributor, to)
        now = ports.clock.now()
        new = transfers.propose(person, command.id, to, decision, now)
        ports.store.commit([new, *request])
        return new

    return once(ports.store, command, attempt)


def approve_transfer(
    ports: Ports, command: Command, distributor: str, proposal_id: str, decision: Decision
) -> None:
    """Approve a proposal: from now on the distributor stands under his new upline.

    Errors: unknown_proposal, same_person, illegal_transition, loop, payee_not_active,
    idempotency_conflict.
    """

    def attempt() -> None:
        request = first_time(ports, command, subject_of(distributor), decision.reason)
        if request:
            proposal = require_proposal(ports, distributor, proposal_id)
            ports.store.commit([*_approved(ports, proposal, decision, command.id), *request])

    once(ports.store, command, attempt)


def reject_transfer(
    ports: Ports, command: Command, distributor: str, proposal_id: str, decision: Decision
) -> None:
    """Reject a proposal, or take one's own back.

    Errors: unknown_proposal, illegal_transition, idempotency_conflict.
    """

    def attempt() -> None:
        request = first_time(ports, command, subject_of(distributor), decision.reason)
        if request:
            proposal = require_proposal(ports, distributor, proposal_id)
            now = ports.clock.now()
            rejected = transfers.decide(proposal, "rejected", decision, now)
            ports.store.commit([rejected, *request])

    once(ports.store, command, attempt)


def transfers_of(store: Store, distributor: str) -> list[TransferProposal]:
    """Give all proposals to move a distributor, oldest first."""
    found = all_of(store, TransferProposal, distributor)
    return sorted(found, key=lambda proposal: (proposal.proposed_at, proposal.id))


def require_proposal(ports: Ports, distributor: str, proposal_id: str) -> TransferProposal:
    """Load a proposal. Errors: unknown_proposal."""
    found = ports.store.get(TransferProposal, f"{distributor}/{proposal_id}")
    if found is None:
        raise Refused("unknown_proposal", f"{distributor} has no transfer proposal {proposal_id}")
    return found


def _approved(
    ports: Ports, proposal: TransferProposal, decision: Decision, command: str
) -> Iterator[Record]:
    # The tree is read first: whatever moves in it from here on is a conflict.
    tree = ports.store.get(Tree, "tree") or Tree()
    person = require_distributor(ports, proposal.distributor)
    now = max(ports.clock.now(), tree.changed_at or person.joined_at)
    approved = transfers.decide(proposal, "approved", decision, now)
    transfers.require_unmoved(proposal, person)
    _require_may_stand_under(ports, person.id, proposal.to)
    yield approved
    yield from _moved(person, proposal, decision, now, command)
    yield tree.model_copy(update={"changed_at": now})


def _moved(
    person: Distributor,
    proposal: TransferProposal,
    decision: Decision,
    at: datetime,
    command: str,
) -> tuple[Distributor, RelationChange]:
    number = person.relation + 1
    change = RelationChange(
        distributor=person.id,
        number=number,
        upline=proposal.to,
        at=at,
        decision=decision,
        proposal=proposal.id,
    )
    moved = person.model_copy(update={"upline": proposal.to, "relation": number})
    told = decided("upline_changed", at, decision, command, upline=proposal.to)
    return moved.telling(told), change


def _require_may_stand_under(ports: Ports, distributor: str, to: str) -> None:
    """Refuse an upline who is nobody, was removed, or stands below the distributor."""
    above: str | None = require_in_network(ports, to).id
    while above is not None:
        if above == distributor:
            detail = f"{distributor} cannot stand under {to}: the chain would close on itself"
            raise Refused("loop", detail)
        above = require_distributor(ports, above).upline
