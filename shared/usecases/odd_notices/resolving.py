"""Decide about odd notices: alone where nothing moves, else two persons."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from shared.domain.approvals.proposals import Proposal
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import OddNotice, resolved
from shared.domain.odd_notices.resolutions import MOVES_MONEY, OUTCOMES, Choice, require_choice
from shared.ports import Ports
from shared.usecases.approvals.proposing import others_lapsed, propose
from shared.usecases.odd_notices.approvals import ODD_NOTICE
from shared.usecases.odd_notices.reading import require_odd_notice
from shared.usecases.odd_notices.settling import left_alone
from shared.usecases.remembering import first_time, once


class Resolving(NamedTuple):
    """A decision: taken at once, or proposed to another person."""

    notice: OddNotice
    proposal: Proposal | None


def resolve(
    ports: Ports, command: Command, notice_id: str, choice: Choice, decision: Decision
) -> Resolving:
    """Decide about a notice, once; where money moves, another person has to approve it.

    Errors: unknown_odd_notice, illegal_transition, idempotency_conflict.
    """
    if choice not in MOVES_MONEY:
        return Resolving(_note(ports, command, notice_id, decision), None)

    def content() -> Mapping[str, Any]:
        notice = require_odd_notice(ports.store, notice_id)
        require_choice(notice, choice)
        # Whoever approves sees what the money is, not only what is done about it.
        told = ("reason", "order", "amount_fen", "expected_fen")
        return {"choice": choice, **{name: getattr(notice, name) for name in told}}

    require_odd_notice(ports.store, notice_id)
    proposal = propose(ports, command, ODD_NOTICE, notice_id, content, decision)
    return Resolving(require_odd_notice(ports.store, notice_id), proposal)


def _note(ports: Ports, command: Command, notice_id: str, decision: Decision) -> OddNotice:
    def attempt() -> OddNotice:
        notice = require_odd_notice(ports.store, notice_id)
        request = first_time(ports, command, notice.about, decision.reason)
        if not request:
            return notice
        require_choice(notice, "note")
        occasion = Occasion(ports.clock.now(), command.id, decision.by)
        noted = resolved(notice, OUTCOMES["note"], occasion, decision)
        instead = {"resolution": noted.resolution}
        dead = others_lapsed(ports, ODD_NOTICE, notice.id, occasion, instead)
        ports.store.commit([noted, *left_alone(ports, noted, occasion), *dead, *request])
        return noted

    return once(ports.store, command, attempt)
