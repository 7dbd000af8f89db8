"""Manual awards: proposed, decided by another person, and taken back in the same way."""

from collections.abc import Iterator

from shared.domain.awards import manual_awards
from shared.domain.awards.manual_awards import MOVES, ManualAward, NewAward, StepKind
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.ledger.journal import purse
from shared.domain.network.people import subject_of
from shared.domain.records import Record
from shared.ports import Ports, Store
from shared.usecases.ledger.purses import Balances
from shared.usecases.lists import all_of
from shared.usecases.reading import require_in_network
from shared.usecases.remembering import first_time, once


def propose_award(
    ports: Ports, command: Command, distributor: str, award: NewAward, decision: Decision
) -> ManualAward:
    """Propose an award under the command's id; nothing is paid before it is approved.

    Errors: unknown_person, payee_not_active for one who was removed, idempotency_conflict.
    """

    def attempt() -> ManualAward:
        request = first_time(ports, command, subject_of(distributor), decision.reason)
        if not request:
            return require_award(ports, distributor, command.id)
        person = require_in_network(ports, distributor)
        now = ports.clock.now()
        new = manual_awards.propose(person.id, command.id, award, decision, now)
        ports.store.commit([new, *request])
        return new

    return once(ports.store, command, attempt)


def decide_award(
    ports: Ports,
    command: Command,
    distributor: str,
    award_id: str,
    what: StepKind,
    decision: Decision,
) -> None:
    """Take an award's next step, once: what is approved is paid, what is reversed is taken back.

    Errors: unknown_proposal, same_person, illegal_transition, idempotency_conflict.
    """

    def attempt() -> None:
        request = first_time(ports, command, subject_of(distributor), decision.reason)
        if request:
            old = require_award(ports, distributor, award_id)
            new = manual_awards.go_on(old, what, decision, ports.clock.now())
            ports.store.commit([*_with_money(ports, command, new, what), *request])

    once(ports.store, command, attempt)


def awards_of(store: Store, distributor: str) -> list[ManualAward]:
    """Give a distributor's awards by hand, oldest first."""
    found = all_of(store, ManualAward, distributor)
    return sorted(found, key=lambda award: (award.steps[0].at, award.id))


def require_award(ports: Ports, distributor: str, award_id: str) -> ManualAward:
    """Load an award. Errors: unknown_proposal."""
    found = ports.store.get(ManualAward, f"{distributor}/{award_id}")
    if found is None:
        raise Refused("unknown_proposal", f"{distributor} has no award {award_id}")
    return found


def _with_money(
    ports: Ports, command: Command, award: ManualAward, what: StepKind
) -> Iterator[Record]:
    """Give the award with its journal entry and the purse, where the step moves money."""
    if what not in MOVES:
        yield award
        return
    cause, move = MOVES[what]
    key = purse(award.distributor, award.award.form)
    balances = Balances(ports.store)
    award, (balances[key], postings) = move(award, balances[key])
    yield from manual_awards.entry_of(award, cause, postings, command.id, ports.clock.now())
    yield from balances.changed
