"""A distributor moves under another upline: one person proposes it, another approves it.

Every approval writes the one tree, so of two that would close a loop together one loses and looks
again. Source: A012, A101; rules.md, People.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.network import transfers
from shared.domain.network.people import Distributor, RelationChange, Tree, decided
from shared.domain.network.transfers import Transfer, TransferWish
from shared.ports import Ports
from shared.usecases.approvals.kinds import ApprovalKind, Approved, read_content
from shared.usecases.approvals.proposing import propose
from shared.usecases.reading import require_distributor, require_in_network

MOST_ABOVE: Final = 1_000
"""How many may stand above somebody whom another is put under: so far is looked for a loop."""


def propose_transfer(
    ports: Ports, command: Command, distributor: str, to: str, decision: Decision
) -> Proposal:
    """Propose a transfer under the command's id; nothing moves before it is approved.

    Errors: unknown_person, payee_not_active, loop, illegal_transition, idempotency_conflict.
    """
    return propose(
        ports, command, TRANSFER, distributor, lambda: _checked(ports, distributor, to), decision
    )


def _checked(ports: Ports, distributor: str, to: str) -> Mapping[str, Any]:
    person = require_distributor(ports, distributor)
    _require_may_stand_under(ports, distributor, to)
    return transfers.transfer(person, to).model_dump()


def _revised(ports: Ports, proposal: Proposal, content: Mapping[str, Any]) -> Mapping[str, Any]:
    wish = read_content(TransferWish.model_validate, content)
    return _checked(ports, proposal.subject, wish.to)


def _approved(ports: Ports, command: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    # The tree is read first: whatever moves in it from here on is a conflict.
    tree = ports.store.get(Tree, "tree") or Tree()
    proposed = Transfer.model_validate(proposal.content)
    person = require_distributor(ports, proposal.subject)
    now = max(verdict.at, tree.changed_at or person.joined_at)
    transfers.require_unmoved(proposed, person)
    _require_may_stand_under(ports, person.id, proposed.to)
    change = RelationChange(
        distributor=person.id,
        number=person.relation + 1,
        upline=proposed.to,
        at=now,
        decision=Decision(by=verdict.by, reason=verdict.reason or "approved"),
        proposal=proposal.id,
    )
    records = [_moved(person, change, command), change, _changed(tree, now)]
    return Approved({"relation": person.relation + 1}, records)


def _changed(tree: Tree, at: datetime) -> Tree:
    return tree.changed(changed_at=at)


def _moved(person: Distributor, change: RelationChange, command: Command) -> Distributor:
    moved = person.changed(upline=change.upline, relation=change.number)
    upline = change.upline or ""
    told = decided("upline_changed", change.at, change.decision, command.id, upline=upline)
    return moved.telling(told)


def _require_may_stand_under(ports: Ports, distributor: str, to: str) -> None:
    """Refuse an upline who is nobody, was removed, stands below the distributor, or too deep."""
    above: str | None = require_in_network(ports, to).id
    for _ in range(MOST_ABOVE + 1):
        if above is None:
            return
        if above == distributor:
            raise Refused("loop", "chain_would_close", distributor=distributor, upline=to)
        above = require_distributor(ports, above).upline
    if above is not None:
        raise Refused("loop", "too_deep_to_tell", upline=to, most=MOST_ABOVE)


TRANSFER = ApprovalKind(
    name="transfer",
    approve=_approved,
    deciders=frozenset({"operator", "finance"}),
    revise=_revised,
)
"""A distributor is to stand under another upline."""
